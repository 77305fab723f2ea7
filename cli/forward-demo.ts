// Moves the demo's clock on from due date to due date, and at each waits until the process has done what came due:
// so every reminder is written at its own time and none is skipped.
import { randomUUID } from 'node:crypto';
import { DEMO_CLOCK_ID, moveDemoClock } from '../domain/demo-clock/demo-clock.ts';
import { earliest } from '../domain/kernel/due-action.ts';
import type { Office } from './compose.ts';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 60_000;
const POLL_MS = 25;

type Parts = { office: Office; days: number };

/** @returns the clock afterwards, and how many due dates were passed. `undone`: what the process had not done in time. */
export async function forwardDemo({ office, days }: Parts): Promise<{ clock: string; stops: number; undone: number }> {
  const target = new Date(Date.parse(office.clock()) + days * DAY_MS).toISOString();
  let settled = await settle(office);
  for (let stops = 1; ; stops++) {
    const { next } = settled;
    const isLast = next === undefined || next > target;
    await moveTo(office, isLast ? target : next);
    settled = await settle(office);
    const { undone } = settled;
    if (isLast || undone > 0) return { clock: office.clock(), stops, undone };
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

/** `undone`: how much is still due when patience ended; `next`: the instant at which something comes due after it. */
type Settled = { readonly undone: number; readonly next: string | undefined };

/** Waits until nothing that is due by now is undone, also where what one does makes something due at another. */
async function settle(office: Office): Promise<Settled> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const now = office.clock();
    const all = await office.due(now);
    const late = all.filter((a) => a.dueAt <= now);
    const next = earliest(all.filter((a) => a.dueAt > now))?.dueAt;
    if (late.length === 0 || performance.now() > until) return { undone: late.length, next };
    await pause(POLL_MS);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
