// What the workflows do, without Temporal: every due action at its own instant, under the very command ids the
// workflows give. Temporal, started on a store filled this way, finds its commands done.
import { giveDueCommand } from '../activities/give-due-command.ts';
import { type Errand, type ErrandDone, isErrand } from '../activities/post-errands.ts';
import type { Process } from '../activities/process.ts';
import { concernedBy, findProcess, isConcerned, processes, whatIsDue } from '../activities/processes.ts';
import { type DueAction, dueCommandId, earliest } from '../domain/kernel/due-action.ts';
import { letters } from '../domain/letters/letters.ts';
import { postOffice, sendOutPost } from '../domain/post-office/post-office.ts';
import type { Executor } from '../eventstore/execute-command.ts';

/** The engine's clock while it is loaded: RFC 3339 UTC, set forward by whoever loads. */
export type SettableClock = { now: string };

export type SimulatedProcess = {
  /** "Look again at this stream", as the relay tells a workflow, and at those its facts concern. */
  hint(stream: string): void;
  /** Does what comes due up to an instant, each action at its own time, and leaves the clock there. */
  runUntil(instant: string): Promise<void>;
};

const BY = 'demo-loader';

/** `rank`: of what is due at one instant the lower goes first */
type Followed = { stream: string; rank: number; next: DueAction | undefined; fruitless: Set<string> };

/**
 * @param errand what is done in the world; absent: that waits for who can do it
 * @param refused told of what could not be done, which then waits for the next hint; absent: it is thrown
 */
export function simulatedProcess(
  executor: Executor,
  clock: SettableClock,
  errand?: (errand: Errand) => Promise<ErrandDone>,
  refused: (message: string) => void = fail,
): SimulatedProcess {
  const followed = new Map<string, Followed>();
  const hinted = new Set<Followed>();

  function lookAgain(one: Followed): void {
    one.fruitless.clear();
    hinted.add(one);
  }

  /** Undefined where no process serves the stream. */
  function follow(stream: string): Followed | undefined {
    const process = findProcess(stream);
    const one = process && (followed.get(stream) ?? newlyFollowed(stream, process));
    if (one) followed.set(stream, one);
    return one;
  }

  function hint(stream: string): void {
    const known = follow(stream);
    // Whatever is told somewhere, the post tells.
    const concerned = [...concernedBy(stream), postOffice.stream('')];
    for (const one of followed.values()) {
      if (one === known || isConcerned(concerned, one.stream)) lookAgain(one);
    }
  }

  const newlyFollowed = (stream: string, process: Process): Followed => ({
    stream,
    rank: processes.indexOf(process),
    next: undefined,
    fruitless: new Set(),
  });

  async function lookAt(one: Followed): Promise<void> {
    const actions = await whatIsDue(executor, one.stream, clock.now);
    const possible = actions.filter((a) => errand !== undefined || !isErrand(a));
    one.next = earliest(possible.filter((a) => !one.fruitless.has(dueCommandId(one.stream, a))));
  }

  async function give(one: Followed, due: DueAction): Promise<void> {
    if (errand && isErrand(due)) {
      const done = await errand({ stream: one.stream, due, by: BY, at: clock.now });
      if (done.outcome !== 'appended') one.fruitless.add(dueCommandId(one.stream, due));
      // What could not be sent is tried again by a process of its reader's.
      if (due.command === sendOutPost.name)
        for (const id of await executor.ids(letters)) lookAgain(follow(letters.stream(id)) as Followed);
      hinted.add(one);
      return;
    }
    const result = await giveDueCommand(executor, { stream: one.stream, due, by: BY });
    // Somebody may have begun the next year's cycle before the process came to it.
    const ignored = due.on && result.outcome === 'refused' && result.refusal.code === 'CYCLE_EXISTS';
    if (!ignored && (result.outcome === 'refused' || result.outcome === 'stale'))
      refused(`the process could not do ${due.command} on ${one.stream}: ${result.refusal.code}`);
    // What changed nothing here is not tried in a circle; it waits for the next hint.
    if (result.outcome !== 'appended') one.fruitless.add(dueCommandId(one.stream, due));
    if (due.on) hint(due.on.stream);
    else if (result.outcome === 'appended') hint(one.stream);
    hinted.add(one);
  }

  return {
    hint,
    async runUntil(instant) {
      for (;;) {
        const toLookAt = [...hinted];
        hinted.clear();
        await Promise.all(toLookAt.map(lookAt));
        const waiting = [...followed.values()].flatMap((one) => (one.next ? [{ one, action: one.next }] : []));
        const first = earliest(waiting.map((w) => w.action));
        if (!first || first.dueAt > instant) break;
        if (first.dueAt > clock.now) clock.now = first.dueAt;
        const due = waiting.filter((w) => w.action.dueAt <= clock.now);
        const rank = Math.min(...due.map((w) => w.one.rank));
        // Each stream in its own turn, all of them at once: the appends of one instant share a sync.
        await Promise.all(due.filter((w) => w.one.rank === rank).map((w) => give(w.one, w.action)));
      }
      if (instant > clock.now) clock.now = instant;
    },
  };
}

function fail(message: string): never {
  throw new Error(message);
}
