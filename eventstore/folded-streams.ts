// Streams folded, as this process knows them. `fresh` asks the store what is new; `warm` takes what is known.
import { LRUCache } from 'lru-cache';
import type { Aggregate } from '../domain/kernel/aggregate.ts';
import { type Folded, readHistory } from './history.ts';
import type { EventStore } from './port.ts';

/** What is at hand is given without a turn of the event loop. */
export type Read = <S>(aggregate: Aggregate<S>, id: string) => Folded<S> | Promise<Folded<S>>;

export type FoldedStreams = {
  fresh<S>(aggregate: Aggregate<S>, id: string): Promise<Folded<S>>;
  warm: Read;
  keep(folded: Folded): void;
  /** The next look must ask the store for all of it. */
  forget(stream: string): void;
};

export function foldedStreams(store: EventStore): FoldedStreams {
  const cache = new LRUCache<string, Folded>({ max: 5000 });

  async function fresh<S>(aggregate: Aggregate<S>, id: string): Promise<Folded<S>> {
    const known = cache.get(aggregate.stream(id)) as Folded<S> | undefined;
    const history = await readHistory(store, aggregate, id, known);
    cache.set(history.stream, history);
    return history;
  }

  return {
    fresh,
    warm: <S>(aggregate: Aggregate<S>, id: string) =>
      (cache.get(aggregate.stream(id)) as Folded<S> | undefined) ?? fresh(aggregate, id),
    keep: (folded) => void cache.set(folded.stream, folded),
    forget: (stream) => void cache.delete(stream),
  };
}

/** Each stream is asked for once, however many questions rest on it. */
export function readOnce(read: Read): Read {
  const asked = new Map<string, Folded | Promise<Folded>>();
  return <S>(aggregate: Aggregate<S>, id: string) => {
    const stream = aggregate.stream(id);
    const found = (asked.get(stream) as Folded<S> | Promise<Folded<S>> | undefined) ?? read(aggregate, id);
    asked.set(stream, found);
    return found;
  };
}
