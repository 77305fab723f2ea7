// Labels of the plain pages.
import type { Lang, Words } from '../../domain/kernel/refusal.ts';

const words = {
  title: { vi: 'Chu trình OCOP', en: 'OCOP cycles' },
  illustrative: { vi: 'dữ liệu minh họa', en: 'illustrative data' },
  demoClock: { vi: 'đồng hồ minh họa', en: 'demo clock' },
  skip: { vi: 'Đến nội dung', en: 'Skip to content' },
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
  home: { vi: 'Bảng theo dõi', en: 'Board' },
  docs: { vi: 'Tài liệu API', en: 'API documentation' },
  boardOf: { vi: 'Huyện và các bước, năm', en: 'Districts and steps, year' },
  unit: { vi: 'Địa bàn', en: 'Unit' },
  all: { vi: 'Tất cả', en: 'All' },
  total: { vi: 'Toàn tỉnh', en: 'Whole province' },
  ended: { vi: 'Kết thúc khác', en: 'Otherwise ended' },
  recognised: { vi: 'Công nhận', en: 'Recognised' },
  overdue: { vi: 'quá hạn', en: 'overdue' },
  overdueMark: { vi: '▲ số sản phẩm quá hạn', en: '▲ products overdue' },
  letterOf: { vi: 'Thư', en: 'Letter' },
  letterOpen: { vi: 'Đánh dấu đã đọc và mở việc', en: 'Mark as read and see to it' },
  letterRead: { vi: 'Thư này đã được đánh dấu là đã đọc.', en: 'This letter is marked as read.' },
  letterWhy: {
    vi: 'Bấm nút để người phụ trách biết ông/bà đã đọc thư. Chỉ mở trang này thì chưa ghi nhận gì.',
    en: 'The button says that you have read the letter. Looking at this page alone says nothing.',
  },
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  signInName: { vi: 'Tên đăng nhập hoặc thư điện tử', en: 'Name or e-mail' },
  password: { vi: 'Mật khẩu', en: 'Password' },
  secondStep: { vi: 'Mã xác thực', en: 'Second factor' },
  code: { vi: 'Mã 6 số trên điện thoại', en: 'The six digits on your telephone' },
  orBySignOn: { vi: 'Hoặc:', en: 'Or:' },
  signedIn: { vi: 'Đã đăng nhập', en: 'Signed in' },
  passkeyElsewhere: {
    vi: 'Tài khoản này đăng nhập bằng khóa truy cập (passkey). Trang đơn giản này không hỏi được khóa: hãy đăng nhập trong ứng dụng. Nếu mất khóa, hãy xin quản trị cấp lại đăng nhập.',
    en: 'This account signs in by a passkey. This plain page cannot ask for it: sign in in the application. Where the passkey is lost, ask the administrator for new credentials.',
  },
  recoveryCode: { vi: 'Hoặc một mã dự phòng, nếu mất điện thoại', en: 'Or a recovery code, if the telephone is lost' },
  goOnSigningIn: { vi: 'Tiếp tục', en: 'Go on' },
  invitation: { vi: 'Nhận lời mời', en: 'Your invitation' },
  invitationHow: {
    vi: 'Hãy đặt tên đăng nhập và mật khẩu từ 12 ký tự trở lên (một câu dễ nhớ là tốt nhất). Lời mời chỉ dùng được một lần.',
    en: 'Choose a name and a password of 12 characters or more (a sentence is best). The invitation works once.',
  },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  products: { vi: 'Sản phẩm', en: 'Products' },
  product: { vi: 'Sản phẩm', en: 'Product' },
  productCode: { vi: 'Mã sản phẩm OCOP', en: 'Product code' },
  producer: { vi: 'Chủ thể', en: 'Producer' },
  place: { vi: 'Địa bàn', en: 'Place' },
  step: { vi: 'Bước', en: 'Step' },
  round: { vi: 'đợt', en: 'round' },
  state: { vi: 'Tình trạng', en: 'State' },
  waiting: { vi: 'Việc đang chờ', en: 'Waiting for' },
  who: { vi: 'Người thực hiện', en: 'Who must act' },
  due: { vi: 'Hạn', en: 'Due' },
  basis: { vi: 'Căn cứ', en: 'From' },
  year: { vi: 'Năm', en: 'Year' },
  search: { vi: 'Tìm tên, mã', en: 'Name or id' },
  filter: { vi: 'Lọc', en: 'Filter' },
  clear: { vi: 'Bỏ lọc', en: 'Clear' },
  none: { vi: 'Không có sản phẩm nào.', en: 'No products.' },
  next: { vi: 'Trang sau', en: 'Next page' },
  first: { vi: 'Về trang đầu', en: 'First page' },
  latest: { vi: 'Vừa ghi nhận', en: 'Just now' },
  reloads: { vi: 'tự tải lại sau mỗi 5 giây', en: 'loads itself again every 5 seconds' },
  pause: { vi: 'Tạm dừng', en: 'Pause' },
  goOn: { vi: 'Tiếp tục tự tải lại', en: 'Go on loading' },
  forward: { vi: 'Tua 7 ngày', en: 'Let 7 days pass' },
  forwardHow: {
    vi: 'Đồng hồ minh họa đi qua từng hạn; quy trình tự nhắc việc và đánh dấu quá hạn.',
    en: 'The demo clock goes from due date to due date; the process reminds and marks what is overdue.',
  },
  moving: { vi: 'đang tua …', en: 'moving on …' },
  timeline: { vi: 'Diễn biến', en: 'Timeline' },
  automatic: { vi: 'tự động', en: 'automatic' },
  process: { vi: 'Hệ thống, theo quy trình', en: 'The process itself' },
  installation: { vi: 'Cài đặt', en: 'Installation' },
  onBehalfOf: { vi: 'thay cho', en: 'on behalf of' },
  recorded: { vi: 'ghi nhận ngày', en: 'recorded on' },
  annulledBy: { vi: 'đã hủy bởi ghi nhận', en: 'annulled by fact' },
  correctedBy: { vi: 'đã đính chính bởi ghi nhận', en: 'corrected by fact' },
  damaged: { vi: 'bản ghi bị hỏng, không tin cậy được', en: 'damaged: cannot be relied on' },
  stars: { vi: 'sao', en: 'stars' },
  rulebook: { vi: 'Bộ quy định', en: 'Rulebook' },
  nobody: { vi: 'Không chờ ai', en: 'Nobody' },
  accounts: { vi: 'Tài khoản minh họa', en: 'Demo accounts' },
  account: { vi: 'Tài khoản', en: 'Account' },
  role: { vi: 'Vai trò', en: 'Role' },
  accountsHow: { vi: 'Gửi trong tiêu đề HTTP:', en: 'Send as an HTTP header:' },
  building: {
    vi: 'Dữ liệu hiển thị đang được dựng lại. Hãy tải lại trang sau giây lát.',
    en: 'What is shown here is being rebuilt. Reload the page in a moment.',
  },
  duty: { vi: 'Nhiệm vụ', en: 'Duty' },
  dutiesOf: { vi: 'Nhiệm vụ của', en: 'Duties of' },
  dutyOpen: { vi: 'chưa báo cáo', en: 'not reported' },
  dutyReported: { vi: 'đã báo cáo', en: 'reported' },
  dutyAccepted: { vi: 'đã chấp nhận', en: 'accepted' },
  dutyExcused: { vi: 'được miễn', en: 'excused' },
  dutySentBack: { vi: 'trả lại để bổ sung', en: 'sent back' },
  number: { vi: 'Số', en: 'Number' },
  validUntil: { vi: 'Hiệu lực đến hết', en: 'Valid until' },
  issueBy: { vi: 'Cấp chậm nhất', en: 'To be issued by' },
  revocationBy: { vi: 'Xem xét thu hồi trước', en: 'Revocation decided by' },
  meetsOn: { vi: 'Họp ngày', en: 'Meets on' },
  recordNotFound: { vi: 'Không tìm thấy', en: 'There is none here:' },
  notFound: { vi: 'Không tìm thấy sản phẩm này.', en: 'There is no such product here.' },
  behind: { vi: 'Trang này có thể chưa có ghi nhận mới nhất.', en: 'The newest facts may be missing here.' },
  storeAway: {
    vi: 'Kho dữ liệu không trả lời; trang này cho thấy những gì đã biết trước lúc',
    en: 'The store does not answer; this page tells what was known before',
  },
} as const satisfies Record<string, Words>;

type Label = keyof typeof words;
export type Say = (label: Label) => string;
export const sayIn =
  (lang: Lang): Say =>
  (label) =>
    words[label][lang];

/** `3` → "còn 3 ngày làm việc": how far a due date is, in words. */
export function daysLeftIn(lang: Lang, left: number): string {
  if (left === 0) return lang === 'vi' ? 'hôm nay là ngày cuối' : 'today is the last day';
  if (left > 0) return lang === 'vi' ? `còn ${left} ngày làm việc` : `${left} working day${left === 1 ? '' : 's'} left`;
  return lang === 'vi' ? `trễ ${-left} ngày làm việc` : `${-left} working day${left === -1 ? '' : 's'} late`;
}
