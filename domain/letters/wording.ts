// The words of a letter, as data: each text has its fields, which the office's own wording may use and no others.
import type { Words } from '../kernel/refusal.ts';

export type Text = { readonly fields: readonly string[]; readonly words: Words };

const text = (fields: readonly string[], vi: string, en: string): Text => ({ fields, words: { vi, en } });

/** Of the words as this release has them; raised with any of them. */
export const WORDING = '2';

export const wording = {
  'subject-one': text(['what', 'about', 'when'], 'OCOP: {what} – {about}; {when}', 'OCOP: {what} – {about}; {when}'),
  subject: text(
    ['day', 'count'],
    'Việc OCOP ngày {day}: {count} việc cần làm',
    'OCOP work on {day}: {count} matters to do',
  ),
  'subject-late': text(
    ['day', 'count', 'late'],
    'Việc OCOP ngày {day}: {count} việc cần làm, {late} việc quá hạn',
    'OCOP work on {day}: {count} matters to do, {late} overdue',
  ),
  'subject-all-late': text(
    ['day', 'count'],
    'Việc OCOP ngày {day}: {count} việc quá hạn',
    'OCOP work on {day}: {count} overdue',
  ),
  'subject-news': text(['day', 'count'], 'OCOP ngày {day}: {count} tin mới', 'OCOP on {day}: {count} news'),
  greeting: text(['reader'], 'Kính gửi: {reader}', 'To: {reader}'),
  intro: text(
    ['day', 'count'],
    'Tính đến ngày {day} có {count} việc chờ ông/bà xử lý.',
    'On {day} there is work waiting for you: {count}.',
  ),
  'intro-news': text(
    ['day', 'count'],
    'Ngày {day} có {count} tin để ông/bà biết, không phải xử lý.',
    'On {day} there is news for you to know, nothing to be done: {count}.',
  ),
  'intro-all-late': text(
    ['day', 'count'],
    'Tính đến ngày {day} có {count} việc đã quá hạn cần ông/bà xử lý.',
    'On {day} there is overdue work waiting for you: {count}.',
  ),
  'intro-late': text(
    ['day', 'count', 'late'],
    'Tính đến ngày {day} có {count} việc chờ ông/bà xử lý, trong đó {late} việc đã quá hạn.',
    'On {day} there is work waiting for you: {count}, of which {late} overdue.',
  ),
  work: text(['what', 'count'], '{what}: {count} việc', '{what}: {count}'),
  'work-all-late': text(['what', 'count'], '{what}: {count} việc quá hạn', '{what}: {count} overdue'),
  'work-late': text(
    ['what', 'count', 'late'],
    '{what}: {count} việc, {late} quá hạn',
    '{what}: {count}, {late} overdue',
  ),
  left: text(['due', 'days'], 'Hạn {due}, còn {days} ngày làm việc', 'Due {due}, {days} working days left'),
  'left-one': text(['due'], 'Hạn {due}, còn 1 ngày làm việc', 'Due {due}, 1 working day left'),
  today: text(['due'], 'Hạn cuối là hôm nay, {due}', 'Due today, {due}'),
  late: text(['due', 'days'], 'Quá hạn {days} ngày làm việc (hạn {due})', '{days} working days overdue (due {due})'),
  'late-one': text(['due'], 'Quá hạn 1 ngày làm việc (hạn {due})', '1 working day overdue (due {due})'),
  news: text(['what', 'count'], 'Để biết – {what}: {count} tin', 'For you to know – {what}: {count}'),
  said: text(['text'], 'Lời nhắn: “{text}”', 'Message: “{text}”'),
  urge: text(['what'], 'đôn đốc cấp dưới: {what}', 'urge those below: {what}'),
  'waits-for': text(['who'], 'Người phải làm: {who}', 'To be done by: {who}'),
  behalf: text(['unit'], 'Xử lý thay {unit} (đơn vị cũ)', 'On behalf of {unit}, which is no more'),
  more: text(['count'], '… và {count} việc khác cùng loại', '… and {count} more of the kind'),
  settled: text(
    ['count'],
    'Trong thời gian thư chưa gửi được có {count} việc đã xong hoặc không còn phải làm, nên không kể ở trên.',
    'While letters could not be sent, matters that were done or no longer stand are left out above: {count}.',
  ),
  open: text(['url'], 'Đánh dấu đã đọc và mở việc: {url}', 'Mark as read and see to it: {url}'),
  'in-system': text(['url'], 'Xem trên hệ thống: {url}', 'In the system: {url}'),
  footer: text(
    [],
    'Thư do hệ thống OCOP của tỉnh tự động gửi theo kế hoạch năm, không cần trả lời.',
    'Sent by the province’s OCOP system as the year plan has it; no answer is needed.',
  ),
  demo: text([], 'Dữ liệu minh họa.', 'Illustrative data.'),
} as const satisfies Record<string, Text>;

export type TextId = keyof typeof wording;

/** What the office says instead, where it does. */
export type OwnWording = Readonly<Partial<Record<TextId, Words>>>;
