import { refusal } from '../domain/kernel/refusal.ts';

export const CURSOR_INVALID = refusal('CURSOR_INVALID', 'invalid', {
  vi: 'Vị trí trang không dùng được cho danh sách này. Hãy mở lại từ trang đầu.',
  en: 'This cursor does not belong to this list. Start again from its first page.',
});
