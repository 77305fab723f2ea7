// What the API itself refuses before or around a command: each a stable code with its sentence, like the domain's.
import { refusal } from '../domain/kernel/refusal.ts';

export const ACCOUNT_REQUIRED = refusal('ACCOUNT_REQUIRED', 'forbidden', {
  vi: 'Hãy đăng nhập, hoặc gửi khóa của hệ thống văn phòng (Authorization: Bearer …; dữ liệu minh họa: Bearer demo-<tên>).',
  en: 'Sign in, or send the key of an office system (Authorization: Bearer …; in the demo: Bearer demo-<name>).',
});
export const ACCOUNT_IS_SUSPENDED = refusal('ACCOUNT_IS_SUSPENDED', 'forbidden', {
  vi: 'Tài khoản đang bị tạm dừng. Hãy liên hệ quản trị.',
  en: 'The account is suspended. Ask the administrator.',
});
export const SECOND_FACTOR_REQUIRED = refusal('SECOND_FACTOR_REQUIRED', 'forbidden', {
  vi: 'Vai trò của bạn cần xác thực hai bước. Hãy bật mã xác thực trên điện thoại (/v1/me/totp) hoặc thêm khóa truy cập (/v1/me/passkeys) trước.',
  en: 'Your role asks for a second factor. Set up the code generator on your telephone (/v1/me/totp) or add a passkey (/v1/me/passkeys) first.',
});
export const KEY_OUT_OF_SCOPE = refusal('KEY_OUT_OF_SCOPE', 'forbidden', {
  vi: 'Khóa “{name}” không được cấp cho việc này.',
  en: 'The key “{name}” was not made for this.',
});
export const KEY_MAY_NOT_SIGN = refusal('KEY_MAY_NOT_SIGN', 'forbidden', {
  vi: 'Việc này là ký: phải do người đã đăng nhập làm, không dùng khóa.',
  en: 'This signs something: it takes a person who has signed in, no key.',
});
export const NO_ROLE_YET = refusal('NO_ROLE_YET', 'forbidden', {
  vi: 'Tài khoản chưa được giao vai trò nào. Hãy liên hệ quản trị.',
  en: 'The account has been granted no role yet. Ask the administrator.',
});
export const NO_SIGN_IN_HERE = refusal('NO_SIGN_IN_HERE', 'unknown', {
  vi: 'Tiến trình này không nhận đăng nhập.',
  en: 'Nobody signs in at this process.',
});
export const ACTING_AS_MALFORMED = refusal('ACTING_AS_MALFORMED', 'invalid', {
  vi: 'Ocop-Acting-As phải có dạng vai-trò@đơn-vị, ví dụ province-officer@66.',
  en: 'Ocop-Acting-As must look like role@unit, for example province-officer@66.',
});
export const ACCOUNT_UNKNOWN = refusal('ACCOUNT_UNKNOWN', 'forbidden', {
  vi: 'Không có tài khoản này.',
  en: 'There is no such account.',
});
export const HOST_NOT_OURS = refusal('HOST_NOT_OURS', 'forbidden', {
  vi: '{host} không phải tên của hệ thống này. Quản trị thêm tên bằng OCOP_PUBLIC_URL hoặc OCOP_HOSTS.',
  en: '{host} is not a name of this installation. The administrator adds names by OCOP_PUBLIC_URL or OCOP_HOSTS.',
});
export const ORIGIN_FOREIGN = refusal('ORIGIN_FOREIGN', 'forbidden', {
  vi: 'Yêu cầu này không được gửi từ một trang của hệ thống.',
  en: 'This was not sent from a page of ours.',
});
export const IF_MATCH_REQUIRED = refusal('IF_MATCH_REQUIRED', 'conflict', {
  vi: 'Quyết định này dựa trên nội dung đã xem: hãy gửi If-Match với ETag của bản đã xem.',
  en: 'This decision rests on what was seen: send If-Match with the ETag of what you saw.',
});
export const ROW_TWICE = refusal('ROW_TWICE', 'invalid', {
  vi: '{id} có hai dòng; mỗi đối tượng một dòng.',
  en: '{id} stands in two rows; give each its one.',
});
export const IF_MATCH_MALFORMED = refusal('IF_MATCH_MALFORMED', 'invalid', {
  vi: 'If-Match phải có dạng "r17".',
  en: 'If-Match must look like "r17".',
});
export const IDEMPOTENCY_KEY_MALFORMED = refusal('IDEMPOTENCY_KEY_MALFORMED', 'invalid', {
  vi: 'Idempotency-Key phải là một UUID.',
  en: 'Idempotency-Key must be a UUID.',
});
export const OCOP_AFTER_MALFORMED = refusal('OCOP_AFTER_MALFORMED', 'invalid', {
  vi: 'Ocop-After phải là vị trí (position) mà một lệnh đã trả về.',
  en: 'Ocop-After must be a position that a command answered with.',
});
export const JSON_MALFORMED = refusal('JSON_MALFORMED', 'invalid', {
  vi: 'Nội dung gửi lên không phải JSON hợp lệ.',
  en: 'The body is not valid JSON.',
});
export const JSON_KEY_TWICE = refusal('JSON_KEY_TWICE', 'invalid', {
  vi: 'Trường {key} được gửi hai lần trong cùng một nhóm.',
  en: 'The field {key} is given twice in one object.',
});
export const BODY_NOT_UTF8 = refusal('BODY_NOT_UTF8', 'invalid', {
  vi: 'Nội dung gửi lên không phải UTF-8; chữ có dấu có thể bị hỏng.',
  en: 'The body is not UTF-8; letters with marks would be lost.',
});
export const BODY_TOO_LARGE = refusal('BODY_TOO_LARGE', 'invalid', {
  vi: 'Nội dung gửi lên lớn hơn {limit} byte.',
  en: 'The body is larger than {limit} bytes.',
});
export const CONTENT_TYPE_WRONG = refusal('CONTENT_TYPE_WRONG', 'invalid', {
  vi: 'Nội dung phải là application/json (UTF-8).',
  en: 'The body must be application/json (UTF-8).',
});
export const REQUEST_MALFORMED = refusal('REQUEST_MALFORMED', 'invalid', {
  vi: 'Yêu cầu không đọc được.',
  en: 'The request cannot be read.',
});
export const UNKNOWN_ROUTE = refusal('UNKNOWN_ROUTE', 'unknown', {
  vi: 'Không có địa chỉ {path}.',
  en: 'There is nothing at {path}.',
});
export const UNKNOWN_COMMAND = refusal('UNKNOWN_COMMAND', 'unknown', {
  vi: '{resource} không có lệnh {command}.',
  en: '{resource} has no command {command}.',
});
export const METHOD_NOT_ALLOWED = refusal('METHOD_NOT_ALLOWED', 'invalid', {
  vi: 'Địa chỉ này chỉ nhận {allow}.',
  en: 'Only {allow} is allowed here.',
});
export const QUERY_UNKNOWN = refusal('QUERY_UNKNOWN', 'invalid', {
  vi: 'Không có tham số {parameters}.',
  en: 'There is no query parameter {parameters}.',
});
export const QUERY_INVALID = refusal('QUERY_INVALID', 'invalid', {
  vi: 'Tham số {parameters} chưa đúng.',
  en: 'Query parameter {parameters} is not valid.',
});
export const YEAR_NOT_PLANNED = refusal('YEAR_NOT_PLANNED', 'conflict', {
  vi: 'Năm {year} chưa có kế hoạch nên chưa diễn tập được.',
  en: 'Year {year} is not planned yet, so that it cannot be rehearsed.',
});
export const TOO_MANY_REQUESTS = refusal('TOO_MANY_REQUESTS', 'conflict', {
  vi: 'Quá nhiều yêu cầu. Hãy thử lại sau {seconds} giây.',
  en: 'Too many requests. Try again in {seconds} seconds.',
});
export const TOO_MANY_LISTENING = refusal('TOO_MANY_LISTENING', 'conflict', {
  vi: 'Tài khoản này đang mở quá nhiều màn hình cùng lúc (nhiều nhất {most}). Hãy đóng bớt.',
  en: 'Too many screens are open for this account ({most} at most). Close some.',
});
export const STORE_UNAVAILABLE = refusal('STORE_UNAVAILABLE', 'conflict', {
  vi: 'Kho dữ liệu tạm thời không trả lời. Hãy gửi lại đúng yêu cầu này với cùng Idempotency-Key.',
  en: 'The store does not answer right now. Send the same request again with the same Idempotency-Key.',
});
export const REACH_CHANGED = refusal('REACH_CHANGED', 'conflict', {
  vi: 'Nay có {now} chu trình đang mở, không phải {shown}. Hãy xem lại rồi xác nhận.',
  en: '{now} cycles are open now, not {shown}. Look again, then confirm.',
});
export const STORE_FULL = refusal('STORE_FULL', 'conflict', {
  vi: 'Máy chủ hết chỗ lưu; chưa có gì được ghi, dữ liệu đã ghi vẫn đọc được. Hãy báo quản trị.',
  en: 'The server has no space left; nothing was recorded, and what was recorded can be read. Tell the administrator.',
});
export const STORE_READ_ONLY = refusal('STORE_READ_ONLY', 'conflict', {
  vi: 'Kho dữ liệu hiện chỉ đọc được; chưa có gì được ghi. Hãy báo quản trị.',
  en: 'The store can only be read at the moment; nothing was recorded. Tell the administrator.',
});
export const VAULT_UNAVAILABLE = refusal('VAULT_UNAVAILABLE', 'conflict', {
  vi: 'Kho dữ liệu cá nhân tạm thời không trả lời. Hãy gửi lại đúng yêu cầu này sau ít phút.',
  en: 'The vault of personal data does not answer right now. Send the same request again in a few minutes.',
});
export const READ_MODEL_BUILDING = refusal('READ_MODEL_BUILDING', 'conflict', {
  vi: 'Danh sách đang được dựng lại. Hãy thử lại sau giây lát.',
  en: 'The list is being built. Ask again in a moment.',
});
export const STARTING = refusal('STARTING', 'conflict', {
  vi: 'Hệ thống đang khởi động. Hãy thử lại sau giây lát.',
  en: 'The system is starting. Ask again in a moment.',
});
export const EVENT_TOO_LARGE = refusal('EVENT_TOO_LARGE', 'invalid', {
  vi: 'Nội dung quá lớn để ghi thành một sự kiện.',
  en: 'The content is too large to be written as one event.',
});
export const RELEASE_TOO_OLD = refusal('RELEASE_TOO_OLD', 'conflict', {
  vi: 'Dữ liệu do phiên bản mới hơn ghi. Hãy chạy phiên bản đó.',
  en: 'A newer release wrote this. Start that release.',
});
export const INTERNAL_ERROR = refusal('INTERNAL_ERROR', 'conflict', {
  vi: 'Hệ thống gặp lỗi. Hãy báo quản trị mã yêu cầu {requestId}.',
  en: 'Something went wrong here. Tell the administrator the request id {requestId}.',
});
