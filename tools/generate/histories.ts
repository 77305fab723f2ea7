// Records what the workflows did on the real server for the test year's walk and for a council's session: `npm test` replays it and so notices
// when the workflows' shape changed without its number. Run by hand after SHAPE was raised.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { postErrands } from '../../activities/post-errands.ts';
import { findProcess, whatIsDue, workflowIdOf } from '../../activities/processes.ts';
import { SHAPE } from '../../activities/shape.ts';
import { dutiesOf } from '../../demo/duties.ts';
import { walkOf } from '../../demo/walk.ts';
import { planOf } from '../../demo/year-plan.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { changeYearPlan } from '../../domain/programme-year/programme-year.ts';
import { CHAIR, inSession, SECRETARY, SESSION, sheetWithout } from '../../test/council-world.ts';
import { postWorld } from '../../test/post-world.ts';
import { eventually, jump, startProcess, startServer } from '../../test/temporal-world.ts';
import { needed } from '../../test/ways.ts';
import { worldWithProduct } from '../../test/world.ts';
import { workflowDigest } from './workflow-digest.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = fileURLToPath(new URL(`../../test/histories/shape-${SHAPE}/`, import.meta.url));

/** A commune has a duty, so that its workflow is recorded as well. */
const document = { number: '02/KH', date: '2022-01-05' };
const withDuty = {
  ...planOf(2022),
  duties: dutiesOf(2022)
    .filter(({ id }) => id === 'annual-summary')
    .map((duty) => ({ ...duty, units: ['650-01'] })),
};

async function record(): Promise<void> {
  const server = await startServer();
  const w = await postWorld();
  await w.give({ by: 'demo-province', command: changeYearPlan, id: '66-2022', input: { plan: withDuty, document } });
  const begun = Date.now();
  const process_ = await startProcess(w, server.address, {
    offsetMs: () => Date.parse(w.now()) - begun,
    errand: postErrands(w.executor, w.post),
  });
  const stream = productCycle.stream(w.cycle);
  const settled = () =>
    eventually(
      async () => (await whatIsDue(w.executor, stream, w.now())).filter((a) => a.dueAt <= w.now()),
      (due) => due.length === 0,
    );
  for (const act of needed(walkOf(w.product))) {
    await jump(w, process_.client, w.cycle, act.on as string);
    await settled();
    await w.give(act);
    await settled();
  }
  mkdirSync(folder, { recursive: true });
  const firsts = (await w.store.readAll({ limit: 10_000 })).filter((e) => e.revision === 0);
  for (const { stream } of firsts.filter((e) => findProcess(e.stream)))
    await save(process_.client, workflowIdOf(stream));
  writeFileSync(`${folder}workflows.sha256`, `${workflowDigest(root)}\n`);
  await process_.stop();
  await server.stop();
}

/** A council decides on two products, signs, and has its results delivered. */
async function recordSession(): Promise<void> {
  const server = await startServer();
  const w = await worldWithProduct();
  const { cycles, scoring, give } = await inSession(w, ['tieu', 'ca-cao']);
  const begun = Date.now();
  const process_ = await startProcess(w, server.address, { offsetMs: () => Date.parse(w.now()) - begun });
  for (const cycle of cycles) {
    for (const by of scoring) await give(by, 'SealSheet', { cycle, sheet: sheetWithout(0) });
    await give(CHAIR, 'OpenScores', { cycle });
    await give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true });
  }
  await give(CHAIR, 'CloseSession');
  await give(SECRETARY, 'DrawUpMinutes', { number: '01/BB-HĐ' });
  const session = async () => (await w.executor.look(councilSession, SESSION)).state;
  const hash = (await session()).minutes[0]?.hash;
  for (const by of [CHAIR, SECRETARY]) await give(by, 'SignMinutes', { hash });
  await eventually(session, ({ agenda }) => agenda.every((item) => item.delivery?.taken));
  const workflowId = workflowIdOf(councilSession.stream(SESSION));
  const status = async () => (await process_.client.workflow.getHandle(workflowId).describe()).status.name;
  await eventually(status, (name) => name === 'COMPLETED');
  await save(process_.client, workflowId);
  await process_.stop();
  await server.stop();
}

/** Every run of a workflow id, each followed to the one it continued as: a step of the year is a run of its own. */
async function save(client: Client, workflowId: string): Promise<void> {
  const newest = await client.workflow.getHandle(workflowId).fetchHistory().catch(notBegun);
  // What was written last may not have begun yet.
  if (!newest) return;
  let runId = newest.events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
  let n = 0;
  while (runId) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    n += 1;
    const name = `${workflowId.replaceAll('/', '_')}.${String(n).padStart(2, '0')}.json`;
    writeFileSync(`${folder}${name}`, `${historyToJSON(history)}\n`);
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  process.stdout.write(`${workflowId}: ${n} runs\n`);
}

function notBegun(error: Error): undefined {
  if (!/not found/i.test(error.message)) throw error;
}

await record();
await recordSession();
process.exit(0);
