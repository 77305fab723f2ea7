// What letters tell of the duties of units: each duty for itself, whatever else of its unit came due that morning.
import { beforeEach, expect, test } from 'vitest';
import { planOf } from '../demo/year-plan.ts';
import { getCommand } from '../domain/registry.ts';
import { unitDuties } from '../domain/unit-duties/unit-duties.ts';
import { type PostWorld, postWorld } from '../test/post-world.ts';

const words = (vi: string) => ({ vi, en: vi });
const duty = (id: string, until: string) => ({
  ...{ id, name: words(`Báo cáo ${id}`), levels: ['commune' as const], units: ['650-01'] },
  ...{ times: [{ no: 1, from: '2022-02-01', until }], evidence: words('báo cáo'), reportTo: words('huyện') },
  source: '1576/QĐ-UBND',
});
/** Tuesday; Thursday, when the first is three working days late the morning after; two on one day. */
const duties = [duty('a', '2022-02-22'), duty('b', '2022-02-24'), duty('c', '2022-03-15'), duty('d', '2022-03-15')];

let w: PostWorld;
beforeEach(async () => {
  w = await postWorld(undefined, { plan: { ...planOf(2022), duties } });
});

const COMMUNE = 'demo-krong-nang-xa-1';
const letterOn = (account: string, on: string) =>
  w.outbox.filter((m) => m.to.startsWith(`${account}@`) && m.date === `${on}T01:00:00.000Z`).map((m) => m.text);

test('a duty that is late is told on its day also where another of the unit becomes late that morning', async () => {
  await w.process.runUntil('2022-02-25T02:00:00.000Z');
  for (const account of [COMMUNE, 'demo-krong-nang']) {
    const [letter, ...more] = letterOn(account, '2022-02-25');
    expect(more).toEqual([]);
    expect(letter).toMatch(/Báo cáo a: 1 việc quá hạn\n\n– xã minh họa 1 \(Krông Năng\)\n {2}Quá hạn 3 ngày làm việc/);
    expect(letter).toMatch(/Báo cáo b: 1 việc quá hạn\n\n– xã minh họa 1 \(Krông Năng\)\n {2}Quá hạn 1 ngày làm việc/);
  }
  // Who stands above hears of each from its first late morning on.
  expect(letterOn('demo-krong-nang', '2022-02-23')[0]).toContain('Báo cáo a');
});

test('of duties that came due together a letter tells what is still to be done when it is written', async () => {
  await w.process.runUntil('2022-03-13T23:00:00.000Z');
  expect((await w.store.readStream('unitDuties-66-2022-650-01')).at(-1)?.data).toMatchObject({
    duties: [{ duty: 'c', which: 'T-1' }, { duty: 'd' }],
  });
  const document = { number: 'BC', date: '2022-03-14' };
  const command = getCommand(unitDuties.category, 'ReportDuty');
  await w.give({ by: COMMUNE, command, id: '66-2022-650-01', input: { duty: 'c', no: 1, document } });
  w.process.hint(unitDuties.stream('66-2022-650-01'));
  await w.process.runUntil('2022-03-14T02:00:00.000Z');
  const [letter] = letterOn(COMMUNE, '2022-03-14');
  expect(letter).toContain('Báo cáo d: 1 việc');
  expect(letter).not.toContain('Báo cáo c');
});
