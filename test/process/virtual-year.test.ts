// A whole year on the real server in virtual time, against the same year without Temporal: both must agree.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whatIsDue } from '../../activities/processes.ts';
import { planAndApprove } from '../../demo/install.ts';
import { simulatedProcess } from '../../demo/simulated-process.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { eventually, startProcess, startServer } from '../temporal-world.ts';
import { addProduct, type World, worldWithProduct } from '../world.ts';
import { type Act, fullWalk, give, goesOn, inOrder, rated, recognised, untilFiled } from './script.ts';
import { passTime } from './virtual-time.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer({ virtualTime: true });
}, 60_000);
afterAll(() => server?.stop(), 30_000);

/** On time in round 1; late everywhere and in round 2, its rating outlasting the year; stuck in step 3. */
const acts: readonly Act[] = inOrder([
  ...fullWalk('ca-phe-mau'),
  ...untilFiled('cham-tre', ['2022-03-04', '2022-04-12', '2022-04-20', '2022-05-30', '2022-06-10', '2022-09-20']),
  ...goesOn('cham-tre', 'district', ['2022-11-03', '2022-11-15', '2022-11-16'], 7400),
  rated('cham-tre', '2023-01-10', 7250, 4),
  recognised('cham-tre', '2023-01-20'),
  ...untilFiled('do-dang', ['2022-02-21', '2022-03-30', '2022-04-04', '2022-05-04', '2022-05-10', '2022-06-01']).slice(
    0,
    6,
  ),
]);
const products = ['ca-phe-mau', 'cham-tre', 'do-dang'];
const cycles = products.map((p) => `66-2022-${p}-1`);
const streams = [
  ...cycles.map((id) => productCycle.stream(id)),
  'programmeYear-66-2022',
  'programmeYear-66-2023',
  'productCycle-66-2023-do-dang-1',
];
const days = [
  ...new Set([...acts.map((a) => a[0]), '2022-12-30', '2023-01-01', '2023-01-04', '2023-01-09', '2023-02-01']),
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
  const clock = { now: simulated.now() };
  const process_ = simulatedProcess(simulated.executor, {
    get now() {
      return clock.now;
    },
    set now(v) {
      clock.now = v;
      simulated.at(v);
    },
  });
  for (const stream of streams) process_.hint(stream);
  for (const day of days) {
    await process_.runUntil(`${day}T02:00:00.000Z`);
    simulated.at(day);
    for (const act of acts.filter((a) => a[0] === day)) {
      await give(simulated, act);
      process_.hint(productCycle.stream(act[3]));
      await process_.runUntil(`${day}T02:00:00.000Z`);
    }
    if (day === '2023-01-09') await planAndApprove(simulated.give, 2023);
    for (const stream of streams) process_.hint(stream);
    await process_.runUntil(`${day}T02:00:00.000Z`);
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
  expect(onTime?.at(-2)).toBe('2022-11-10 ProductRecognised');
  // The window ends on 30/4, a day off: the term on the next working day, 4/5.
  expect(late).toContain('2022-05-05 MarkedOverdue');
  expect(late?.at(-2)).toBe('2023-01-20 ProductRecognised');
  expect(stuck?.slice(-2)).toEqual(['2023-01-01 CycleCarriedOver', '2023-01-09 CarriedOverTo']);
  expect(mine['programmeYear-66-2022']).toContain('2023-01-01 YearClosed');
  expect(mine['productCycle-66-2023-do-dang-1']?.[0]).toBe('2023-01-09 CycleStarted');
  expect((await w.executor.look(programmeYear, '66-2022')).state.closed).toBe(true);
}, 240_000);

async function actOnAndSettle(w: World, day: string, settled: () => Promise<unknown>): Promise<void> {
  for (const act of acts.filter((a) => a[0] === day)) {
    await give(w, act);
    await settled();
  }
  if (day === '2023-01-09') await planAndApprove(w.give, 2023);
  await settled();
}
