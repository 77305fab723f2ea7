// A text as DOCX, read back as the XML it is: its words, the figures of the decree, table heads, the draft mark, its bytes.
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { asDocx } from './as-docx.ts';
import type { OfficialText } from './official-text.ts';

const rows = Array.from({ length: 60 }, (_, i) => [String(i + 1), `Cà phê Ẫ Ự ỡ số ${i + 1}`, '90,25']);
const text: OfficialText = {
  id: 'quyet-dinh',
  issuer: 'Ủy ban nhân dân tỉnh Đắk Lắk',
  number: '7',
  symbol: 'QĐ-UBND',
  place: 'Đắk Lắk',
  day: '2022-02-05',
  kind: 'Quyết định',
  subject: 'Về việc công nhận sản phẩm OCOP',
  addressees: [],
  body: [
    { kind: 'ground', text: 'Căn cứ Quyết định số 1048/QĐ-TTg;' },
    { kind: 'resolves', text: 'QUYẾT ĐỊNH:' },
    { kind: 'heading', text: 'Điều 1. Công nhận' },
    { kind: 'paragraph', text: 'Công nhận 60 sản phẩm.' },
  ],
  signatures: [{ authority: ['TM. Ủy ban nhân dân'], post: 'Chủ tịch', name: 'Trần Văn Hưởng' }],
  recipients: ['Như Điều 1', 'Lưu: VT'],
  annexes: [
    {
      title: 'Danh sách sản phẩm',
      landscape: true,
      body: [
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
    },
  ],
  basis: 'Hồ sơ 66-2022-ca-phe-1',
};

async function read(of: OfficialText) {
  const files = unzipSync(await asDocx(of));
  const part = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const document = part('word/document.xml');
  const headers = Object.keys(files).filter((name) => /^word\/header\d+\.xml$/.test(name));
  return {
    document,
    headers: headers.map(part),
    styles: part('word/styles.xml'),
    core: part('docProps/core.xml'),
    /** paragraph by paragraph */
    words: document
      .replaceAll('<w:br/>', '<w:t> </w:t>')
      .split('</w:p>')
      .map((p) => [...p.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, t]) => t).join('')),
  };
}

test('the same text gives the same bytes, another text others', async () => {
  const once = await asDocx(text);
  expect((await asDocx(text)).equals(once)).toBe(true);
  expect((await asDocx({ ...text, subject: 'Khác' })).equals(once)).toBe(false);
  const { number: _, ...draft } = text;
  expect((await asDocx(draft)).equals(await asDocx(draft))).toBe(true);
  expect((await read(text)).core).toContain('2022-02-05T00:00:00Z');
});

test('it says what the text says, each part once', async () => {
  const { words } = await read(text);
  for (const said of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK',
    'Số: 07/QĐ-UBND',
    'Đắk Lắk, ngày 05 tháng 02 năm 2022',
    'QUYẾT ĐỊNH',
    'TM. ỦY BAN NHÂN DÂN',
    'Trần Văn Hưởng',
    '- Lưu: VT.',
    '(Kèm theo Quyết định số 07/QĐ-UBND ngày 05/02/2022 của Ủy ban nhân dân tỉnh Đắk Lắk)',
    ...rows.map(([, name]) => name),
  ])
    expect(words.filter((one) => one === said)).toHaveLength(1);
});

test('margins, typeface, sizes and lines are those of the decree', async () => {
  const { document, styles } = await read(text);
  expect(styles).toContain('Times New Roman');
  expect(styles).toMatch(/<w:sz w:val="28"\/>/);
  expect(styles).toContain('vi-VN');
  const [main = '', annex = ''] = document.match(/<w:pgMar [^>]*>/g) ?? [];
  const of = (name: string, within: string) => Number(new RegExp(`w:${name}="(\\d+)"`).exec(within)?.[1]);
  const mm = (twips: number) => Math.round((twips * 25.4) / 1440);
  for (const margin of [main, annex])
    expect(['top', 'bottom', 'left', 'right'].map((side) => mm(of(side, margin)))).toEqual([20, 20, 30, 20]);
  const [upright = '', across = ''] = document.match(/<w:pgSz [^>]*>/g) ?? [];
  expect([mm(of('w', upright)), mm(of('h', upright))]).toEqual([210, 297]);
  expect([mm(of('w', across)), mm(of('h', across))]).toEqual([297, 210]);
  // Each part counts its pages from 1, and says none on its first.
  expect(document.match(/<w:pgNumType w:start="1"\/>/g)).toHaveLength(2);
  expect(document.match(/<w:titlePg\/>/g)).toHaveLength(2);
  const article = document.split('</w:p>').find((p) => p.includes('Công nhận 60 sản phẩm.')) ?? '';
  expect(article).toContain('<w:jc w:val="both"/>');
  expect(mm(of('firstLine', article))).toBe(10);
});

test('the head of a table stands again on each page, no row is torn apart', async () => {
  const { document } = await read(text);
  const table = document.split('<w:tbl>').at(-1) ?? '';
  expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  expect(table.match(/<w:cantSplit\/>/g)).toHaveLength(61);
  expect(table.indexOf('Tên sản phẩm')).toBeLessThan(table.indexOf('Cà phê'));
});

test('the mark of a draft is across each page until number, day and signer are there', async () => {
  const marks = async (of: OfficialText) => (await read(of)).headers.filter((h) => h.includes('DỰ THẢO')).length;
  expect(await marks(text)).toBe(0);
  const { number: _, ...draft } = text;
  const { headers } = await read(draft);
  expect(headers.length).toBeGreaterThan(0);
  expect(await marks(draft)).toBe(headers.length);
  expect(await marks({ ...text, signatures: [{ post: 'Chủ tịch' }] })).toBe(headers.length);
});
