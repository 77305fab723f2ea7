// Lists as workbooks: what is on screen, all its pages, under what it was narrowed by.
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { XLSX } from '../spreadsheets/workbook.ts';
import { COMMUNE, type Served, served } from './world.fixture.ts';

let s: Served;
beforeAll(async () => {
  s = await served((parts) => ({
    board: {
      ...parts.board,
      async list(question) {
        const { q, cursor, ...rest } = question;
        const page = await parts.board.list(q === 'two' ? rest : question);
        if (!('items' in page)) return page;
        if (q === 'many') return { ...page, total: 10_001 };
        if (q !== 'two') return page;
        // The same once more on a second page, under a name that begins like a formula.
        return cursor === undefined
          ? { ...page, next: 'second', total: 2 }
          : { items: page.items.map((item) => ({ ...item, productName: '=1+1' })), total: 2 };
      },
    },
  }));
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'idea' } });
});
afterAll(() => s.close());

async function sheetFrom(path: string, language = 'vi') {
  const response = await fetch(`${s.url}${path}`, {
    headers: { authorization: `Bearer ${COMMUNE}`, 'accept-language': language },
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, XLSX]);
  const [sheet] = await readXlsxFile(Buffer.from(await response.arrayBuffer()));
  return { rows: sheet?.data ?? [], name: response.headers.get('content-disposition') };
}

test('all pages of the list of products, in the words of the reader, with its filters at the head', async () => {
  const { rows, name } = await sheetFrom('/v1/product-cycles?as=xlsx&year=2022&q=two&limit=1');
  expect(name).toBe('attachment; filename=san-pham-2022-02-10.xlsx');
  const [title, filters, head, first, second, ...more] = rows;
  expect(title?.[0]).toBe('Danh sách sản phẩm, ngày 10/02/2022 (2 dòng)');
  expect(filters?.[0]).toBe('Lọc: năm: 2022; tìm: two');
  expect(head?.slice(0, 2)).toEqual(['Sản phẩm', 'Mã sản phẩm OCOP']);
  const of = (row: typeof first) => Object.fromEntries((head ?? []).map((name, i) => [String(name), row?.[i]]));
  expect(of(first)).toMatchObject({ 'Tình trạng': 'Đang thực hiện', Bước: expect.stringContaining('2. '), Cấp: null });
  expect(of(second)['Sản phẩm']).toBe('=1+1');
  expect(more).toEqual([]);
  const english = await sheetFrom('/v1/product-cycles?as=xlsx', 'en');
  expect(english.rows[2]?.[0]).toBe('Product');
});

test('duties, sessions and certificates too; what is too long for a file is said', async () => {
  expect((await sheetFrom('/v1/duties?as=xlsx')).rows[2]?.[0]).toBe('Đơn vị');
  expect(
    (await sheetFrom('/v1/council-sessions?as=xlsx&year=2022&round=1')).rows.map((row) => row[0]).slice(1, 3),
  ).toEqual(['Lọc: năm: 2022; đợt: 1', 'Cấp']);
  expect((await sheetFrom('/v1/certificates?as=xlsx&state=valid')).rows[1]?.[0]).toBe('Lọc: tình trạng: valid');
  expect(await s.ask('/v1/product-cycles?as=xlsx&q=many', { by: COMMUNE })).toMatchObject({
    status: 422,
    body: { code: 'LIST_TOO_LONG', details: { total: 10_001, most: 10_000 } },
  });
  expect(await s.ask('/v1/product-cycles?as=pdf', { by: COMMUNE })).toMatchObject({
    status: 400,
    body: { code: 'QUERY_INVALID' },
  });
});
