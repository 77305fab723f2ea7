import type { StoredEvent } from '../eventstore/envelope.ts';
import { eventPages } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';
import { endsStream, isServed } from './hints.ts';

export type OpenStreams = () => Promise<readonly string[]>;

/**
 * The streams whose procedure is not over; each call reads on from where the last one stopped.
 * @param seen told of every event that is read
 */
export function openStreams(store: EventStore, seen?: (event: StoredEvent) => void): OpenStreams {
  const open = new Set<string>();
  let after: string | undefined;
  return async () => {
    for await (const page of eventPages(store, { after })) {
      for (const event of page) {
        seen?.(event);
        if (!isServed(event.stream)) continue;
        const ends = endsStream(event);
        if (ends) open.delete(event.stream);
        else if (ends === false) open.add(event.stream);
      }
      after = page.at(-1)?.position ?? after;
    }
    return [...open];
  };
}
