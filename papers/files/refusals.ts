// Why a file is not taken, each with what its sender can do about it.
import { refusal } from '../../domain/kernel/refusal.ts';

export const FILE_EMPTY = refusal('FILE_EMPTY', 'invalid', {
  vi: 'Tệp rỗng (0 byte).',
  en: 'The file is empty (0 bytes).',
});
export const FILE_TOO_LARGE = refusal('FILE_TOO_LARGE', 'invalid', {
  vi: 'Tệp có {bytes} byte; mỗi tệp tối đa {most} byte. Hãy quét ở độ phân giải thấp hơn hoặc tách thành nhiều tệp.',
  en: 'The file has {bytes} bytes; one has {most} at most. Scan it at a lower resolution, or divide it.',
});
export const FILE_KIND_REFUSED = refusal('FILE_KIND_REFUSED', 'invalid', {
  vi: 'Nội dung tệp là {is}; chỉ nhận: {takes}.',
  en: 'By its content the file is {is}; taken are: {takes}.',
});
export const FILE_NAME_LIES = refusal('FILE_NAME_LIES', 'invalid', {
  vi: 'Tên tệp có đuôi .{ends} nhưng nội dung là {is}.',
  en: 'The file’s name ends in .{ends}, but by its content it is {is}.',
});
export const FILE_NAME_UNUSABLE = refusal('FILE_NAME_UNUSABLE', 'invalid', {
  vi: 'Tên tệp không được chứa đường dẫn hoặc ký tự điều khiển, tối đa {most} ký tự.',
  en: 'A file’s name holds no path and no control characters, and has {most} characters at most.',
});
export const FILE_HASH_DIFFERS = refusal('FILE_HASH_DIFFERS', 'invalid', {
  vi: 'Tệp nhận được có mã băm {is}, không phải {announced} như đã báo. Hãy gửi lại.',
  en: 'The file that came has the hash {is}, not {announced} as was said. Send it again.',
});
export const FILE_ENCRYPTED = refusal('FILE_ENCRYPTED', 'invalid', {
  vi: 'Tệp được khóa bằng mật khẩu hoặc mã hóa: người xét hồ sơ sẽ không đọc được. Hãy gửi bản không khóa.',
  en: 'The file is encrypted, or locked by a password: whoever examines the dossier could not read it. Send one that is not.',
});
export const FILE_HAS_MACROS = refusal('FILE_HAS_MACROS', 'invalid', {
  vi: 'Tệp có chứa macro. Hãy lưu thành .docx hoặc .xlsx không có macro, hoặc PDF.',
  en: 'The file holds macros. Save it as .docx or .xlsx without them, or as PDF.',
});
export const FILE_IS_BOMB = refusal('FILE_IS_BOMB', 'invalid', {
  vi: 'Tệp nén bung ra quá lớn: {what}.',
  en: 'Unpacked, the file is far too large: {what}.',
});
export const FILE_IS_TWO = refusal('FILE_IS_TWO', 'invalid', {
  vi: 'Tệp vừa là {is} vừa chứa một tệp khác ({other}) ghép vào: mỗi chương trình sẽ đọc một nội dung khác.',
  en: 'The file is {is} and another one ({other}) at once: each program would read something else in it.',
});
export const FILE_BROKEN = refusal('FILE_BROKEN', 'invalid', {
  vi: 'Tệp {is} bị hỏng hoặc thiếu phần cuối.',
  en: 'The file ({is}) is damaged, or its end is missing.',
});
