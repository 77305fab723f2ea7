// Answers of the write path itself; each rule of the field has its own beside it.
import { z } from 'zod';
import { type Refusal, refusal, type Words } from '../domain/kernel/refusal.ts';

export const COMMAND_ID_REUSED = refusal('COMMAND_ID_REUSED', 'invalid', {
  vi: 'Mã lệnh {commandId} đã dùng cho một nội dung khác.',
  en: 'Command id {commandId} was used for other content.',
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
const INPUT_INVALID = refusal('INPUT_INVALID', 'invalid', {
  vi: 'Dữ liệu gửi lên chưa đúng.',
  en: 'The input is not valid.',
});
const FIELD_UNKNOWN = refusal('FIELD_UNKNOWN', 'invalid', {
  vi: 'Không có trường {fields}.',
  en: 'There is no field {fields}.',
});

export type FieldError = { readonly pointer: string; readonly words: Words };

/** What the schema says of an input, as one refusal with a pointer per field. */
export function invalidInput(error: z.ZodError): { refusal: Refusal; errors: readonly FieldError[] } {
  const errors = error.issues.map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    words: { vi: inWords(vietnamese, issue), en: inWords(english, issue) },
  }));
  const unknown = error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  const refusal =
    unknown.length > 0 ? FIELD_UNKNOWN({ fields: unknown }, `/${unknown[0]}`) : INPUT_INVALID({}, errors[0]?.pointer);
  return { refusal, errors };
}

const vietnamese = z.locales.vi();
const english = z.locales.en();

function inWords(locale: typeof english, issue: z.core.$ZodIssue): string {
  const said = locale.localeError(issue as never);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}
