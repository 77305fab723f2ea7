// What a projection is: tables, and a handler that brings facts into them. Side effects never live here.
import type { DatabaseSync } from 'node:sqlite';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { amends, type Fact } from '../../domain/kernel/fold.ts';
import { findAggregate } from '../../domain/registry.ts';
import { hashFits, type StoredEvent } from '../../eventstore/envelope.ts';
import { ReleaseTooOld, toFact } from '../../eventstore/history.ts';
import type { Columns } from './columns.ts';
import type { Reader } from './reader.ts';

/** An event on its way into a projection. */
export type Taken = {
  readonly event: StoredEvent;
  readonly aggregate: Aggregate | undefined;
  /** `damaged`: its hash does not fit, so nothing may rest on it; `skipped`: left out on somebody's word */
  readonly status: 'sound' | 'damaged' | 'skipped';
  /** absent when it is not sound, or could not be read */
  readonly fact: Fact | undefined;
  readonly failure?: unknown;
};

/** The whole streams of those events that change what earlier facts of their stream say. */
export type Histories = ReadonlyMap<string, readonly Taken[]>;

/** All of it runs inside the engine's transaction, and nothing of it waits. */
export type Handler = {
  /** An event may come again: it then changes nothing. Rows may be kept back until `flush`. */
  apply(events: readonly Taken[], histories: Histories): void;
  flush(): void;
  /** Drops what is kept in memory: the transaction was rolled back. */
  forget(): void;
  /** Takes a stream's rows away, so that it can be taken in anew. */
  clear(stream: string): void;
  markStale(stream: string, stale: boolean): void;
};

/** `(stream, revision)`, and whether it is to hold each of them once */
export type Index = { readonly on: string; readonly unique?: boolean };

export type Table = {
  readonly columns: Columns;
  readonly indexes?: readonly Index[];
  /** made when the history is in: an index over rows in another order than they come in doubles the work of building */
  readonly lateIndexes?: readonly Index[];
};

export type Projection<Q = unknown> = {
  readonly name: string;
  /** raised by hand where the digest cannot see that the tables come out otherwise */
  readonly version: number;
  /** of what it makes of known histories: when that changes, it is built anew beside the old tables */
  readonly digest?: string;
  readonly tables: Readonly<Record<string, Table>>;
  /** `table` gives the present name of one of its tables. */
  handler(db: DatabaseSync, table: (name: string) => string): Handler;
  queries(reader: Reader): Q;
};

/** Tables of another version are built anew. */
export const versionOf = ({ version, digest }: Pick<Projection, 'version' | 'digest'>): string =>
  digest === undefined ? String(version) : `${version}_${digest}`;

/** `trusted` leaves the hash for later: the fast building of tables that are inspected afterwards. */
export function taken(event: StoredEvent, trusted = false): Taken {
  const aggregate = findAggregate(event.stream);
  if (!trusted && !hashFits(event)) return { event, aggregate, status: 'damaged', fact: undefined };
  try {
    if (!aggregate) throw new ReleaseTooOld(`${event.stream} is of a kind this release does not know.`);
    return { event, aggregate, status: 'sound', fact: toFact(aggregate, event) };
  } catch (failure) {
    return { event, aggregate, status: 'sound', fact: undefined, failure };
  }
}

/** The fact, or the reason why there is none. */
export function factOf(t: Taken): Fact {
  if (!t.fact) throw t.failure ?? new Error(`${t.event.stream}@${t.event.revision} is ${t.status}`);
  return t.fact;
}

export const needsHistory = (t: Taken): boolean =>
  t.fact !== undefined && t.aggregate !== undefined && amends(t.aggregate, t.event.type);
