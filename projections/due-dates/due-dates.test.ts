// Whose due date it is on a day, and how each is told: duties, certificates, councils; cycles stand in api/feeds/feed.test.ts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { account } from '../../domain/access/account.ts';
import { getCommand } from '../../domain/registry.ts';
import { rehearsing } from '../../test/rehearsal.ts';
import { type History, openCaughtUp, paper, recogniseOne, richHistory, scratch } from '../history.fixture.ts';
import type { ReadModels } from '../read-models.ts';

const { file, remove } = scratch();
let h: History;
let models: ReadModels;

beforeAll(async () => {
  h = await richHistory();
  await recogniseOne(h);
  const give = (on: string, by: string, name: string, unit: string, input: object) =>
    rehearsing(h).give({ on, by, command: getCommand('unitDuties', name), id: `66-2022-${unit}`, input });
  const reported = { duty: 'progress', no: 1, document: paper('1/BC', '2022-11-15') };
  await give('2022-11-15', 'demo-krong-nang-xa-1', 'ReportDuty', '650-01', reported);
  models = await openCaughtUp(h, file);
}, 120_000);
afterAll(async () => {
  await models.stop();
  await h.store.close();
  remove();
});

const today = '2022-11-16';
const of = async (unit: string, day = today) => models.dueDates.list({ province: '66', today: day, of: { unit } });
const ofAccount = async (id: string) =>
  models.dueDates.list({
    province: '66',
    today,
    of: { account: id, holds: (await h.executor.look(account, id)).state },
  });
const idsOf = (dates: Awaited<ReturnType<typeof of>>) => dates.map(({ id }) => id);

describe('a duty', () => {
  const [late, done] = ['unitDuties-66-2022-650-01/awareness/1', 'unitDuties-66-2022-650-01/progress/1'];
  test('is its unit’s, taken back once it is reported; whoever judges it sees it once it is late', async () => {
    const own = await of('650-01');
    expect(own.find(({ id }) => id === late)).toMatchObject({
      ...{ overdue: true, cancelled: false, above: false, path: '/app/duties/66-2022-650-01' },
      what: { vi: 'việc awareness' },
      about: { vi: expect.stringContaining('xã minh họa 1') },
    });
    expect(own.find(({ id }) => id === done)).toMatchObject({ cancelled: true });
    expect((await of('650')).find(({ id }) => id === late)).toMatchObject({ above: true, cancelled: false });
    expect(idsOf(await of('650-02'))).not.toContain(late);
  });
  test('that is done is told for two months, then left out', async () => {
    expect(idsOf(await of('650-01', '2023-01-10'))).toContain(done);
    expect(idsOf(await of('650-01', '2023-01-20'))).not.toContain(done);
  });
});

test('a certificate’s end is its producer’s and its issuer’s, on its last day', async () => {
  const id = 'certificate-66-2022-gao-mau-1/expiry';
  for (const dates of [await ofAccount('demo-htx-gao-mau'), await ofAccount('demo-province'), await of('66')])
    expect(dates.find((date) => date.id === id)).toMatchObject({
      dueOn: '2025-11-10',
      path: '/app/certificates/66-2022-gao-mau-1',
    });
  expect(idsOf(await ofAccount('demo-krong-nang'))).not.toContain(id);
});

test('a council’s meeting is its members’ and its unit’s, until two months after', async () => {
  const id = 'councilSession-66-2022-krong-nang-1/meets';
  const on = (day: string) =>
    models.dueDates.list({ province: '66', today: day, of: { account: 'demo-hd-uy-vien-1', holds: account.initial } });
  expect(await on('2022-06-10')).toMatchObject([{ id, dueOn: '2022-06-15', what: { vi: 'họp Hội đồng' } }]);
  expect(idsOf(await of('650', '2022-07-01'))).toContain(id);
  expect(await on('2022-09-01')).toEqual([]);
});

test('a producer’s account sees its own product’s dates and nobody else’s; an account without a role none', async () => {
  const own = idsOf(await ofAccount('demo-htx-mat-ong'));
  expect(own.length).toBeGreaterThan(0);
  expect(own.every((id) => id.startsWith('productCycle-66-2022-mat-ong-1/'))).toBe(true);
  expect(await ofAccount('nobody')).toEqual([]);
  expect(await models.dueDates.list({ province: '67', today, of: { unit: '650' } })).toEqual([]);
});
