// A year of a province taken in from its offices' own tables: 15 districts, 184 communes, 150 producers, 240 products, 120 of
// which were recognised before. The tables are as offices make them: titles over merged cells, heads two rows high, empty rows,
// stray blanks, several fonts, a CSV file of an old program; and some rows are wrong.
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { producer } from '../domain/producer/producer.ts';
import { product } from '../domain/product/product.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { levelNames } from '../domain/unit/level-names.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { type Served, served } from './world.fixture.ts';

let s: Served;
beforeAll(async () => {
  s = await served();
});
afterAll(() => s.close());

type Cell = string | number | Date | null;
const FONTS = ['Times New Roman', 'Arial', '.VnTime'];

function asCell(value: Cell, at: number) {
  const fontFamily = FONTS[at % FONTS.length] as string;
  if (value === null) return null;
  if (value instanceof Date) return { value, type: Date, format: 'dd/mm/yyyy', fontFamily };
  return typeof value === 'number'
    ? { value, type: Number }
    : { value: at % 5 === 2 ? `  ${value}\u00a0` : value, type: String, fontFamily };
}

/** As an office hands it on. */
function asOffice(title: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const wide = heads.length;
  const rest = Array<null>(wide - 1).fill(null);
  const merged = (value: string) => [{ value, type: String, columnSpan: wide, align: 'center' as const }, ...rest];
  return writeXlsxFile([
    {
      sheet: 'Sheet1',
      data: [
        merged('ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK'),
        merged(title),
        [null],
        heads.map((value) => ({
          value: ` ${value.toUpperCase()}  `,
          type: String,
          rowSpan: 2,
          fontWeight: 'bold' as const,
        })),
        Array<null>(wide).fill(null),
        ...rows.flatMap((row, i) => [row.map(asCell), ...(i % 40 === 39 ? [Array<null>(wide).fill(null)] : [])]),
      ],
    },
  ] as Parameters<typeof writeXlsxFile>[0]).toBuffer();
}

async function send(table: string, body: Buffer, query = '') {
  const response = await fetch(`${s.url}/v1/spreadsheets/${table}?province=66${query}`, {
    method: 'POST',
    headers: { authorization: 'Bearer demo-province', connection: 'close' },
    body: new Uint8Array(body),
  });
  return { status: response.status, body: (await response.json()) as any };
}

type Row = { row: number; key: string; outcome: string; code?: string };
const refusedOf = ({ body }: { body: { rows: readonly Row[] } }) =>
  body.rows.filter(({ outcome }) => outcome === 'refused').map(({ key, code }) => `${key} ${code}`);

const two = (n: number): string => String(n).padStart(2, '0');
const of = <T>(many: number, make: (i: number) => T): readonly T[] => Array.from({ length: many }, (_, i) => make(i));
const communeOf = (i: number): string => `${700 + (i % 15)}-${two(1 + Math.floor(i / 15))}`;

test('the units, districts before their communes', async () => {
  const heads = ['TT', 'Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Mã đơn vị cấp trên', 'Từ ngày'];
  const districts = of(15, (i) => [i + 1, `${700 + i}`, `huyện Mẫu ${i + 1}`, 'Huyện', '66', new Date('2004-01-01')]);
  const communes = of(184, (i) => [
    ...[i + 16, communeOf(i), `xã Mẫu ${i + 1}`, i % 7 === 0 ? 'Thị trấn' : levelNames.commune.vi],
    ...[`${700 + (i % 15)}`, i % 2 === 0 ? '01/01/2004' : 37_987],
  ]);
  const table = await asOffice('DANH SÁCH ĐƠN VỊ HÀNH CHÍNH', heads, [...districts, ...communes]);
  const taken = await send('units', table);
  expect(taken.body).toMatchObject({ faults: [], done: 199, refused: 0 });
  expect(JSON.stringify((await s.executor.look(unitTree, '66')).state)).toContain('xã Mẫu 184');
});

test('the producers: what cannot be read is named cell by cell, then all of them come in but who has no unit', async () => {
  const heads = ['TT', 'Mã chủ thể', 'Tên chủ thể', 'Loại chủ thể', 'Mã xã', 'Mã số thuế', 'Điện thoại', 'Liên hệ'];
  const rows: Cell[][] = of(150, (i) => [
    ...[i + 1, `chu-the-${i}`, `Hợp tác xã Mẫu ${i}`, i % 3 ? 'Hợp tác xã' : 'Hộ sản xuất có đăng ký kinh doanh'],
    ...[i === 77 ? '799-99' : communeOf(i), `60${String(10_000_000 + i)}`, '+84 912.345.678', null],
  ]).map((row) => [...row]);
  const wrong = rows.map((row) => [...row]);
  (wrong[3] as Cell[])[5] = 6_010_000_003;
  (wrong[10] as Cell[])[6] = '0168 234 5678';
  (wrong[60] as Cell[])[1] = 'chu-the-5';
  const tried = await send('producers', await asOffice('DANH SÁCH CHỦ THỂ', heads, wrong));
  // Of sixty rows one is empty, after the fortieth.
  expect(tried.body.faults.map(({ cell }: { cell: string }) => cell)).toEqual(['F9', 'G16', 'B67']);
  expect(tried.body.faults[1].sentences.vi).toContain('0382345678');
  expect(tried.body.rows).toEqual([]);
  const taken = await send('producers', await asOffice('DANH SÁCH CHỦ THỂ', heads, rows));
  expect(taken.body).toMatchObject({ faults: [], done: 149, refused: 1 });
  expect(refusedOf(taken)).toEqual(['chu-the-77 PLACE_NO_COMMUNE']);
  expect((await s.executor.look(producer, 'chu-the-149')).state).toMatchObject({
    kind: 'cooperative',
    registered: true,
  });
});

test('the products, from a CSV file of an old program, once somebody has said which encoding it is', async () => {
  const heads =
    'TT;M\u00b7 s\u00b6n ph\u00c8m;T\u00aan s\u00b6n ph\u00c8m;M\u00b7 ch\u00f1 th\u00d3;M\u00b7 x\u00b7;Nh\u00e3m s\u00b6n ph\u00c8m;M\u00edi hay \u00ae\u00b7 c\u00e3';
  const { group } = (await s.executor.look(product, s.product)).state;
  const lines = of(
    240,
    (i) => `${i + 1};san-pham-${i};"Cµ phª bét; mÉu ${i}";chu-the-${i % 150};${communeOf(i % 150)};${group};existing`,
  );
  const file = Buffer.from([heads, ...lines].join('\r\n'), 'latin1');
  const offered = await send('products', file);
  expect([offered.status, offered.body.code, offered.body.details]).toMatchObject([
    409,
    'SHEET_ENCODING_LEGACY',
    { encoding: 'tcvn3', sample: expect.stringContaining('Mã sản phẩm') },
  ]);
  const taken = await send('products', file, '&encoding=tcvn3');
  expect(taken.body.faults).toEqual([]);
  expect(taken.body).toMatchObject({ done: 238, refused: 2 });
  // Whose producer was refused, and lies in no unit.
  expect(new Set(refusedOf(taken).map((one) => one.split(' ')[0]))).toEqual(new Set(['san-pham-77', 'san-pham-227']));
  expect((await s.executor.look(product, 'san-pham-0')).state.name).toBe('Cà phê bột; mẫu 0');
});

test('those that were recognised before, with their certificates: each begins its renewal, each once', async () => {
  const heads = [
    'TT',
    'Mã sản phẩm',
    'Năm',
    'Mục đích',
    'Năm công nhận',
    'Hạng sao',
    'Số quyết định',
    'Ngày quyết định',
    'Số giấy chứng nhận',
    'Ngày cấp',
  ];
  const rows = of(120, (i) => [
    ...[i + 1, `san-pham-${i}`, '2022', 'Công nhận lại', 2019, 3 + (i % 2), '12/QĐ-UBND', '24/06/2019'],
    // One says that it was issued before the decision it rests on.
    ...[`${i + 1}/OCOP`, i === 5 ? new Date('2018-12-01') : new Date('2019-06-24')],
  ]);
  const table = await asOffice('SẢN PHẨM ĐÃ CÔNG NHẬN', heads, rows);
  const tried = await send('recognised', table, '&preview');
  expect(tried.body).toMatchObject({ faults: [], done: 118, refused: 2 });
  const taken = await send('recognised', table);
  expect(taken.body).toMatchObject({ faults: [], done: 118, refused: 2 });
  expect(refusedOf(taken)).toEqual(['san-pham-5 2022 CERTIFICATE_MISFITS', 'san-pham-77 2022 PRODUCT_UNKNOWN']);
  const { state } = await s.executor.look(productCycle, '66-2022-san-pham-0-1');
  expect(state.earlierCertificate).toMatchObject({
    number: '1/OCOP',
    stars: 3,
    from: '2019-06-24',
    until: '2022-06-24',
  });
  const again = await send('recognised', table);
  expect(new Set(again.body.rows.map(({ outcome }: Row) => outcome))).toEqual(new Set(['already-applied', 'refused']));
});
