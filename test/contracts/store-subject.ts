import type { EventStore } from '../../eventstore/port.ts';

/** A store as the contract suite drives it. It may hold other things already: the suite uses stream names of its own. */
export type StoreSubject = {
  readonly name: string;
  /** A connection to the store under test: the same store each time within one suite. The suite closes what it opens. */
  open(): Promise<EventStore>;
  /** several connections may be open at once (several nodes); an embedded store has one process */
  readonly manyNodes: boolean;
  /** `basis` is checked in the transaction that writes */
  readonly checksBasis: boolean;
  /** ms within which every method answers or throws `StoreError` */
  readonly timeLimitMs: number;
  /**
   * Provoked trouble; absent where it cannot be provoked from outside. Each runs `work` while the trouble lasts and
   * ends it afterwards, also when `work` throws.
   */
  readonly trouble?: {
    /** the store takes requests, also on connections that are open, and answers nothing */
    silence?<T>(work: () => Promise<T>): Promise<T>;
    /** the next `times` appends are committed, but their reply is lost */
    loseReplies?<T>(times: number, work: () => Promise<T>): Promise<T>;
  };
};
