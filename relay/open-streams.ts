import { eventPages } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';
import { endsStream, isServed } from './hints.ts';

export type OpenStreams = () => Promise<readonly string[]>;

/** The streams whose procedure is not over; each call reads on from where the last one stopped. */
export function openStreams(store: EventStore): OpenStreams {
  const open = new Set<string>();
  let after: string | undefined;
  return async () => {
    for await (const page of eventPages(store, { after })) {
      for (const event of page) {
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
