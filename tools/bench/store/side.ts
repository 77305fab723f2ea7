// A side is one way of storing events, in a process of its own; it is told what to do by messages (sides.ts).
import type { EventToAppend } from '../../../eventstore/envelope.ts';
import { historyOf, type Shape } from './history.ts';

/** Where a side may keep what it writes, and what it is loaded from. */
export type Place = { readonly folder: string; readonly rivals?: string; readonly url?: string };

export type Order =
  | { readonly do: 'open'; readonly place: Place }
  /** every stream in one append, to have something to read */
  | { readonly do: 'fill'; readonly shape: Shape }
  /** every event an append of its own, which expects the revision before it */
  | { readonly do: 'append'; readonly shape: Shape; readonly callers: number }
  | { readonly do: 'replay' };

/** `perSecond` events, where something was measured. */
export type Answer = { readonly perSecond?: number } | { readonly failed: string };

export type Side<Append> = {
  /** One append as this side takes it, made before the clock runs. */
  prepare(events: readonly EventToAppend[]): Append;
  /** A stream's appends follow each other; so many callers write at once, each on streams of its own. */
  appendAll(streams: readonly (readonly Append[])[], callers: number): Promise<unknown>;
  /** Reads all there is, in order; answers how many events came. */
  replay(): Promise<number>;
};

/** Carries out orders one by one until whoever gives them is gone. */
export function serve<Append>(open: (place: Place) => Promise<Side<Append>>): void {
  let opened: Side<Append> | undefined;
  let written = 0;

  async function carryOut(order: Order): Promise<Answer> {
    if (order.do === 'open') {
      opened = await open(order.place);
      return {};
    }
    const side = opened as Side<Append>;
    if (order.do === 'replay') {
      const begun = performance.now();
      const read = await side.replay();
      const perSecond = rate(read, begun);
      if (read !== written) throw new Error(`${written} events were written and ${read} read`);
      return { perSecond };
    }
    const history = historyOf(order.shape);
    const streams = history.map((events) =>
      order.do === 'fill' ? [side.prepare(events)] : events.map((e) => side.prepare([e])),
    );
    const events = order.shape.streams * order.shape.each;
    const begun = performance.now();
    await side.appendAll(streams, order.do === 'fill' ? 1 : order.callers);
    written += events;
    return { perSecond: rate(events, begun) };
  }

  process.on('disconnect', () => process.exit());
  process.on('message', (order: Order) => {
    carryOut(order)
      .catch((error): Answer => ({ failed: error instanceof Error ? error.message : String(error) }))
      .then((answer) => process.send?.(answer));
  });
}

const rate = (events: number, begun: number): number => (events * 1000) / (performance.now() - begun);

/** One after the other in each stream. */
export async function inTurn<Append>(
  appends: readonly Append[],
  append: (one: Append) => Promise<unknown>,
): Promise<void> {
  for (const one of appends) await append(one);
}
