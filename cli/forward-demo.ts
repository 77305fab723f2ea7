// Moves the demo's clock on from due date to due date, and at each waits until the process has done what came due:
// so every reminder is written at its own time and none is skipped.
import { randomUUID } from 'node:crypto';
import { whatIsDue } from '../activities/processes.ts';
import { DEMO_CLOCK_ID, moveDemoClock } from '../domain/demo-clock/demo-clock.ts';
import type { DueAction } from '../domain/kernel/due-action.ts';
import { type OpenStreams, openStreams } from '../relay/open-streams.ts';
import type { Office } from './compose.ts';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 60_000;

type Parts = { office: Office; days: number };

/** @returns the clock afterwards, and how many due dates were passed. `undone`: what the process had not done in time. */
export async function forwardDemo({ office, days }: Parts): Promise<{ clock: string; stops: number; undone: number }> {
  const open = openStreams(office.store);
  const target = new Date(Date.parse(office.clock()) + days * DAY_MS).toISOString();
  let stops = 0;
  let undone = await settle(office, open);
  for (;;) {
    const now = office.clock();
    const coming = (await allDue(office, open))
      .map((a) => a.dueAt)
      .filter((at) => at > now && at <= target)
      .sort()[0];
    await moveTo(office, coming ?? target);
    undone = await settle(office, open);
    stops += 1;
    if (coming === undefined || undone > 0) return { clock: office.clock(), stops, undone };
  }
}

async function moveTo(office: Office, instant: string): Promise<void> {
  const byMs = Date.parse(instant) - Date.parse(office.clock());
  if (byMs <= 0) return;
  const before = office.clock();
  await office.executor.execute({
    command: moveDemoClock,
    id: DEMO_CLOCK_ID,
    input: { byMs: byMs + 1 },
    commandId: randomUUID(),
    caller: { kind: 'person', id: 'demo-admin' },
  });
  // The clock follows the fact by subscription.
  while (office.clock() < instant && office.clock() >= before) await pause(2);
}

/** Waits until nothing that is due by now is undone; answers how much still was when patience ended. */
async function settle(office: Office, open: OpenStreams): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const now = office.clock();
    const due = (await allDue(office, open)).filter((a) => a.dueAt <= now);
    if (due.length === 0 || performance.now() > until) return due.length;
    await pause(25);
  }
}

async function allDue(office: Office, open: OpenStreams): Promise<DueAction[]> {
  const at = office.clock();
  const streams = await open();
  return (await Promise.all(streams.map((stream) => whatIsDue(office.executor, stream, at)))).flat();
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
