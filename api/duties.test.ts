// The duties of units over HTTP: as a board of the year and as a worklist, and how a report moves through both.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOf } from '../demo/year-plan.ts';
import { duty } from '../domain/unit-duties/duties.fixture.ts';
import { dutiesBoard, dutyItem } from '../projections/duties-board/board.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { worldWithProduct } from '../test/world.ts';
import { COMMUNE, DISTRICT, type Served, served } from './world.fixture.ts';

const units = ['650-01', '650-02'];
const duties = [
  duty('tuyen-truyen', [['02-01', '02-25']], { units }),
  duty('tien-do', [['04-01', '04-29']], { units, levels: ['commune'] }),
];
let s: Served;
beforeAll(async () => {
  s = await served(undefined, () => worldWithProduct({ plan: { ...planOf(2022), duties } }));
  await rehearsing(s).until('2022-02-10', 'programmeYear-66-2022');
}, 120_000);
afterAll(() => s.close());

const ID = '66-2022-650-01';
const board = async (query = '') => (await s.ask(`/v1/programme-years/66-2022/duties${query}`, { by: DISTRICT })).body;
const list = async (query = '') => (await s.ask(`/v1/duties${query}`, { by: DISTRICT })).body;
const first = { duty: 'tuyen-truyen', no: 1 };
const give = async (name: string, by: string, body: object, id = ID) => {
  const { headers } = await s.ask(`/v1/unit-duties/${id}`, { by });
  return s.ask(`/v1/unit-duties/${id}/${name}`, { by, body, headers: { 'If-Match': headers.get('etag') ?? '"r0"' } });
};
const report = (by = COMMUNE, more: object = {}) =>
  give('report-duty', by, { ...first, document: { number: '1/BC', date: '2022-02-10' }, ...more });

describe('the duties of a year', () => {
  test('are a board of units × duties, and a worklist, both as documented', async () => {
    const { clock, ...year } = await board();
    expect(clock).toBeDefined();
    expect(dutiesBoard.parse(year)).toMatchObject({ year: '66-2022', counts: { owed: 4, due: 0, overdue: 0 } });
    expect(year.duties.map((d: { duty: { id: string } }) => d.duty.id)).toEqual(['tuyen-truyen', 'tien-do']);
    expect(year.units).toMatchObject([
      { id: ID, unit: { code: '650-01' }, under: { code: '650' }, perDuty: { 'tien-do': { owed: 1 } } },
      { id: '66-2022-650-02', unit: { code: '650-02' } },
    ]);
    const all = await list('?year=2022');
    expect(all).toMatchObject({ total: 4, next: null });
    for (const item of all.items) dutyItem.parse(item);
    // What is due first comes first; today is 10 February.
    expect(all.items[0]).toMatchObject({
      ...{ ...first, dueOn: '2022-02-25', workingDaysLeft: 11, overdue: false, late: false, accepted: false },
      acting: [{ role: 'commune-officer' }],
    });
  });
  test('move with a report: it waits for who stands above, comes back, and is accepted', async () => {
    expect((await report()).status).toBe(200);
    expect((await list('?state=waiting')).items).toMatchObject([
      { id: ID, reportedOn: '2022-02-10', acting: [{ unit: '650' }, { unit: '66' }, { unit: '66' }] },
    ]);
    expect((await board('?place=650-01')).counts).toMatchObject({ owed: 2, inTime: 1, waiting: 1 });
    expect((await give('send-back-duty', DISTRICT, { ...first, reason: 'Thiếu danh sách' })).status).toBe(200);
    expect((await list('?state=open&place=650-01')).items).toMatchObject([
      { duty: 'tuyen-truyen' },
      { duty: 'tien-do' },
    ]);
    await report();
    expect((await give('accept-duty', DISTRICT, first)).status).toBe(200);
    const { items } = await list('?state=reported');
    expect(items).toMatchObject([{ id: ID, accepted: true, acting: [] }]);
    expect(items[0].workingDaysLeft).toBeUndefined();
    expect((await board()).counts).toMatchObject({ owed: 4, inTime: 1, accepted: 1, inTimeShare: 10_000 });
  });
  test('are asked for unit by unit, state by state, page by page', async () => {
    const excused = await give('excuse-duty', DISTRICT, { ...first, reason: 'Báo cáo chung' }, '66-2022-650-02');
    expect(excused.status).toBe(200);
    expect((await list('?state=excused')).items).toMatchObject([{ id: '66-2022-650-02', excused: true }]);
    expect((await list('?acting=650-02')).items).toMatchObject([{ id: '66-2022-650-02', duty: 'tien-do' }]);
    const page = await list('?limit=3');
    expect(page.items).toHaveLength(3);
    expect((await list(`?limit=3&cursor=${encodeURIComponent(page.next)}`)).items).toHaveLength(1);
    expect((await board('?place=651')).units).toEqual([]);
  });
});

describe('a report that cannot stand is refused with its field', () => {
  test.each([
    ['a duty that the unit has not', { duty: 'khong-co' }, 404, 'DUTY_UNKNOWN', '/duty'],
    ['a time that it has not', { duty: 'tien-do', no: 2 }, 404, 'DUTY_UNKNOWN', '/duty'],
    ['one before its first day', { duty: 'tien-do', no: 1 }, 422, 'DUTY_NOT_YET', '/duty'],
    ['one that is reported', {}, 409, 'DUTY_REPORTED', '/duty'],
    ['no paper', { document: undefined }, 422, 'INPUT_INVALID', '/document'],
    [
      'a paper of a day that is none',
      { document: { number: 'x', date: '2022-02-29' } },
      422,
      'INPUT_INVALID',
      '/document/date',
    ],
    ['a number that is none', { no: 0 }, 422, 'INPUT_INVALID', '/no'],
  ])('%s', async (_, more, status, code, pointer) => {
    const { status: answered, body } = await report(COMMUNE, more);
    expect([answered, body.code, body.errors?.[0]?.pointer]).toEqual([status, code, pointer]);
  });
  test('by whoever stands above for itself, or by another unit', async () => {
    // Another unit’s duties are not there for it.
    expect((await report('demo-krong-nang-xa-2')).body.code).toBe('UNKNOWN_RESOURCE');
    expect((await give('accept-duty', COMMUNE, first)).body.code).toBe('ROLE_MISSING');
  });
  test.each([
    ['/v1/duties?state=gone', 400, 'QUERY_INVALID'],
    ['/v1/duties?unit=650', 400, 'QUERY_UNKNOWN'],
    ['/v1/duties?cursor=x', 400, 'CURSOR_INVALID'],
    ['/v1/programme-years/66-2031/duties', 404, 'UNKNOWN_RESOURCE'],
    ['/v1/programme-years/nhiem-vu/duties', 404, 'UNKNOWN_RESOURCE'],
  ])('%s', async (path, status, code) => {
    const { status: answered, body } = await s.ask(path, { by: DISTRICT });
    expect([answered, body.code]).toEqual([status, code]);
  });
  test('of one unit have a page, to which its letters lead', async () => {
    const { status, text } = await s.ask(`/unit-duties/${ID}`);
    expect(status).toBe(200);
    expect(text).toMatch(/<h1>Nhiệm vụ của .*xã minh họa 1.*, 2022<\/h1>/);
    expect(text).toContain('<th scope="row">việc tien-do</th>');
    expect(text).toContain('chưa báo cáo');
    expect(text).toContain('kế hoạch năm, nhiệm vụ tien-do');
    expect(text).toContain('<ol class="timeline">');
    expect(text).not.toContain(COMMUNE);
    expect((await s.ask(`/unit-duties/${ID}?lang=en`)).text).toContain('not reported');
  });
});
