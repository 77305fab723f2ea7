// An appeal opens a session's workflow again, which reminds of its answer in virtual time until it is answered, and ends.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whatIsDue } from '../../activities/processes.ts';
import { passTime } from '../../cli/temporal/virtual-time.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { productCycle, visitOf } from '../../domain/product-cycle/product-cycle.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { CHAIR, inSession, SECRETARY, SESSION, sheetWithout } from '../council-world.ts';
import { eventually, startProcess, startServer } from '../temporal-world.ts';
import { worldWithProduct } from '../world.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer({ virtualTime: true });
}, 120_000);
afterAll(() => server?.stop(), 30_000);

const OFFICER = 'demo-krong-nang';
const doc = (number: string) => ({ number, date: '2022-06-15' });

test('reminds on its days, marks what is late, and is over once the appeal is answered', async () => {
  const w = await worldWithProduct();
  const { cycles, scoring, give } = await inSession(w, ['tieu']);
  const [cycle] = cycles as [string];
  const begun = Date.parse(w.now());
  const started = Date.now();
  const { client, relay, stop } = await startProcess(w, server.address, { offsetMs: () => begun - started });
  for (const by of scoring) await give(by, 'SealSheet', { cycle, sheet: sheetWithout(1) });
  await give(CHAIR, 'OpenScores', { cycle });
  await give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true });
  await give(CHAIR, 'CloseSession');
  await give(SECRETARY, 'DrawUpMinutes', { number: '01/BB' });
  const session = async () => (await w.executor.look(councilSession, SESSION)).state;
  const hash = (await session()).minutes[0]?.hash;
  for (const by of [CHAIR, SECRETARY]) await give(by, 'SignMinutes', { hash });
  const run = client.workflow.getHandle(`council-session/${SESSION}`);
  const status = async () => (await run.describe()).status.name;
  await eventually(session, ({ agenda }) => agenda.every((item) => item.delivery?.taken));
  await eventually(status, (name) => name === 'COMPLETED');

  await give(OFFICER, 'FileAppeal', { cycle, by: 'producer', letter: doc('Đơn'), grounds: 'x' });
  await eventually(status, (name) => name === 'RUNNING');
  for (const day of ['2022-06-21', '2022-06-24', '2022-06-28', '2022-06-29', '2022-06-30']) {
    await relay.idle();
    await passTime(client, run.workflowId, Date.parse(`${day}T02:00:00.000Z`) - Date.parse(w.now()));
    w.at(day);
    const due = async () =>
      (await whatIsDue(w.executor, councilSession.stream(SESSION), w.now())).filter((a) => a.dueAt <= w.now());
    await eventually(due, (left) => left.length === 0);
  }
  const told = (await w.store.readStream(councilSession.stream(SESSION)))
    .filter(({ type }) => type === 'SessionReminded' || type === 'SessionOverdue')
    .map(({ recordedAt, data }) => [dayOf(recordedAt), (data as { which?: string }).which ?? 'overdue']);
  expect(told).toEqual([
    ['2022-06-20', 'T-7'],
    ['2022-06-24', 'T-3'],
    ['2022-06-28', 'T-1'],
    ['2022-06-29', 'T'],
    ['2022-06-30', 'overdue'],
    ['2022-06-30', 'T+1'],
  ]);
  expect(await status()).toBe('RUNNING');
  const answer = { cycle, admissible: true, reason: 'x', document: doc('TL') };
  await give(OFFICER, 'DecideAppeal', answer);
  await eventually(status, (name) => name === 'COMPLETED');
  const { state } = await w.executor.look(productCycle, cycle);
  expect(visitOf(state)).toMatchObject({ after: SESSION });
  expect(visitOf(state)?.result).toBeUndefined();
  await stop();
}, 120_000);
