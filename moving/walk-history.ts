import type { StoredEvent } from '../eventstore/envelope.ts';
import { eventPages } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';

const PAGE = 1000;

/** Up to and with the head that a store was seen to have: nothing where it had none. */
export async function* historyPages(
  store: EventStore,
  { after, until }: { after?: string | undefined; until: string | undefined },
): AsyncGenerator<readonly StoredEvent[]> {
  if (until !== undefined) yield* eventPages(store, { after, until });
}

export async function* historyOf(store: EventStore, until: string | undefined): AsyncGenerator<StoredEvent> {
  for await (const page of historyPages(store, { until })) yield* page;
}

/** What is read one by one, in pages. */
export function* inPages<T>(items: Iterable<T>): Generator<readonly T[]> {
  let page: T[] = [];
  for (const item of items) {
    page.push(item);
    if (page.length === PAGE) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
