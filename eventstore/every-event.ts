// The events of a store in its order, by pages: what is awaited costs more than most of what is done with one event.
import type { StoredEvent } from './envelope.ts';
import type { EventStore } from './port.ts';

const PAGE = 1000;

type Which = {
  /** exclusive */
  readonly after?: string | undefined;
  /** up to and with this position: what is written meanwhile stays out */
  readonly until?: string | undefined;
  readonly prefixes?: readonly string[] | undefined;
};
type Readable = Pick<EventStore, 'readAll'>;

export async function* eventPages(
  store: Readable,
  { after, until, prefixes }: Which = {},
): AsyncGenerator<readonly StoredEvent[]> {
  for (let from = after; until === undefined || from === undefined || from < until; ) {
    const page = await store.readAll({
      limit: PAGE,
      ...(from === undefined ? {} : { after: from }),
      ...(prefixes === undefined ? {} : { prefixes }),
    });
    from = page.at(-1)?.position;
    if (from === undefined) return;
    yield until === undefined || from <= until ? page : page.filter(({ position }) => position <= until);
    if (page.length < PAGE) return;
  }
}

export async function* everyEvent(store: Readable, which?: Which): AsyncGenerator<StoredEvent> {
  for await (const page of eventPages(store, which)) yield* page;
}
