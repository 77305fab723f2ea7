// What the workflows do, without Temporal: every due action at its own instant, under the very command ids the
// workflows give. Temporal, started on a store filled this way, finds its commands done.
import { splitStream } from '../domain/kernel/aggregate.ts';
import { type DueAction, dueCommandId, earliest } from '../domain/kernel/due-action.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { getCommand } from '../domain/registry.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { whatIsDue } from '../eventstore/what-is-due.ts';

/** The engine's clock while it is loaded: RFC 3339 UTC, set forward by whoever loads. */
export type SettableClock = { now: string };

export type SimulatedProcess = {
  /** "Look again at this stream", as the relay tells a workflow. A year's hint is one for all its cycles. */
  hint(stream: string): void;
  /** Does what comes due up to an instant, each action at its own time, and leaves the clock there. */
  runUntil(instant: string): Promise<void>;
};

type Followed = { stream: string; isYear: boolean; next: DueAction | undefined; fruitless: Set<string> };

export function simulatedProcess(executor: Executor, clock: SettableClock): SimulatedProcess {
  const followed = new Map<string, Followed>();
  const hinted = new Set<Followed>();

  function hint(stream: string): void {
    const { category } = splitStream(stream);
    const isYear = category === programmeYear.category;
    if (!isYear && category !== productCycle.category) return;
    const known = followed.get(stream) ?? { stream, isYear, next: undefined, fruitless: new Set() };
    followed.set(stream, known);
    for (const one of isYear ? followed.values() : [known]) {
      one.fruitless.clear();
      hinted.add(one);
    }
  }

  async function lookAt(one: Followed): Promise<void> {
    const actions = await whatIsDue(executor, one.stream, clock.now);
    one.next = earliest(actions.filter((a) => !one.fruitless.has(dueCommandId(one.stream, a))));
  }

  async function give(one: Followed, action: DueAction): Promise<void> {
    const target = splitStream(action.on?.stream ?? one.stream);
    const commandId = dueCommandId(one.stream, action);
    const result = await executor.execute({
      command: getCommand(target.category, action.command),
      id: target.id,
      input: action.on?.input ?? {},
      commandId,
      caller: { kind: 'workflow', id: 'demo-loader' },
      ...(action.on ? { causationId: one.stream } : {}),
    });
    // Somebody may have begun the next year's cycle before the process came to it.
    const ignored = action.on && result.outcome === 'refused' && result.refusal.code === 'CYCLE_EXISTS';
    if (!ignored && (result.outcome === 'refused' || result.outcome === 'stale'))
      throw new Error(`the process could not do ${commandId}: ${result.refusal.code}`);
    if (result.outcome === 'appended') hint(one.stream);
    // What changed nothing here is not tried in a circle; it waits for the next hint.
    else one.fruitless.add(commandId);
    if (action.on) hint(action.on.stream);
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
        const years = due.filter((w) => w.one.isYear);
        // Each stream in its own turn, all of them at once: the appends of one instant share a sync.
        await Promise.all((years.length > 0 ? years : due).map((w) => give(w.one, w.action)));
      }
      if (instant > clock.now) clock.now = instant;
    },
  };
}
