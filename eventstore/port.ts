import { CodedError } from '../domain/kernel/coded-error.ts';
import type { EventToAppend, StoredEvent } from './envelope.ts';

export type ExpectedRevision = 'no-stream' | number;

/** `position` is that of the batch's last event, also where the append is a repeat. */
export type AppendResult =
  | { readonly outcome: 'appended'; readonly revision: number; readonly position: string }
  /** `actual` is the stream's last revision, -1 when it does not exist. `on` is the stream that had moved:
   *  the written one, or one the decision was based on. */
  | { readonly outcome: 'conflict'; readonly on: string; readonly actual: number };

export type ReadAll = {
  /** exclusive; from the beginning when absent */
  after?: string;
  /** Without it one page of the store's own size is read, not everything; with it, a shorter page means the end. */
  limit?: number;
  /** stream name prefixes, case-sensitive and literal */
  prefixes?: readonly string[];
};

/** An event of a stream, known by its hash. */
export type Place = { readonly revision: number; readonly hash: string };

export type Subscription = ReadAll & { signal: AbortSignal };

export type Delivery =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** everything up to here was seen, though no event need stand here; undefined: the store is empty */
  | { readonly kind: 'caught-up'; readonly position: string | undefined };

/**
 * An append-only store of events. Every method either answers or throws `StoreError` within its time limit;
 * after a throw of `append` the outcome is unknown and the same events may be appended again.
 */
export type EventStore = {
  /** Identity of this store's history: positions mean nothing in another epoch. */
  readonly epoch: string;
  /** An append is refused where a stream of its `basis` has moved: then no cached fold can admit what is no longer so. */
  readonly checksBasis: boolean;
  /**
   * Writes all events or none. Revisions must follow `expected`. Where the store `checksBasis`, the streams and
   * revisions the decision rested on are checked in the same transaction.
   * The same bytes appended again at their old revision answer `appended`; other bytes are a conflict.
   * An empty batch, a `$` name, or events that do not follow `expected` are the caller's mistake: an `Error`.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult>;
  readStream(stream: string, from?: number): Promise<readonly StoredEvent[]>;
  /**
   * What a stream got after an event of it; undefined where it does not hold that event there, or not any more. What is
   * known is not read again: a look at a stream that stands still costs the same however large its last event is.
   */
  readAfter(stream: string, known: Place): Promise<readonly StoredEvent[] | undefined>;
  readAll(options?: ReadAll): Promise<readonly StoredEvent[]>;
  /** History after a position, one `caught-up`, then live; each event once. Ends when the signal aborts. */
  subscribe(options: Subscription): AsyncIterable<Delivery>;
  /** Position and hash of the last event. */
  head(): Promise<{ position: string; hash: string } | undefined>;
  /** The event at exactly this position, to check that a checkpoint still fits; undefined for what is none. */
  at(position: string): Promise<StoredEvent | undefined>;
  /**
   * Takes over events of another store exactly as they are, in this order, without judging what they rested on:
   * `ocop import` alone. Each must be the next of its stream; the first that is not is a conflict, and those before
   * it may have been taken over. Repeating it is safe.
   */
  adopt(events: readonly EventToAppend[]): Promise<AppendResult>;
  /** Writes where nobody reads, to learn whether appends would be taken; does nothing where only an append can tell. */
  probeWrite(): Promise<void>;
  /** What was once noted of this store beside its events: durable, and never taken back. */
  marks(): Promise<ReadonlySet<string>>;
  mark(name: string): Promise<void>;
  /** What is wrong with the medium itself, in sentences; empty when nothing is, or when only the server could know. */
  inspect(): Promise<readonly string[]>;
  close(): Promise<void>;
};

export type StoreFault =
  /** silent, out of reach, or the disk failed: try again later */
  | 'STORE_UNAVAILABLE'
  /** no space left; reading goes on, and writing does by itself once there is space */
  | 'STORE_FULL'
  | 'STORE_READ_ONLY'
  /** the file is not what SQLite wrote: restore a backup */
  | 'STORE_DAMAGED'
  | 'STORE_LOCKED'
  | 'STORE_NOT_OURS'
  /** written by a newer release */
  | 'STORE_TOO_NEW'
  | 'SQLITE_TOO_OLD'
  /** what was read before is not there any more: a backup was restored under the running process */
  | 'STORE_REPLACED'
  | 'STORE_URL_INVALID'
  | 'STORE_TLS_MISMATCH'
  | 'STORE_CREDENTIALS_WRONG'
  | 'STORE_RIGHTS_MISSING'
  | 'STORE_SERVER_TOO_OLD'
  | 'EVENT_TOO_LARGE';

/** The store cannot be used, or did not answer: an outage, never an answer to a command. */
export class StoreError extends CodedError<StoreFault> {}
