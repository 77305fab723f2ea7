// A whole year on the real server in virtual time, against the same year without Temporal: both must agree.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whatIsDue } from '../../activities/processes.ts';
import { passTime } from '../../cli/temporal/virtual-time.ts';
import { planAndApprove } from '../../demo/install.ts';
import { type Act, walkOf } from '../../demo/walk.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { rehearsing } from '../rehearsal.ts';
import { eventually, startProcess, startServer } from '../temporal-world.ts';
import { needed, upTo } from '../ways.ts';
import { addProduct, type World, worldWithProduct } from '../world.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer({ virtualTime: true });
}, 120_000);
afterAll(() => server?.stop(), 30_000);

/** On time in round 1; late everywhere and in round 2, its rating outlasting the year; stuck in step 3. */
const late = {
  start: '03-04',
  potential: '03-04',
  idea: '04-12',
  selected: '04-20',
  approved: '04-20',
  plan: '05-30',
  planned: '06-10',
  dossier: '09-20',
  filed: '09-20',
  tiers: [
    ['11-03', '11-15', '11-16'],
    ['2023-01-10', '', ''],
  ],
  recognised: '2023-01-20',
} as const;
const stuck = {
  start: '02-21',
  potential: '02-21',
  idea: '03-30',
  selected: '04-04',
  approved: '04-04',
  plan: '05-04',
};
const acts: readonly Act[] = [
  ...needed(walkOf('ca-phe-mau')),
  ...needed(walkOf('cham-tre', { days: late, points: [7400, 7250] })),
  ...upTo(needed(walkOf('do-dang', { days: stuck })), 'SubmitPlan'),
].sort((a, b) => ((a.on as string) < (b.on as string) ? -1 : a.on === b.on ? 0 : 1));
const products = ['ca-phe-mau', 'cham-tre', 'do-dang'];
const cycles = products.map((p) => `66-2022-${p}-1`);
const streams = [
  ...cycles.map((id) => productCycle.stream(id)),
  'programmeYear-66-2022',
  'programmeYear-66-2023',
  'productCycle-66-2023-do-dang-1',
];
const days = [
  ...new Set([
    ...acts.map((a) => a.on as string),
    '2022-12-30',
    '2023-01-01',
    '2023-01-04',
    '2023-01-09',
    '2023-02-01',
  ]),
].sort();

async function prepared(): Promise<World> {
  const w = await worldWithProduct();
  await addProduct(w, 'cham-tre');
  await addProduct(w, 'do-dang');
  return w;
}

/** Each stream as lines "day of record, type, which": what the two ways must agree on. */
async function told(w: World): Promise<Record<string, string[]>> {
  const lines: Record<string, string[]> = {};
  for (const stream of streams)
    lines[stream] = (await w.store.readStream(stream)).map((e) =>
      `${dayOf(e.recordedAt)} ${e.type} ${(e.data as { which?: string }).which ?? ''}`.trim(),
    );
  return lines;
}

test('reminders, overdue marks, both rounds, late acts, closing and carrying over', async () => {
  const simulated = await prepared();
  const rehearsal = rehearsing(simulated);
  await rehearsal.until(simulated.now(), ...streams);
  for (const day of days) {
    await rehearsal.until(day);
    await rehearsal.walk(acts.filter((a) => a.on === day));
    if (day === '2023-01-09') await planAndApprove(simulated.give, 2023);
    await rehearsal.until(day, ...streams);
  }

  const w = await prepared();
  const begun = Date.parse(w.now());
  const started = Date.now();
  const temporal = await startProcess(w, server.address, { offsetMs: () => begun - started });
  const passed = new Map<string, number>();
  const running = () =>
    [...cycles, '66-2023-do-dang-1']
      .map((id) => `product-cycle/${id}`)
      .concat('programme-year/66-2022', 'programme-year/66-2023');
  const settled = () =>
    eventually(
      async () =>
        (await Promise.all(streams.map((s) => whatIsDue(w.executor, s, w.now()))))
          .flat()
          .filter((a) => a.dueAt <= w.now()),
      (due) => due.length === 0,
      30_000,
    );
  for (const day of days) {
    await temporal.relay.idle();
    const target = Date.parse(`${day}T02:00:00.000Z`) - begun;
    await Promise.all(
      running().map(async (id) => {
        const ms = target - (passed.get(id) ?? 0);
        const open = await temporal.client.workflow
          .getHandle(id)
          .describe()
          .then(
            (d) => d.status.name === 'RUNNING',
            () => false,
          );
        if (!open) return;
        await passTime(temporal.client, id, ms);
        passed.set(id, target);
      }),
    );
    w.at(day);
    await settled();
    await actOnAndSettle(w, day, settled);
  }
  const mine = await told(w);
  await temporal.stop();
  expect(mine).toEqual(await told(simulated));
  const [onTime, late, stuck] = cycles.map((id) => mine[productCycle.stream(id)] ?? []);
  expect(onTime).toContain('2022-11-10 ProductRecognised');
  // The window ends on 30/4, a day off: the term on the next working day, 4/5.
  expect(late).toContain('2022-05-05 MarkedOverdue');
  expect(late).toContain('2023-01-20 ProductRecognised');
  expect(stuck?.slice(-2)).toEqual(['2023-01-01 CycleCarriedOver', '2023-01-09 CarriedOverTo']);
  expect(mine['programmeYear-66-2022']).toContain('2023-01-01 YearClosed');
  expect(mine['productCycle-66-2023-do-dang-1']?.[0]).toBe('2023-01-09 CycleStarted');
  expect((await w.executor.look(programmeYear, '66-2022')).state.closed).toBe(true);
}, 240_000);

async function actOnAndSettle(w: World, day: string, settled: () => Promise<unknown>): Promise<void> {
  for (const act of acts.filter((a) => a.on === day)) {
    await w.give(act);
    await settled();
  }
  if (day === '2023-01-09') await planAndApprove(w.give, 2023);
  await settled();
}
