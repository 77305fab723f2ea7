// How a letter reads: an officer’s morning with forty matters, and what must never come out of a name.
import { describe, expect, test } from 'vitest';
import { addWorkingDays, workingDaysLeft } from '../time/working-days.ts';
import { asText, contentOf, readContent } from './content.ts';
import type { Matter } from './matter.ts';

const today = '2022-06-20';
const calendar = { holidays: [] };
const works = [
  { vi: 'xem xét ý tưởng', en: 'decide on the idea' },
  { vi: 'đánh giá, ghi nhận kết quả', en: 'rate and record the result' },
  { vi: 'chuyển hồ sơ', en: 'forward the dossier' },
  { vi: 'hoàn thiện, nộp hồ sơ', en: 'file the dossier' },
];

const both = (name: string) => ({ vi: name, en: name });

/** The n-th of forty: of four kinds, due from ten working days ago to ten ahead. */
function matter(n: number): Matter {
  const dueOn = addWorkingDays(today, ((n * 7) % 21) - 10, calendar);
  return {
    ref: `productCycle-66-2022-san-pham-${n}-1@5`,
    what: works[n % 4] as Matter['what'],
    about: both(`Sản phẩm ${String(n).padStart(2, '0')}`),
    dueOn,
    daysLeft: workingDaysLeft(today, dueOn, calendar),
    path: `/cycles/66-2022-san-pham-${n}-1`,
  };
}
const forty = Array.from({ length: 40 }, (_, n) => matter(n));
const of = (matters: readonly Matter[], more: Partial<Parameters<typeof contentOf>[0]> = {}) =>
  contentOf({
    lang: 'vi',
    reader: 'Cán bộ OCOP cấp huyện – huyện Krông Năng',
    today,
    matters,
    settled: 0,
    publicUrl: 'https://ocop.example',
    isDemo: false,
    ...more,
  });

describe('forty matters', () => {
  const letter = of(forty);
  const late = forty.filter((m) => (m.daysLeft ?? 0) < 0).length;

  test('are counted in the subject and the first sentence', () => {
    expect(letter.subject).toBe(`Việc OCOP ngày 20/06/2022: 40 việc cần làm, ${late} việc quá hạn`);
    expect(letter.intro).toContain(`có 40 việc chờ ông/bà xử lý, trong đó ${late} việc đã quá hạn`);
  });

  test('stand by what is to be done, the most urgent first, each once, with its page, its day and the days left', () => {
    expect(letter.work.map((w) => w.matters.length)).toEqual([10, 10, 10, 10]);
    const dueOf = (about: string) => forty.find((m) => m.about.vi === about)?.dueOn as string;
    const dues = letter.work.map((w) => w.matters.map((m) => dueOf(m.about)));
    for (const days of dues) expect(days).toEqual([...days].sort());
    const firsts = dues.map((days) => days[0]);
    expect(firsts).toEqual([...firsts].sort());
    const urls = letter.work.flatMap((w) => w.matters.map((m) => m.url));
    expect(new Set(urls).size).toBe(40);
    for (const { lines, url } of letter.work.flatMap((w) => w.matters)) {
      expect(url).toMatch(/^https:\/\/ocop\.example\/cycles\//);
      expect(lines[0]).toMatch(
        /^(Hạn \d\d\/\d\d\/2022, còn \d+ ngày làm việc|Hạn cuối là hôm nay, 20\/06\/2022|Quá hạn \d+ ngày làm việc \(hạn \d\d\/\d\d\/2022\))$/,
      );
    }
  });

  test('are text that is read as it was written, also after years', () => {
    const text = asText(readContent(JSON.stringify(letter)));
    expect(text).toContain('1. ');
    expect(text.match(/^– /gm)).toHaveLength(40);
    expect(text).not.toMatch(/undefined|null|\{|\}/);
  });
});

test('of one kind no more are spelled out than anybody reads; the rest is counted', () => {
  const many = Array.from({ length: 60 }, (_, n) => ({ ...matter(0), ref: `x@${n}`, about: both(`Sản phẩm ${n}`) }));
  const [work] = of(many).work;
  expect([work?.matters.length, work?.more]).toEqual([40, '… và 20 việc khác cùng loại']);
});

test('one matter is its own subject', () => {
  const due = { ...matter(0), dueOn: today, daysLeft: 0 };
  expect(of([due]).subject).toBe('OCOP: xem xét ý tưởng – Sản phẩm 00; hạn cuối là hôm nay, 20/06/2022');
  expect(of([due], { lang: 'en' }).subject).toBe('OCOP: decide on the idea – Sản phẩm 00; due today, 20/06/2022');
});

test('who stands above is told who must act; who acts for a unit that is no more, for whom', () => {
  const [work] = of([{ ...matter(0), waitsFor: 'Cán bộ xã – xã A', onBehalfOf: 'xã B' }]).work;
  expect(work?.title).toMatch(/^Đôn đốc cấp dưới: xem xét ý tưởng/);
  expect(work?.matters[0]?.lines.slice(1)).toEqual(['Người phải làm: Cán bộ xã – xã A', 'Xử lý thay xã B (đơn vị cũ)']);
});

test('what is not told any more after an outage is counted', () => {
  expect(of([matter(0)], { settled: 3 }).notes.join()).toContain('có 3 việc đã xong');
});

test('a name with line breaks ends no line of the letter, and one with braces fills nothing', () => {
  const { subject, work } = of([{ ...matter(0), about: both('Cà phê\r\nBcc: x@y.example {what}') }]);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(work[0]?.matters[0]?.about).toBe('Cà phê Bcc: x@y.example {what}');
});

test('what somebody wrote stands with its matter, and news come last and are no work', () => {
  const news = {
    ...matter(1),
    ref: 'x@1',
    what: { vi: 'được giao vai trò', en: 'a role was given to you' },
    isNews: true,
  };
  const { dueOn: _, daysLeft: __, ...undated } = news;
  const letter = of([undated, { ...matter(0), said: 'Còn thiếu\nphiếu kiểm nghiệm' }]);
  expect(letter.subject).toMatch(/: 1 việc/);
  expect(letter.work.map((w) => w.title)).toEqual([
    expect.stringMatching(/^Xem xét ý tưởng: 1 việc/),
    'Để biết – được giao vai trò: 1 tin',
  ]);
  expect(letter.work[0]?.matters[0]?.lines[1]).toBe('Lời nhắn: “Còn thiếu phiếu kiểm nghiệm”');
  const only = of([undated, { ...undated, ref: 'x@2' }]);
  expect([only.subject, only.intro]).toEqual([
    'OCOP ngày 20/06/2022: 2 tin mới',
    'Ngày 20/06/2022 có 2 tin để ông/bà biết, không phải xử lý.',
  ]);
});
