import type { EventToAppend, StoredEvent } from './envelope.ts';

export type ExpectedRevision = 'no-stream' | number;

export type AppendResult =
  | { readonly outcome: 'appended'; readonly revision: number; readonly position: string }
  /** `actual` is the stream's last revision, -1 when it does not exist. `on` is the stream that had moved:
   *  the written one, or one the decision was based on. */
  | { readonly outcome: 'conflict'; readonly on: string; readonly actual: number };

export type ReadAll = {
  /** exclusive; from the beginning when absent */
  after?: string;
  limit?: number;
  /** stream name prefixes, case-sensitive and literal */
  prefixes?: readonly string[];
};

export type Subscription = ReadAll & { signal: AbortSignal };

export type Delivery =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  | { readonly kind: 'caught-up'; readonly position: string | undefined };

/**
 * An append-only store of events. Every method either answers or throws `StoreUnavailable` within its time limit;
 * after a throw of `append` the outcome is unknown and the same events may be appended again.
 */
export type EventStore = {
  /** Identity of this store's history: positions mean nothing in another epoch. */
  readonly epoch: string;
  /**
   * Writes all events or none. Revisions must follow `expected`. Where the store can, `basis` (streams and the
   * revisions the decision rested on) is checked in the same transaction.
   * The same bytes appended again at their old revision answer `appended`; other bytes are a conflict.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult>;
  readStream(stream: string, from?: number): Promise<readonly StoredEvent[]>;
  readAll(options?: ReadAll): Promise<readonly StoredEvent[]>;
  /** History after a position, one `caught-up`, then live; each event once. Ends when the signal aborts. */
  subscribe(options: Subscription): AsyncIterable<Delivery>;
  /** Position and hash of the last event. */
  head(): Promise<{ position: string; hash: string } | undefined>;
  /** The event at exactly this position, to check that a checkpoint still fits. */
  at(position: string): Promise<StoredEvent | undefined>;
  close(): Promise<void>;
};

export type StoreFault =
  | 'STORE_UNAVAILABLE'
  | 'STORE_TOO_NEW'
  | 'STORE_LOCKED'
  | 'SQLITE_TOO_OLD'
  | 'STORE_NOT_OURS'
  | 'EVENT_TOO_LARGE';

/** The store cannot be used, or did not answer: an outage, never an answer to a command. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: StoreFault;
  constructor(code: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
