// What signing in refuses. What is wrong with a name, a password or both is never told apart.
import { refusal } from '../domain/kernel/refusal.ts';

export const SIGN_IN_FAILED = refusal('SIGN_IN_FAILED', 'forbidden', {
  vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
  en: 'The name or the password is not right.',
});
export const SIGN_IN_SLOWED = refusal('SIGN_IN_SLOWED', 'conflict', {
  vi: 'Đã thử sai nhiều lần. Hãy thử lại sau {minutes} phút; thiết bị đã từng đăng nhập thì không phải chờ.',
  en: 'Too many wrong attempts. Try again in {minutes} minutes; a device that has signed in before need not wait.',
});
export const SIGN_IN_OVER = refusal('SIGN_IN_OVER', 'forbidden', {
  vi: 'Lần đăng nhập này đã hết hạn. Hãy nhập lại tên và mật khẩu.',
  en: 'This sign-in is over. Give name and password again.',
});
export const CODE_WRONG = refusal('CODE_WRONG', 'forbidden', {
  vi: 'Mã không đúng.',
  en: 'The code is not right.',
});
export const CODE_OFF_CLOCK = refusal('CODE_OFF_CLOCK', 'forbidden', {
  vi: 'Mã này của thời điểm cách {minutes} phút: hãy chỉnh đồng hồ điện thoại (đặt giờ tự động) rồi nhập mã mới.',
  en: 'This code is {minutes} minutes off: set the clock of the telephone (automatic time), then give a new code.',
});
export const CODE_USED = refusal('CODE_USED', 'forbidden', {
  vi: 'Mã này đã dùng. Hãy chờ mã tiếp theo.',
  en: 'This code was used already. Wait for the next one.',
});
export const PASSWORD_WRONG = refusal('PASSWORD_WRONG', 'forbidden', {
  vi: 'Mật khẩu hiện tại không đúng.',
  en: 'The present password is not right.',
});
export const PASSWORD_TOO_SHORT = refusal('PASSWORD_TOO_SHORT', 'invalid', {
  vi: 'Mật khẩu cần ít nhất {least} ký tự; không cần chữ hoa, số hay ký hiệu.',
  en: 'A password needs at least {least} characters; no capitals, digits or signs are asked for.',
});
export const PASSWORD_TOO_LONG = refusal('PASSWORD_TOO_LONG', 'invalid', {
  vi: 'Mật khẩu dài nhất {most} ký tự.',
  en: 'A password has at most {most} characters.',
});
export const PASSWORD_COMMON = refusal('PASSWORD_COMMON', 'invalid', {
  vi: 'Mật khẩu này quá phổ biến hoặc chỉ lặp lại; hãy chọn một câu của riêng mình.',
  en: 'This password is among the commonest, or repeats itself; take a sentence of your own.',
});
export const PASSWORD_HAS_NAME = refusal('PASSWORD_HAS_NAME', 'invalid', {
  vi: 'Mật khẩu không được chứa tên đăng nhập.',
  en: 'A password may not hold the name.',
});
export const NAME_UNFIT = refusal('NAME_UNFIT', 'invalid', {
  vi: 'Tên đăng nhập gồm 3 đến 60 chữ không dấu, số, dấu chấm, gạch dưới hoặc gạch nối.',
  en: 'A name has 3 to 60 letters without marks, digits, dots, underscores or hyphens.',
});
export const NAME_TAKEN = refusal('NAME_TAKEN', 'conflict', {
  vi: 'Tên đăng nhập này đã có người dùng.',
  en: 'This name is taken.',
});
export const EMAIL_TAKEN = refusal('EMAIL_TAKEN', 'conflict', {
  vi: 'Địa chỉ thư này đã thuộc tài khoản khác.',
  en: 'This e-mail address belongs to another account.',
});
export const SIGNS_IN_ALREADY = refusal('SIGNS_IN_ALREADY', 'conflict', {
  vi: 'Tài khoản {account} đã có đăng nhập; nếu mất mật khẩu hoặc điện thoại thì cấp lại (reset-sign-in).',
  en: 'The account {account} signs in already; where password or telephone are lost, give new credentials (reset-sign-in).',
});
export const INVITATION_UNKNOWN = refusal('INVITATION_UNKNOWN', 'unknown', {
  vi: 'Không có lời mời này.',
  en: 'There is no such invitation.',
});
export const INVITATION_USED = refusal('INVITATION_USED', 'conflict', {
  vi: 'Lời mời này đã dùng. Nếu không phải bạn, hãy báo ngay quản trị.',
  en: 'This invitation was used. If not by you, tell the administrator at once.',
});
export const INVITATION_EXPIRED = refusal('INVITATION_EXPIRED', 'conflict', {
  vi: 'Lời mời này đã hết hạn. Hãy xin quản trị lời mời mới.',
  en: 'This invitation has expired. Ask the administrator for a new one.',
});
export const INVITATION_FOR_ANOTHER = refusal('INVITATION_FOR_ANOTHER', 'conflict', {
  vi: 'Lời mời này dành cho địa chỉ thư khác.',
  en: 'This invitation is for another e-mail address.',
});
export const TOTP_ON_ALREADY = refusal('TOTP_ON_ALREADY', 'conflict', {
  vi: 'Tài khoản đã có mã xác thực. Muốn đổi điện thoại thì tắt rồi bật lại.',
  en: 'The account has a code generator already. To change the telephone, switch it off, then on again.',
});
export const TOTP_OFF = refusal('TOTP_OFF', 'conflict', {
  vi: 'Tài khoản chưa bật mã xác thực.',
  en: 'The account has no code generator.',
});
export const PASSKEYS_NOT_HERE = refusal('PASSKEYS_NOT_HERE', 'conflict', {
  vi: 'Khóa truy cập (passkey) chỉ dùng được ở địa chỉ có tên miền (qua HTTPS, hoặc là localhost trên chính máy này).',
  en: 'Passkeys work only at an address with a name (over HTTPS, or localhost on this very machine).',
});
export const PASSKEY_WRONG = refusal('PASSKEY_WRONG', 'forbidden', {
  vi: 'Khóa truy cập này không đúng, hoặc đã bị gỡ.',
  en: 'This passkey is not right, or was removed.',
});
export const PASSKEY_OVER = refusal('PASSKEY_OVER', 'forbidden', {
  vi: 'Lượt hỏi khóa truy cập này đã dùng hoặc đã hết hạn. Hãy thử lại.',
  en: 'What the passkey was asked is answered already, or too old. Try again.',
});
export const PASSKEY_COPIED = refusal('PASSKEY_COPIED', 'forbidden', {
  vi: 'Khóa truy cập này có thể đã bị sao chép (số lần dùng đi lùi). Hãy đăng nhập cách khác và gỡ khóa này.',
  en: 'This passkey may have been copied (its count went back). Sign in another way and remove it.',
});
export const PASSKEY_KNOWN = refusal('PASSKEY_KNOWN', 'conflict', {
  vi: 'Khóa truy cập này đã được đăng ký.',
  en: 'This passkey is registered already.',
});
export const PASSKEYS_MANY = refusal('PASSKEYS_MANY', 'conflict', {
  vi: 'Một tài khoản có nhiều nhất {most} khóa truy cập. Hãy gỡ khóa không còn dùng.',
  en: 'An account has at most {most} passkeys. Remove those no longer used.',
});
export const SESSION_NEEDED = refusal('SESSION_NEEDED', 'forbidden', {
  vi: 'Hãy đăng nhập trước.',
  en: 'Sign in first.',
});
export const KEY_TOO_LONG = refusal('KEY_TOO_LONG', 'invalid', {
  vi: 'Khóa phải hết hạn trong vòng {days} ngày, và sau hôm nay.',
  en: 'A key must expire within {days} days, and after today.',
});
export const CONFIRMATION_REQUIRED = refusal('CONFIRMATION_REQUIRED', 'forbidden', {
  vi: 'Việc này là ký: hãy nhập lại mật khẩu hoặc mã xác thực, rồi gửi lại trong {minutes} phút (/v1/me/confirm).',
  en: 'This signs something: give your password or a code once more, then send it again within {minutes} minutes (/v1/me/confirm).',
});
export const SIGN_ON_AWAY = refusal('SIGN_ON_AWAY', 'conflict', {
  vi: '{label} hiện không trả lời. Ai có mật khẩu ở đây thì vẫn đăng nhập được bằng mật khẩu.',
  en: '{label} does not answer at present. Who has a password here signs in by it.',
});
export const SIGN_ON_FAILED = refusal('SIGN_ON_FAILED', 'forbidden', {
  vi: 'Đăng nhập một lần không thành ({reason}). Hãy thử lại; nếu vẫn không được, báo quản trị mã này.',
  en: 'The single sign-on did not succeed ({reason}). Try again; if it goes on, tell the administrator this code.',
});
export const SIGN_ON_OVER = refusal('SIGN_ON_OVER', 'forbidden', {
  vi: 'Lượt đăng nhập này đã dùng, đã hết hạn, hoặc bắt đầu ở trình duyệt khác. Hãy bắt đầu lại.',
  en: 'This sign-in was used, is too old, or was begun in another browser. Begin again.',
});
export const SIGN_ON_UNKNOWN = refusal('SIGN_ON_UNKNOWN', 'forbidden', {
  vi: 'Chưa có tài khoản nào ở đây gắn với người này của {label}. Hãy mở liên kết mời và nhận lời mời bằng {label}.',
  en: 'No account here belongs to whom {label} names. Open the link of your invitation, and take it by {label}.',
});
export const SIGN_ON_OF_ANOTHER = refusal('SIGN_ON_OF_ANOTHER', 'forbidden', {
  vi: '{label} cho biết đây là người khác với người đang đăng nhập.',
  en: '{label} names somebody else than who is signed in.',
});
export const SIGN_ON_LINKED = refusal('SIGN_ON_LINKED', 'conflict', {
  vi: 'Người này đã gắn với một tài khoản khác ở đây.',
  en: 'Another account here belongs to this person already.',
});
export const SIGN_ON_NONE = refusal('SIGN_ON_NONE', 'unknown', {
  vi: 'Ở đây không có đăng nhập một lần.',
  en: 'There is no single sign-on here.',
});
