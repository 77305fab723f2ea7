// Answers of the write path itself; each rule of the field has its own beside it.
import { refusal } from '../domain/kernel/refusal.ts';

export const COMMAND_ID_REUSED = refusal('COMMAND_ID_REUSED', 'invalid', {
  vi: 'Mã lệnh {commandId} đã dùng cho một nội dung khác.',
  en: 'Command id {commandId} was used for other content.',
});
export const SEAL_KEY_AWAY = refusal('SEAL_KEY_AWAY', 'conflict', {
  vi: 'Chưa mở được gì: khóa niêm phong trên máy chủ không phải khóa đã dùng. Khôi phục tệp khóa; nếu đã mất hẳn, niêm phong lại.',
  en: 'Nothing was opened: the seal key here is not the one it was sealed with. Bring its file back; if it is lost for good, seal anew.',
});
export const HISTORY_DAMAGED = refusal('HISTORY_DAMAGED', 'conflict', {
  vi: 'Lịch sử {stream} bị hỏng từ bản ghi {revision}; không nhận thêm thay đổi. Hãy báo quản trị để kiểm tra.',
  en: 'The history of {stream} is damaged from fact {revision} on; it takes no more commands. Tell the administrator.',
});
export const STALE_REVISION = refusal('STALE_REVISION', 'conflict', {
  vi: 'Nội dung đã thay đổi: {what} do {by} ghi lúc {at}. Hãy xem lại rồi quyết định.',
  en: 'It has changed: {what} by {by} at {at}. Look again, then decide.',
});
export const ID_INVALID = refusal('ID_INVALID', 'invalid', {
  vi: 'Mã {id} không đúng định dạng.',
  en: '{id} is not a valid id here.',
});
export const TOO_BUSY = refusal('TOO_BUSY', 'conflict', {
  vi: '{id} đang có quá nhiều thay đổi cùng lúc. Hãy thử lại.',
  en: '{id} is changing too fast right now. Try again.',
});
