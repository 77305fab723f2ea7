// An office's tables taken in: as offices keep them, with a dry run, each row once, and nothing where a cell is in doubt.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { type Act, walkOf } from '../demo/walk.ts';
import { producer } from '../domain/producer/producer.ts';
import { levelNames } from '../domain/unit/level-names.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { templates } from '../spreadsheets/template.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { COMMUNE, type Served, served } from './world.fixture.ts';

let s: Served;
beforeAll(async () => {
  s = await served();
});
afterAll(() => s.close());

type Cell = string | number | Date | null;
const cellOf = (value: Cell) =>
  value === null
    ? null
    : value instanceof Date
      ? { value, type: Date, format: 'dd/mm/yyyy' }
      : typeof value === 'number'
        ? { value, type: Number }
        : { value, type: String };
const file = (rows: readonly (readonly Cell[])[]): Promise<Buffer> =>
  writeXlsxFile([{ sheet: 'Trang tính 1', data: rows.map((row) => row.map(cellOf)) }]).toBuffer();

async function send(table: string, body: Buffer, { by = COMMUNE, query = '' } = {}) {
  const response = await fetch(`${s.url}/v1/spreadsheets/${table}?province=66${query}`, {
    method: 'POST',
    // Making a file keeps this process, and so the server, busy for longer than a connection is kept open.
    headers: { authorization: `Bearer ${by}`, 'content-type': 'application/octet-stream', connection: 'close' },
    body: new Uint8Array(body),
  });
  return { status: response.status, body: (await response.json()) as any };
}

const HEAD = ['STT', 'Mã chủ thể *', ' TÊN  CHỦ THỂ', 'Loại chủ thể', 'Ma xa', 'Số đăng ký kinh doanh', 'Liên hệ'];
const asOffice = [
  ['UBND HUYỆN KRÔNG NĂNG', null, null],
  ['DANH SÁCH CHỦ THỂ NĂM 2022'],
  [null],
  HEAD,
  [1, 'htx-mot', '  HTX\u00a0Một ', 'hợp tác xã', '650-01', '0600123456', null],
  [null, null, null, null, null, null, null],
  [2, 'ho-hai', 'Hộ ông Hai', 'Hộ sản xuất có đăng ký kinh doanh', '650-01', '=1+1', '+84 912 345 678'],
];

test('a table with titles above, empty rows and stray blanks: first tried, then taken in, each row once', async () => {
  const table = await file(asOffice);
  const tried = await send('producers', table, { query: '&preview' });
  expect(tried).toMatchObject({ status: 200, body: { faults: [], done: 2, refused: 0 } });
  expect(tried.body.rows).toMatchObject([
    { row: 5, key: 'htx-mot', outcome: 'preview' },
    { row: 7, key: 'ho-hai', outcome: 'preview' },
  ]);
  expect((await s.executor.look(producer, 'htx-mot')).revision).toBe(-1);
  const taken = await send('producers', table);
  expect(taken.body.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['appended', 'appended']);
  const { state, revision } = await s.executor.look(producer, 'htx-mot');
  expect([state.kind, state.place, revision]).toEqual(['cooperative', '650-01', 0]);
  const events = await s.store.readStream('producer-ho-hai');
  expect(events[0]?.commandId).toBe(`spreadsheet/${taken.body.sha256}/ho-hai`);
  const again = await send('producers', table);
  expect(again.body.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'already-applied',
    'already-applied',
  ]);
  expect((await s.executor.look(producer, 'htx-mot')).revision).toBe(0);
  // The same producers in another file are there already, row by row.
  const other = await send(
    'producers',
    await file([...asOffice, [3, 'htx-ba', 'HTX Ba', 'Hợp tác xã', '650-01', '1', null]]),
  );
  expect(other.body).toMatchObject({
    done: 1,
    refused: 2,
    rows: [
      { row: 5, code: 'PRODUCER_EXISTS' },
      { row: 7, code: 'PRODUCER_EXISTS' },
      { row: 8, outcome: 'appended' },
    ],
  });
});

test('cells in doubt are named, and then nothing is taken in', async () => {
  const faulty = await send(
    'producers',
    await file([
      HEAD,
      [1, 'htx-tot', 'HTX Tốt', 'Hợp tác xã', '650-01', '1', null],
      [2, 650, 'HTX Số', 'Hợp tác xã', '650-01', 600123456, null],
      [3, 'htx-lo', null, 'Công đoàn', '650-01', null, null],
      [4, 'htx-tot', 'HTX Tốt', 'Hợp tác xã', '650-01', '1', null],
    ]),
  );
  expect(faulty.body.rows).toEqual([]);
  expect(faulty.body.faults.map(({ cell }: { cell: string }) => cell)).toEqual(['B3', 'F3', 'C4', 'D4', 'B5']);
  expect(faulty.body.faults[0].sentences.vi).toMatch(/^Mã chủ thể: Ô này là số, số 0 ở đầu/);
  expect(faulty.body.faults[4].sentences.vi).toBe('Dòng này trùng với dòng 2.');
  expect((await s.executor.look(producer, 'htx-tot')).revision).toBe(-1);
});

test('units: an earlier row may be the parent of a later one; days as an office writes them', async () => {
  const head = ['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Mã đơn vị cấp trên', 'Từ ngày', 'Số văn bản', 'Ngày văn bản'];
  const table = await file([
    head,
    ['900', 'Huyện Mới', levelNames.district.vi, '66', new Date('2004-01-01'), null, null],
    ['900-01', 'Xã Mới', 'Xã', '900', '01/01/2004', null, null],
  ]);
  const tried = await send('units', table, { by: 'demo-province', query: '&preview' });
  expect(tried.body.rows).toMatchObject([{ outcome: 'preview' }, { outcome: 'waits' }]);
  const taken = await send('units', table, { by: 'demo-province' });
  expect(taken.body).toMatchObject({ done: 2, refused: 0 });
  const { state } = await s.executor.look(unitTree, '66');
  expect(JSON.stringify(state)).toContain('Xã Mới');
  const doubtful = await send(
    'units',
    await file([head, ['901', 'Huyện', levelNames.district.en, '66', '3/4/2004', null, '31/2/2004']]),
    { by: 'demo-province' },
  );
  expect(doubtful.body.faults.map(({ cell }: { cell: string }) => cell)).toEqual(['E2', 'G2']);
});

test('a role that may not is told so for each row; the template is what is read', async () => {
  const refused = await send(
    'units',
    await file([
      ['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Từ ngày'],
      ['902', 'X', levelNames.commune.vi, '01/01/2004'],
    ]),
  );
  expect(refused.body).toMatchObject({ done: 0, rows: [{ code: 'ROLE_MISSING' }] });
  for (const table of Object.keys(templates)) {
    const response = await fetch(`${s.url}/v1/spreadsheets/${table}`, {
      headers: { authorization: `Bearer ${COMMUNE}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect((await readXlsxFile(bytes))[0]?.data.length).toBe(3);
    expect((await send(table, bytes, { query: '&preview' })).body).toMatchObject({ faults: [], rows: [{ row: 3 }] });
  }
});

test('what is no table of ours is refused with a sentence', async () => {
  const code = async (table: string, bytes: Buffer) => {
    const { status, body } = await send(table, bytes);
    return [status, body.code];
  };
  const zipped = (entries: Record<string, Uint8Array>) => Buffer.from(zipSync(entries));
  expect(await code('people', await file([HEAD]))).toEqual([404, 'TABLE_UNKNOWN']);
  expect(await code('producers', Buffer.alloc(0))).toEqual([422, 'SHEET_EXPECTED']);
  expect(await code('producers', Buffer.from('%PDF-1.7 not a workbook'))).toEqual([422, 'SHEET_UNREADABLE']);
  expect(await code('producers', zipped({ 'a.txt': Buffer.from('x') }))).toEqual([422, 'SHEET_UNREADABLE']);
  expect(await code('producers', zipped({ 'xl/vbaProject.bin': Buffer.from('x') }))).toEqual([
    422,
    'SHEET_WITH_MACROS',
  ]);
  expect(await code('producers', zipped({ bomb: new Uint8Array(80 * 1024 * 1024) }))).toEqual([422, 'SHEET_TOO_LARGE']);
  const far = unzipSync(await file([HEAD]));
  const sheet = 'xl/worksheets/sheet1.xml';
  const cell = '<row r="1048576"><c r="XFD1048576"/></row></sheetData>';
  const text = strFromU8(far[sheet] as Uint8Array).replace('</sheetData>', cell);
  expect(await code('producers', zipped({ ...far, [sheet]: strToU8(text) }))).toEqual([422, 'SHEET_TOO_LARGE']);
  expect(await code('producers', await file([['A', 'B']]))).toEqual([422, 'SHEET_WITHOUT_HEADS']);
  expect(await code('producers', await file([HEAD, ...Array.from({ length: 2001 }, (_, i) => [i, `p-${i}`])]))).toEqual(
    [422, 'SHEET_TOO_LARGE'],
  );
});

const actOf = (act: Act | undefined) => ({ by: act?.by ?? '', on: act?.on ?? '' });

test('business plans and old score sheets come in row by row, each as the command that a screen would give', async () => {
  const own = await served();
  const before = s;
  s = own;
  try {
    const { way } = walkOf(own.product, { points: [8200, 8200] });
    const at = (name: string) => way.findIndex(({ command }) => command.name === name);
    await rehearsing(own).walk(way.slice(0, at('SubmitPlan')));
    const plan = actOf(way[at('SubmitPlan')]);
    own.at(plan.on);
    const plans = await file([
      ['Mã sản phẩm', 'Năm', 'Mục tiêu sao', 'Số phương án', 'Ngày phương án'],
      [own.product, 2022, '4', '01/PA', plan.on.split('-').reverse().join('/')],
    ]);
    const submitted = await send('plans', plans, { by: plan.by });
    expect(submitted.body).toMatchObject({ done: 1, rows: [{ outcome: 'appended' }] });
    await rehearsing(own).walk(way.slice(at('SubmitPlan') + 1, at('RecordTierResult')));
    const result = actOf(way[at('RecordTierResult')]);
    own.at(result.on);
    const head = [
      'Mã sản phẩm',
      'Năm',
      'Số biên bản',
      'Ngày biên bản',
      'Thành viên 1',
      'Thành viên 2',
      'Điểm trung bình',
      'Hạng sao',
      'Hội đồng đã xác nhận điểm tối thiểu',
    ];
    const minutes = [own.product, '2022', '01/BB', result.on.split('-').reverse().join('/')];
    const wrong = await send('scores', await file([head, [...minutes, '82,5', 81.5, '83,00', '4', 'có']]), {
      by: result.by,
    });
    expect(wrong.body.rows).toMatchObject([{ code: 'MEAN_DOES_NOT_FOLLOW' }]);
    const taken = await send('scores', await file([head, [...minutes, '82,5', 81.5, '82,00', '4', 'có']]), {
      by: result.by,
    });
    expect(taken.body.rows).toMatchObject([{ outcome: 'appended' }]);
  } finally {
    s = before;
    await own.close();
  }
});
