import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rehearsal } from '../../rehearsal/rehearsal.ts';
import { DISTRICT, type Served, served } from '../world.fixture.ts';

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
