// Moves the demo's clock on from due date to due date, and at each waits until the process has done what came due:
// so every reminder is written at its own time and none is skipped.
import { randomUUID } from 'node:crypto';
import { DEMO_CLOCK_ID, moveDemoClock } from '../domain/demo-clock/demo-clock.ts';
import type { DueAction } from '../domain/kernel/due-action.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { whatIsDue } from '../eventstore/what-is-due.ts';
import type { ReadModels } from '../projections/read-models.ts';
import type { Office } from './compose.ts';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 60_000;

type Parts = { office: Office; readModels: Pick<ReadModels, 'board'>; days: number };

/** @returns the clock afterwards, and how many due dates were passed. `undone`: what the process had not done in time. */
export async function forwardDemo({
  office,
  readModels,
  days,
}: Parts): Promise<{ clock: string; stops: number; undone: number }> {
  const target = new Date(Date.parse(office.clock()) + days * DAY_MS).toISOString();
  let stops = 0;
  let undone = await settle(office, readModels);
  for (;;) {
    const now = office.clock();
    const coming = (await allDue(office, readModels))
      .map((a) => a.dueAt)
      .filter((at) => at > now && at <= target)
      .sort()[0];
    await moveTo(office, coming ?? target);
    undone = await settle(office, readModels);
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
async function settle(office: Office, readModels: Pick<ReadModels, 'board'>): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const now = office.clock();
    const due = (await allDue(office, readModels)).filter((a) => a.dueAt <= now);
    if (due.length === 0 || performance.now() > until) return due.length;
    await pause(25);
  }
}

async function allDue(office: Office, { board }: Pick<ReadModels, 'board'>): Promise<DueAction[]> {
  const cycles = await board.openCycles();
  const years = new Set(cycles.map((id) => cycleParts(id).yearId));
  const streams = [...cycles.map((id) => productCycle.stream(id)), ...[...years].map((id) => programmeYear.stream(id))];
  const at = office.clock();
  return (await Promise.all(streams.map((stream) => whatIsDue(office.executor, stream, at)))).flat();
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
