// A consumer of a subscription that remembers what it was given.
import { onTestFinished } from 'vitest';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import type { Delivery, EventStore, ReadAll } from '../../eventstore/port.ts';

export type Listener = {
  /** everything given so far: places of events, and 'caught-up' */
  readonly seen: readonly string[];
  readonly events: readonly StoredEvent[];
  /** where it was caught up */
  readonly caughtUpAt: readonly (string | undefined)[];
  /** resolves once what was given satisfies this; rejects when the subscription ends first */
  until(satisfied: () => boolean): Promise<void>;
  hears(place: string): Promise<void>;
  /** resolves when the subscription has ended, rejects when it broke */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

type Options = ReadAll & {
  abort?: AbortController;
  /** what the consumer does with each delivery before it asks for the next */
  take?: (delivery: Delivery) => Promise<void>;
};

export function listen(store: EventStore, { abort = new AbortController(), take, ...options }: Options): Listener {
  const seen: string[] = [];
  const events: StoredEvent[] = [];
  const caughtUpAt: (string | undefined)[] = [];
  const waiting = new Set<() => void>();
  let over: Error | undefined;

  async function consume(): Promise<void> {
    try {
      for await (const delivery of store.subscribe({ ...options, signal: abort.signal })) {
        if (delivery.kind === 'event') events.push(delivery.event);
        else caughtUpAt.push(delivery.position);
        seen.push(delivery.kind === 'event' ? `${delivery.event.stream}@${delivery.event.revision}` : 'caught-up');
        for (const look of waiting) look();
        await take?.(delivery);
      }
      over = new Error(`the subscription ended after ${seen.length} deliveries`);
    } catch (error) {
      over = error as Error;
      throw error;
    } finally {
      for (const look of waiting) look();
    }
  }

  const until = (satisfied: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!satisfied() && !over) return;
        waiting.delete(look);
        if (satisfied()) resolve();
        else reject(over);
      };
      waiting.add(look);
      look();
    });

  const ended = consume();
  // Whoever asks gets the failure; a test that does not ask must not be ended by it.
  ended.catch(() => {});
  const stop = async () => {
    abort.abort();
    await ended;
  };
  onTestFinished(() => stop().catch(() => {}));
  return {
    seen,
    events,
    caughtUpAt,
    until,
    hears: (place) => until(() => seen.includes(place)),
    ended,
    stop,
  };
}
