// Streams folded, as this process knows them. `fresh` asks the store what is new; `warm` takes what was known a moment ago.
import { LRUCache } from 'lru-cache';
import type { Aggregate } from '../domain/kernel/aggregate.ts';
import { type Folded, readHistory } from './history.ts';
import type { EventStore } from './port.ts';

/**
 * How long a folding passes for present where the store does not check at the append what a decision rested on: a role
 * that was withdrawn through another process must not admit here for ever.
 */
const WARM_MS = 1000;

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
  // Where nothing grows stale nobody asks for the time: a command looks at some ten streams.
  const now = store.checksBasis ? () => 0 : () => performance.now();
  const cache = new LRUCache<string, { folded: Folded; asOf: number }>({ max: 5000 });
  const keep = (folded: Folded, asOf = now()): void => void cache.set(folded.stream, { folded, asOf });

  async function fresh<S>(aggregate: Aggregate<S>, id: string): Promise<Folded<S>> {
    const asOf = now();
    const known = cache.get(aggregate.stream(id))?.folded as Folded<S> | undefined;
    const history = await readHistory(store, aggregate, id, known);
    keep(history, asOf);
    return history;
  }

  return {
    fresh,
    warm: <S>(aggregate: Aggregate<S>, id: string) => {
      const known = cache.get(aggregate.stream(id));
      return known && now() - known.asOf <= WARM_MS ? (known.folded as Folded<S>) : fresh(aggregate, id);
    },
    keep: (folded) => keep(folded),
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
