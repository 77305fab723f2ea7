// Moves the demo's clock on, and does on the way what comes due, each act at its own time and under the very id that its
// workflow would give it: Temporal finds its commands done and sets its timers anew (docs/decisions/0593).
import { randomUUID } from 'node:crypto';
import { postErrands } from '../activities/post-errands.ts';
import type { PostParts } from '../activities/postman.ts';
import { simulatedProcess } from '../demo/simulated-process.ts';
import { DEMO_CLOCK_ID, moveDemoClock } from '../domain/demo-clock/demo-clock.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { openStreams } from '../relay/open-streams.ts';
import type { Office } from './compose.ts';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 60_000;
const POLL_MS = 25;

type Parts = { office: Office; post: PostParts; days: number; log: (message: string) => void };

/** @returns the clock afterwards. `undone`: how much that is due then nobody had done in time. */
export async function forwardDemo({ office, post, days, log }: Parts): Promise<{ clock: string; undone: number }> {
  const clock = { now: office.clock() };
  const executor = office.executorAt(clock);
  const process = simulatedProcess(executor, clock, postErrands(executor, post), log);
  for (const stream of await openStreams(office.store)()) process.hint(stream);
  const begun = Date.parse(clock.now);
  // By days, so that nobody who looks on sees facts that lie further ahead of the clock.
  for (let day = 1; day <= days; day++) {
    const until = new Date(begun + day * DAY_MS).toISOString();
    await process.runUntil(until);
    await moveTo(office, executor, until);
  }
  return { clock: office.clock(), undone: await undoneOf(office) };
}

/** Recorded at the instant it is moved to: what came due on the way stands before it in time as well. */
async function moveTo(office: Office, executor: Executor, instant: string): Promise<void> {
  const byMs = Date.parse(instant) - Date.parse(office.clock());
  if (byMs <= 0) return;
  const before = office.clock();
  await executor.execute({
    command: moveDemoClock,
    id: DEMO_CLOCK_ID,
    input: { byMs: byMs + 1 },
    commandId: randomUUID(),
    caller: { kind: 'person', id: 'demo-admin' },
  });
  // The clock follows the fact by subscription.
  while (office.clock() < instant && office.clock() >= before) await pause(2);
}

/** What people did meanwhile may make something due as well: that is the workflows' to do, and is waited for. */
async function undoneOf(office: Office): Promise<number> {
  for (const until = performance.now() + PATIENCE_MS; ; await pause(POLL_MS)) {
    const now = office.clock();
    const late = (await office.due(now)).filter((a) => a.dueAt <= now);
    if (late.length === 0 || performance.now() > until) return late.length;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
