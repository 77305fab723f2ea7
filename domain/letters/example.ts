// Letters as they might be, in which every text stands somewhere: what a wording is looked at in before it is set.
import type { Lang, Words } from '../kernel/refusal.ts';
import { contentOf, type LetterContent } from './content.ts';
import type { Matter } from './matter.ts';
import type { OwnWording, TextId } from './wording.ts';

const TODAY = '2026-06-22';
const MANY = 42;
const both = (name: string): Words => ({ vi: name, en: name });

const idea = { vi: 'xem xét ý tưởng', en: 'decide on the idea' };
const rate = { vi: 'đánh giá, ghi nhận kết quả', en: 'rate and record the result' };

const matter = (n: number, daysLeft: number, more: Partial<Matter> = {}): Matter => ({
  ref: `example@${n}`,
  what: rate,
  about: both(`Sản phẩm ${n}`),
  dueOn: `2026-06-${String(22 + Math.max(-10, Math.min(8, daysLeft))).padStart(2, '0')}`,
  daysLeft,
  path: '/',
  ...more,
});
const { dueOn: _day, daysLeft: _left, ...undated } = matter(9, 0);
const news: Matter = { ...undated, what: { vi: 'đã tiếp nhận hồ sơ', en: 'a dossier was received' }, isNews: true };

const mixed: readonly Matter[] = [
  matter(1, -3),
  matter(2, -1),
  matter(3, 0, { what: idea }),
  matter(4, 1, { what: idea, said: 'Còn thiếu phiếu kiểm nghiệm' }),
  matter(5, 5, { onBehalfOf: 'xã cũ' }),
  matter(6, -1, { what: idea, waitsFor: 'Cán bộ OCOP cấp xã – xã A' }),
  news,
];
const open: readonly Matter[] = Array.from({ length: MANY }, (_, n) => matter(n, 3, { what: idea }));

/** The usual one first. */
const examples: readonly { matters: readonly Matter[]; settled: number }[] = [
  { matters: mixed, settled: 2 },
  { matters: open, settled: 0 },
  { matters: [matter(1, -3), matter(2, -3)], settled: 0 },
  { matters: [matter(3, 1, { what: idea })], settled: 0 },
  { matters: [news, { ...news, ref: 'example@10' }], settled: 0 },
];

type Asked = { readonly lang: Lang; readonly own: OwnWording; readonly publicUrl: string };

const lettersIn = ({ lang, own, publicUrl }: Asked): readonly LetterContent[] =>
  examples.map((example) =>
    contentOf({
      ...example,
      ...{ lang, own, publicUrl, today: TODAY, isDemo: true, opened: { path: '/opened/…', token: '' } },
      reader: lang === 'vi' ? 'Cán bộ OCOP cấp huyện – huyện B' : 'District OCOP officer – huyện B',
    }),
  );

const MARK = '\u2603';

/** The first example in which a text stands, with the office's wording. */
export function exampleOf(text: TextId, asked: Asked): LetterContent {
  const marked = lettersIn({ ...asked, own: { ...asked.own, [text]: both(MARK) } });
  const at = marked.findIndex((letter) => JSON.stringify(letter).includes(MARK));
  return lettersIn(asked)[Math.max(0, at)] as LetterContent;
}
