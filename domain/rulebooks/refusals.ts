// What is refused wherever somebody names a rulebook, or a day whose law is asked for.
import { refusal } from '../kernel/refusal.ts';

export const RULEBOOK_UNKNOWN = refusal('RULEBOOK_UNKNOWN', 'invalid', {
  vi: 'Không có bộ quy định {rulebook}.',
  en: 'There is no rulebook {rulebook}.',
});
export const NO_ACT_IN_FORCE = refusal('NO_ACT_IN_FORCE', 'invalid', {
  vi: 'Ngày nộp {filedOn}: chưa có quy định đánh giá nào có hiệu lực.',
  en: 'No act was in force on {filedOn}.',
});
