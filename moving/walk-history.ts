import type { StoredEvent } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';

const PAGE = 1000;

/** The history in store order, a page at a time, up to and with a position: what is written meanwhile stays out. */
export async function* historyPages(
  store: EventStore,
  { after, until }: { after?: string | undefined; until: string | undefined },
): AsyncGenerator<readonly StoredEvent[]> {
  if (until === undefined) return;
  for (let from = after; from === undefined || from < until; ) {
    const page = await store.readAll({ limit: PAGE, ...(from === undefined ? {} : { after: from }) });
    if (page.length === 0) return;
    yield (page[page.length - 1] as StoredEvent).position <= until
      ? page
      : page.filter(({ position }) => position <= until);
    from = (page[page.length - 1] as StoredEvent).position;
  }
}

export async function* historyOf(store: EventStore, until: string | undefined): AsyncGenerator<StoredEvent> {
  for await (const page of historyPages(store, { until })) yield* page;
}

/** The same in pages: what is awaited costs more than most of what is done with one event. */
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
