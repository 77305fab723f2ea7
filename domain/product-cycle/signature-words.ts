// What may be the matter with the digital signature of a paper, as people are told.
import type { Words } from '../kernel/refusal.ts';

export const doubts = {
  unreadable: {
    vi: 'Không đọc được chữ ký: hỏng hoặc sai cấu trúc.',
    en: 'The signature cannot be read: broken, or none.',
  },
  'range-broken': {
    vi: 'Phần tệp mà chữ ký nói là nó bảo đảm không có thật hoặc bỏ sót một chỗ.',
    en: 'The part of the file that it says it covers is not there, or leaves a place out.',
  },
  changed: { vi: 'Nội dung đã bị sửa sau khi ký.', en: 'The content was changed after it was signed.' },
  forged: { vi: 'Chữ ký không phải của chứng thư này.', en: 'The signature is not by this certificate.' },
  expired: { vi: 'Chứng thư không có hiệu lực lúc ký.', en: 'The certificate was not valid when it was signed.' },
  'expired-since': {
    vi: 'Chứng thư đã hết hạn sau ngày ký; ngày ký do máy người ký khai.',
    en: 'The certificate has run out since; that it was signed before is what the signer’s machine says.',
  },
  ahead: { vi: 'Ngày ký ở tương lai.', en: 'It is signed on a day that lies ahead.' },
  'time-unsaid': { vi: 'Chữ ký không ghi ngày ký.', en: 'It does not say when it was signed.' },
  'stamp-broken': {
    vi: 'Dấu thời gian không phải của chữ ký này hoặc đã hỏng; giờ ký do máy người ký khai.',
    en: 'The time stamp is of another signature, or broken; the time is what the signer’s machine says.',
  },
  'stamp-unknown': {
    vi: 'Cơ quan cấp dấu thời gian không dẫn về gốc nào mà cơ quan tin cậy; giờ ký do máy người ký khai.',
    en: 'The time stamp’s authority leads to no root that the office trusts; the time is what the signer’s machine says.',
  },
  'root-unknown': {
    vi: 'Chứng thư không dẫn về gốc nào mà cơ quan tin cậy (OCOP_PDF_TRUST).',
    en: 'The certificate leads to no root that the office trusts (OCOP_PDF_TRUST).',
  },
  weak: { vi: 'Ký bằng SHA-1, nay không còn an toàn.', en: 'Signed with SHA-1, which is not safe any more.' },
  'added-after': {
    vi: 'Sau khi ký, tệp còn được thêm nội dung mà không ai ký.',
    en: 'After it was signed something was added that nobody signed.',
  },
  'signed-on': {
    vi: 'Sau đó tệp được thêm nội dung và có chữ ký sau bảo đảm.',
    en: 'Something was added afterwards, which a later signature covers.',
  },
  'not-detached': {
    vi: 'Loại chữ ký này (dấu thời gian của cả tệp hoặc dạng cũ) chưa đọc được.',
    en: 'A signature of a kind that is not read here (a time stamp of the whole file, or an older form).',
  },
} as const satisfies Record<string, Words>;
export type Doubt = keyof typeof doubts;

export const verdictWords = {
  good: { vi: 'Chữ ký đúng', en: 'The signature holds' },
  doubtful: { vi: 'Chữ ký cần xem lại', en: 'The signature leaves a doubt' },
  bad: { vi: 'Chữ ký không có giá trị', en: 'The signature does not hold' },
} as const satisfies Record<string, Words>;
export type Verdict = keyof typeof verdictWords;
