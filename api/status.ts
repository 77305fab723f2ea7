// The one place where a refusal becomes an HTTP number.
import { own } from '../domain/kernel/own.ts';
import { kindOf, type RefusalKind, type Words } from '../domain/kernel/refusal.ts';

const byKind: Readonly<Record<RefusalKind, number>> = { invalid: 422, conflict: 409, forbidden: 403, unknown: 404 };

const byCode: Readonly<Record<string, number>> = {
  ACCOUNT_REQUIRED: 401,
  ACCOUNT_UNKNOWN: 401,
  SIGN_IN_FAILED: 401,
  SIGN_IN_OVER: 401,
  CODE_WRONG: 401,
  CODE_USED: 401,
  CODE_OFF_CLOCK: 401,
  PASSKEY_WRONG: 401,
  PASSKEY_OVER: 401,
  PASSKEY_COPIED: 401,
  SIGN_ON_FAILED: 401,
  SIGN_ON_OVER: 401,
  SIGN_ON_AWAY: 503,
  SESSION_NEEDED: 401,
  SIGN_IN_SLOWED: 429,
  ACTING_AS_MALFORMED: 400,
  ID_INVALID: 404,
  STALE_REVISION: 412,
  IF_MATCH_REQUIRED: 428,
  IF_MATCH_MALFORMED: 400,
  IDEMPOTENCY_KEY_MALFORMED: 400,
  OCOP_AFTER_MALFORMED: 400,
  JSON_MALFORMED: 400,
  JSON_KEY_TWICE: 400,
  BODY_NOT_UTF8: 400,
  REQUEST_MALFORMED: 400,
  HOST_NOT_OURS: 421,
  QUERY_UNKNOWN: 400,
  QUERY_INVALID: 400,
  CURSOR_INVALID: 400,
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_LARGE: 413,
  EVENT_TOO_LARGE: 413,
  CONTENT_TYPE_WRONG: 415,
  TOO_MANY_REQUESTS: 429,
  TOO_MANY_LISTENING: 429,
  INTERNAL_ERROR: 500,
  STORE_UNAVAILABLE: 503,
  STORE_FULL: 503,
  STORE_READ_ONLY: 503,
  VAULT_UNAVAILABLE: 503,
  RELEASE_TOO_OLD: 503,
  UPLOAD_MALFORMED: 400,
  UPLOADS_TOO_MANY: 429,
  FILE_TOO_LARGE: 413,
  FILE_AWAY: 503,
  RANGE_UNSATISFIABLE: 416,
  FILE_STORE_FULL: 507,
  FILE_STORE_UNAVAILABLE: 503,
  CLOCK_DOUBTFUL: 503,
  READ_MODEL_BUILDING: 503,
  STARTING: 503,
  TOO_BUSY: 503,
};

export const statusOf = (code: string): number => own(byCode, code) ?? byKind[kindOf(code)];

/** Seconds after which the same request may succeed without anybody changing anything. */
export const RETRY_AFTER_SECONDS: Readonly<Record<string, number>> = {
  STORE_UNAVAILABLE: 2,
  VAULT_UNAVAILABLE: 2,
  READ_MODEL_BUILDING: 1,
  STARTING: 1,
  TOO_BUSY: 1,
  FILE_STORE_UNAVAILABLE: 2,
};

/** RFC 9457 `title`: what kind of answer it is, the same for every occurrence. */
export const titles: Readonly<Record<number, Words>> = {
  400: { vi: 'Yêu cầu sai dạng', en: 'Malformed request' },
  401: { vi: 'Chưa rõ người gửi', en: 'Who is asking is not known' },
  403: { vi: 'Không có quyền', en: 'Not permitted' },
  404: { vi: 'Không tìm thấy', en: 'Not found' },
  405: { vi: 'Phương thức không được nhận', en: 'Method not allowed' },
  409: { vi: 'Trạng thái hiện tại không cho phép', en: 'The present state does not allow it' },
  412: { vi: 'Nội dung đã thay đổi', en: 'It has changed' },
  413: { vi: 'Nội dung quá lớn', en: 'Too large' },
  415: { vi: 'Kiểu nội dung không được nhận', en: 'Unsupported content type' },
  416: { vi: 'Khoảng byte nằm ngoài tệp', en: 'Range not satisfiable' },
  421: { vi: 'Sai địa chỉ', en: 'Misdirected request' },
  422: { vi: 'Dữ liệu chưa đúng', en: 'Invalid input' },
  428: { vi: 'Thiếu điều kiện If-Match', en: 'If-Match is required' },
  429: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
  500: { vi: 'Lỗi hệ thống', en: 'Internal error' },
  503: { vi: 'Tạm thời không phục vụ được', en: 'Temporarily unavailable' },
  507: { vi: 'Hết chỗ lưu trữ', en: 'No room left' },
};
