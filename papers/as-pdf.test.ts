// A text as PDF: the same bytes for the same data, Vietnamese that can be searched, tables over pages, a draft that says so.
import { expect, test } from 'vitest';
import { asPdf } from './as-pdf.ts';
import type { OfficialText } from './official-text.ts';
import { readPdf } from './read-pdf.fixture.ts';

const rows = Array.from({ length: 60 }, (_, i) => [String(i + 1), `Cà phê Ẫ Ự ỡ số ${i + 1}`, '90,25']);
const text: OfficialText = {
  id: 'bien-ban',
  superior: 'Ủy ban nhân dân tỉnh Đắk Lắk',
  issuer: 'Hội đồng đánh giá, phân hạng sản phẩm OCOP',
  number: '7',
  symbol: 'BB-HĐ',
  place: 'Đắk Lắk',
  day: '2022-02-05',
  kind: 'Biên bản',
  subject: 'Họp Hội đồng cấp tỉnh, đợt 1 năm 2022',
  addressees: [],
  body: [
    { kind: 'ground', text: 'Căn cứ Quyết định số 1048/QĐ-TTg;' },
    {
      kind: 'table',
      columns: [
        { title: 'TT', width: 1, align: 'center' },
        { title: 'Tên sản phẩm', width: 6 },
        { title: 'Điểm', width: 2, align: 'right' },
      ],
      rows,
    },
  ],
  signatures: [
    { post: 'Thư ký', name: 'Nguyễn Thị Ẩn' },
    { post: 'Chủ tịch Hội đồng', name: 'Trần Văn Hưởng' },
  ],
  recipients: ['Thành viên Hội đồng', 'Lưu: VT'],
  annexes: [{ title: 'Danh sách', body: [{ kind: 'paragraph', text: 'Một mục' }], landscape: true }],
  basis: 'Phiên 66-2022',
};

test('the same text gives the same bytes, another text others', async () => {
  const once = await asPdf(text);
  expect((await asPdf(text)).equals(once)).toBe(true);
  expect((await asPdf({ ...text, subject: 'Khác' })).equals(once)).toBe(false);
  expect(once.subarray(0, 8).toString()).toBe('%PDF-1.7');
  expect(once.toString('latin1')).toContain('/MarkInfo');
});

test('its Vietnamese can be searched; number, day and names stand where the decree wants them', async () => {
  const { pages, title, lang } = await readPdf(await asPdf(text));
  expect({ title, lang }).toEqual({ title: 'Biên bản – Họp Hội đồng cấp tỉnh, đợt 1 năm 2022', lang: 'vi-VN' });
  const [first = ''] = pages;
  for (const said of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK',
    'Số: 07/BB-HĐ',
    'Đắk Lắk, ngày 05 tháng 02 năm 2022',
    'Cà phê Ẫ Ự ỡ số 1',
  ])
    expect(first).toContain(said);
  expect(pages.join(' ')).toContain('Nguyễn Thị Ẩn');
  expect(pages.at(-1)).toContain('(Kèm theo Biên bản số 07/BB-HĐ ngày 05/02/2022');
});

test('a table goes over pages with its head on each, every row once, and pages are numbered from the second on', async () => {
  const { pages } = await readPdf(await asPdf(text));
  const withRows = pages.filter((page) => /Cà phê/.test(page));
  expect(withRows.length).toBe(2);
  for (const page of withRows) expect(page).toContain('Tên sản phẩm');
  const whole = pages.join(' ');
  for (const [, name = ''] of rows) expect(whole.split(`${name} 90,25`)).toHaveLength(2);
  expect(pages[1]).toMatch(/(^| )2( |$)/);
});

test('it says that it is a draft until number, day and signers are there', async () => {
  const isMarked = async (change: Partial<OfficialText>) =>
    (await readPdf(await asPdf({ ...text, ...change }))).pages.every((page) => page.includes('DỰ THẢO'));
  expect(await isMarked({})).toBe(false);
  const { number: _, ...unnumbered } = text;
  const { day: __, ...undated } = text;
  expect((await readPdf(await asPdf(unnumbered))).pages[0]).toContain('DỰ THẢO');
  expect((await readPdf(await asPdf(undated))).pages[0]).toContain('DỰ THẢO');
  expect(await isMarked({ signatures: [{ post: 'Chủ tịch' }] })).toBe(true);
});

test('a page that begins within a paragraph of a draft goes on in its size, and an annex that lies across is A4 on each page', async () => {
  const { number: _, ...draft } = text;
  const long = Array.from(
    { length: 90 },
    (_, i) => ({ kind: 'item', text: `Việc thứ ${i + 1} của biên bản` }) as const,
  );
  const [table] = text.body.slice(-1);
  if (!table) throw new Error('the text has a table');
  const annexes = [{ title: 'Danh sách', body: [table], landscape: true }];
  const { pages, sizes } = await readPdf(await asPdf({ ...draft, body: long, annexes }));
  const upright = sizes.filter(([width, height]) => width < height).length;
  expect(upright).toBeLessThan(6);
  expect(new Set(sizes.slice(upright).map(([width, height]) => `${width}x${height}`))).toEqual(new Set(['842x595']));
  expect(sizes.length - upright).toBeGreaterThan(1);
  // Each part is numbered by itself.
  expect(pages[upright + 1]).toMatch(/(^| )2( |$)/);
});
