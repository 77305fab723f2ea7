// The ids of all streams of a kind. A store is searched once, and then only for what has come since.
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import { everyEvent } from './every-event.ts';
import type { EventStore } from './port.ts';

export type IdsOf = (aggregate: Aggregate) => Promise<ReadonlySet<string>>;

export function idsIn(store: Pick<EventStore, 'head' | 'readAll'>): IdsOf {
  const known = new Map<string, { ids: Set<string>; after: string | undefined }>();
  return async (aggregate) => {
    const { ids, after } = known.get(aggregate.category) ?? { ids: new Set<string>(), after: undefined };
    const head = await store.head();
    const prefixes = [aggregate.stream('')];
    for await (const { stream } of everyEvent(store, { after, prefixes })) ids.add(splitStream(stream).id);
    known.set(aggregate.category, { ids, after: head?.position ?? after });
    return ids;
  };
}
