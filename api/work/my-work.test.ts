// GET /v1/my-work: as a province, a district, a commune, a producer and a member of a council see their day.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCommand } from '../../domain/registry.ts';
import { type History, paper, richHistory } from '../../projections/history.fixture.ts';
import { type Served, served } from '../world.fixture.ts';

const MEMBER = 'demo-hd-uy-vien-1';
let s: Served;
beforeAll(async () => {
  s = await served(undefined, richHistory as () => Promise<History & { product: string; cycle: string }>);
  await s.give({
    ...{ by: 'demo-admin', command: getCommand('account', 'GrantRole'), id: MEMBER },
    input: { grant: 'hd', province: '66', role: 'council-member', unit: '650', from: '2022-01-01' },
  });
  s.at('2022-06-20');
}, 120_000);
afterAll(() => s.close());

type Item = { id: string; commands: { name: string; route: string }[]; [field: string]: any };
const work = async (by: string, query = '') => {
  const answer = await s.ask(`/v1/my-work${query}`, { by });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const idsOf = (page: { items: Item[] }) => page.items.map(({ id }) => id);
const [pepper, honey, coffee] = ['66-2022-ho-tieu-1', '66-2022-mat-ong-1', '66-2022-ca-phe-mau-1'];

describe('in several roles', () => {
  test('a district: what it has to decide on with the command for it; what is late below it waits for others', async () => {
    const { groups, today } = await work('demo-krong-nang');
    expect(today).toBe('2022-06-20');
    expect(idsOf(groups.overdue)).toEqual([pepper, honey]);
    expect(groups.overdue.items[0]).toMatchObject({
      resource: 'product-cycles',
      what: { vi: 'xem xét ý tưởng' },
      unit: { code: '650-02' },
      dueOn: '2022-03-31',
      workingDaysLeft: -54,
      commands: [
        { name: 'SelectIdea', route: `/v1/product-cycles/${pepper}/select-idea`, needsIfMatch: true },
        { name: 'RejectIdea' },
      ],
      lastTouch: { by: 'demo-krong-nang', sentences: { vi: expect.stringContaining('Hủy bỏ') } },
    });
    expect(groups.later).toMatchObject({ total: 1, items: [{ id: coffee, commands: [{ name: 'NotifyResult' }] }] });
    expect(groups.others.items).toMatchObject([
      { resource: 'unit-duties', id: '66-2022-650-01', about: { vi: expect.stringContaining('xã minh họa 1') } },
      { resource: 'unit-duties', id: '66-2022-650-02' },
    ]);
  });
  test('a commune: its duties and its products, and no other commune’s', async () => {
    const { groups } = await work('demo-krong-nang-xa-2');
    expect(groups.overdue.items).toMatchObject([
      {
        resource: 'unit-duties',
        id: '66-2022-650-02',
        commands: [{ name: 'ReportDuty' }],
        fills: { duty: 'awareness', no: 1 },
      },
    ]);
    expect(idsOf(groups.others)).toEqual([pepper]);
    expect(groups.others.items[0].waitsFor).toMatchObject([{ role: 'district-officer', unit: '650' }]);
  });
  test('the province: nothing of its own, and every product that waits for others, the latest first', async () => {
    const { groups, month } = await work('demo-province');
    expect([groups.overdue.total, groups.soon.total, groups.later.total]).toEqual([0, 0, 0]);
    expect(idsOf(groups.others)).toEqual([pepper, honey, coffee]);
    expect(month.vi).toContain('Tháng 6/2022: triển khai phương án');
  });
  test('a producer: its own product, and what it waits for', async () => {
    expect(idsOf((await work('demo-htx-mat-ong')).groups.overdue)).toEqual([honey]);
    const { groups } = await work('demo-htx-ca-phe-mau');
    expect([groups.overdue.total, idsOf(groups.others)]).toEqual([0, [coffee]]);
  });
  test('a member of a council: the session, with what a seat in it allows', async () => {
    s.at('2022-06-10');
    const { groups } = await work(MEMBER);
    expect(groups.soon.items).toMatchObject([
      { resource: 'council-sessions', id: '66-2022-krong-nang-1', dueOn: '2022-06-15', workingDaysLeft: 3 },
    ]);
    expect(groups.soon.items[0].commands.map(({ name }: { name: string }) => name)).toContain('DeclareConflicts');
    s.at('2022-06-20');
  });
  test('who has several roles sees the work of all; who names one, of that one', async () => {
    const grant = { grant: 'xa', province: '66', role: 'commune-officer', unit: '650-02', from: '2022-01-01' };
    await s.give({
      ...{ by: 'demo-admin', command: getCommand('account', 'GrantRole'), id: 'demo-krong-nang', input: grant },
    });
    expect(idsOf((await work('demo-krong-nang')).groups.overdue)).toEqual(['66-2022-650-02', pepper, honey]);
    const headers = { 'Ocop-Acting-As': 'commune-officer@650-02' };
    const one = await s.ask('/v1/my-work', { by: 'demo-krong-nang', headers });
    expect(idsOf(one.body.groups.overdue)).toEqual(['66-2022-650-02']);
  });
});

test('what was done leaves the list; the report waits for the district, which judges it first', async () => {
  const input = { duty: 'awareness', no: 1, document: paper('1/BC', '2022-06-20') };
  const duty = getCommand('unitDuties', 'ReportDuty');
  await s.give({ by: 'demo-krong-nang-xa-1', command: duty, id: '66-2022-650-01', input });
  expect(idsOf((await work('demo-krong-nang-xa-1')).groups.overdue)).toEqual([honey]);
  const { groups } = await work('demo-krong-nang');
  expect(groups.soon.items).toMatchObject([
    {
      id: '66-2022-650-01',
      what: { vi: 'xem xét báo cáo: việc awareness' },
      commands: [{ name: 'AcceptDuty' }, { name: 'SendBackDuty' }, { name: 'ExcuseDuty' }],
      fills: { duty: 'awareness', no: 1 },
    },
  ]);
  expect((await work('demo-province')).groups.soon.total).toBe(0);
});

test('page by page, each once, from both parts of what waits for others', async () => {
  const collected: string[] = [];
  for (let cursor = ''; ; ) {
    const { groups } = await work('demo-province', `?group=others&limit=1${cursor}`);
    expect(Object.keys(groups)).toEqual(['others']);
    expect(groups.others.total).toBe(3);
    collected.push(...idsOf(groups.others));
    if (groups.others.next === null) break;
    cursor = `&cursor=${groups.others.next}`;
  }
  expect(collected).toEqual([pepper, honey, coffee]);
  const first = await work('demo-krong-nang', '?group=overdue&limit=2');
  const rest = await work('demo-krong-nang', `?group=overdue&cursor=${first.groups.overdue.next}`);
  expect([...idsOf(first.groups.overdue), ...idsOf(rest.groups.overdue)]).toEqual(['66-2022-650-02', pepper, honey]);
  for (const wrong of ['?group=soon', '?group=others'])
    expect(
      (await s.ask(`/v1/my-work${wrong}&cursor=${first.groups.overdue.next}`, { by: 'demo-krong-nang' })).body.code,
    ).toBe('CURSOR_INVALID');
});

test('who has no role of a province has no work here', async () => {
  expect((await s.ask('/v1/my-work')).status).toBe(401);
});
