import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOf } from '../../demo/year-plan.ts';
import { rehearsal } from '../../rehearsal/rehearsal.ts';
import { planUnder } from '../../test/plans.ts';
import { DISTRICT, PRODUCER, type Served, served } from '../world.fixture.ts';

let s: Served;
beforeAll(async () => {
  s = await served();
});
afterAll(() => s.close());

const path = '/v1/programme-years/66-2022/rehearsal?communes=650-01,650-02';

test('a planned year is gone through, as documented', async () => {
  const { status, body } = await s.ask(path, { by: DISTRICT });
  expect(status).toBe(200);
  expect(rehearsal.parse(body)).toMatchObject({ year: '66-2022', products: 2, stopped: [] });
  expect(body.told.length).toBeGreaterThan(30);
});

test('and comes as a workbook', async () => {
  const headers = { Authorization: `Bearer ${DISTRICT}` };
  const answer = await fetch(`${s.url}${path}&as=xlsx`, { headers });
  expect(answer.headers.get('content-type')).toMatch(/spreadsheetml/);
  expect(answer.headers.get('content-disposition')).toMatch(/dien-tap-66-2022\.xlsx/);
  const [schedule] = await readXlsxFile(Buffer.from(await answer.arrayBuffer()));
  expect(schedule?.sheet).toBe('Lịch nhắc');
  expect(schedule?.data.length).toBeGreaterThan(60);
});

test('and as a calendar', async () => {
  const answer = await fetch(`${s.url}${path}&as=ics`, { headers: { Authorization: `Bearer ${DISTRICT}` } });
  expect(answer.headers.get('content-type')).toMatch(/text\/calendar/);
  expect(answer.headers.get('content-disposition')).toMatch(/dien-tap-66-2022\.ics/);
  const lines = (await answer.text()).split('\r\n');
  expect([lines[0], ...lines.slice(-2)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  expect(lines.filter((line) => line.startsWith('DTSTART;VALUE=DATE:2022')).length).toBeGreaterThan(50);
});

describe('a plan that nobody has saved', () => {
  const at = '/v1/programme-years/66-2022/rehearsal';
  const communes = ['650-01', '650-02'];
  const standing = planOf(2022);
  const earlier = { ...standing.windows, idea: { from: '2022-03-01', until: '2022-03-11' } };
  const given = (body: object, by = DISTRICT, path = at) => s.ask(path, { by, body });

  test('is gone through by the same code, and leaves the one that stands as it was', async () => {
    const [stands, edited] = [
      await given({ plan: standing, communes }),
      await given({ plan: { ...standing, windows: earlier }, communes }),
    ];
    expect(rehearsal.parse(edited.body)).toMatchObject({ products: 2, stopped: [] });
    const dueIn = (body: { told: { dueOn: string }[] }, on: string) => body.told.some(({ dueOn }) => dueOn === on);
    expect([dueIn(stands.body, '2022-03-11'), dueIn(edited.body, '2022-03-11')]).toEqual([false, true]);
    const { body } = await s.ask(path, { by: DISTRICT });
    expect(body).toEqual(stands.body);
  });

  test('may be of a year that has no plan yet', async () => {
    const { status, body } = await given({ plan: planOf(2024), communes }, DISTRICT, at.replace('2022', '2024'));
    // R2019 ended in 2023.
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'PLAN_LAW_NOT_IN_FORCE', '/plan/rulebook']);
    const next = await given({ plan: planUnder('R2023', 2024), communes }, DISTRICT, at.replace('2022', '2024'));
    expect(rehearsal.parse(next.body)).toMatchObject({ year: '66-2024', rulebook: 'R2023' });
  });

  test.each([
    ['of somebody who sees no rehearsal', { plan: standing }, PRODUCER, 404, 'UNKNOWN_RESOURCE'],
    ['without a plan', {}, DISTRICT, 422, 'INPUT_INVALID'],
    ['with something else', { plan: standing, budget: 1 }, DISTRICT, 422, 'FIELD_UNKNOWN'],
    ['for a commune there is not', { plan: standing, communes: ['650-99'] }, DISTRICT, 422, 'PLACE_NO_COMMUNE'],
  ])('is refused %s', async (_, body, by, status, code) => {
    const answer = await given(body, by);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

test.each([
  ['/v1/programme-years/66-2055/rehearsal', 404, 'UNKNOWN_RESOURCE'],
  [`${path}&as=pdf`, 400, 'QUERY_INVALID'],
  ['/v1/programme-years/66-2022/rehearsal?communes=--json', 400, 'QUERY_INVALID'],
  ['/v1/programme-years/66-2022/rehearsal?commune=650-01', 400, 'QUERY_UNKNOWN'],
  ['/v1/programme-years/66-2022/rehearsal?communes=650-01,650-99', 422, 'PLACE_NO_COMMUNE'],
  ['/v1/programme-years/66-2022/rehearsal?communes=650', 422, 'PLACE_NO_COMMUNE'],
])('%s is refused', async (at, status, code) => {
  const answer = await s.ask(at, { by: DISTRICT });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});
