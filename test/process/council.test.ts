// Temporal carries a session's results into the cycles and opens the next tier there; ended in between, it goes on.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { productCycle, visitOf } from '../../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../../domain/registry.ts';
import { CHAIR, inSession, SECRETARY, SESSION, sheetWithout } from '../council-world.ts';
import { eventually, startProcess, startServer } from '../temporal-world.ts';
import { worldWithProduct } from '../world.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
}, 120_000);
afterAll(() => server?.stop(), 30_000);

test('after signing every cycle gets its result, and the tier above is opened', async () => {
  const w = await worldWithProduct();
  const { cycles, scoring, give } = await inSession(w, ['tieu', 'ca-cao']);
  for (const cycle of cycles) {
    for (const by of scoring) await give(by, 'SealSheet', { cycle, sheet: sheetWithout(0) });
    await give(CHAIR, 'OpenScores', { cycle });
    await give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true });
  }
  await give(CHAIR, 'CloseSession');
  const begun = Date.now();
  const offsetMs = () => Date.parse(w.now()) - begun;
  const process_ = await startProcess(w, server.address, { offsetMs });
  const session = async () => (await w.executor.look(councilSession, SESSION)).state;
  const run = process_.client.workflow.getHandle(`council-session/${SESSION}`);
  const status = () =>
    run.describe().then(
      (d) => d.status.name,
      () => 'none',
    );
  await eventually(status, (name) => name === 'RUNNING');

  await give(SECRETARY, 'DrawUpMinutes', { number: '01/BB-HĐ' });
  const hash = (await session()).minutes[0]?.hash;
  await give(CHAIR, 'SignMinutes', { hash });
  await run.terminate('by hand');
  await give(SECRETARY, 'SignMinutes', { hash });
  await eventually(session, ({ agenda }) => agenda.every((item) => item.delivery?.taken));
  await eventually(status, (name) => name === 'COMPLETED');

  const [cycle] = cycles as [string];
  const visit = async () => visitOf((await w.executor.look(productCycle, cycle)).state);
  expect(await visit()).toMatchObject({ tier: 'district', result: { outcome: 'forward', session: { id: SESSION } } });
  const doc = (number: string) => ({ number, date: '2022-06-15' });
  const on = (by: string, name: string, input: object) =>
    w.give({ by, command: getCommand('productCycle', name), id: cycle, input });
  await on('demo-krong-nang', 'NotifyResult', { letter: doc('TB') });
  await on('demo-krong-nang', 'CompleteDossier', { documents: [] });
  await on('demo-krong-nang', 'ForwardDossier', { letter: doc('CV'), minutes: doc('01/BB-HĐ'), samples: 5 });
  await on('demo-province', 'ReceiveDossier', { receipt: doc('PN') });
  await eventually(visit, (v) => v?.tier === 'province');
  await process_.stop();
}, 120_000);
