// A live subscription and the generations it feeds. As many events as are ready share one transaction.
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import type { EventStore } from '../../eventstore/port.ts';
import type { Log } from './control.ts';
import type { Generation } from './generation.ts';
import { type Histories, needsHistory, type Taken, taken } from './projection.ts';
import { takeIn } from './take-in.ts';

export type Feed = {
  /** replaced as a whole when one leaves */
  generations: readonly Generation[];
  readonly caughtUp: boolean;
  readonly fault: string | undefined;
  /** Runs between two batches, so that nothing moves meanwhile. */
  between<T>(work: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

export type FeedParts = {
  db: DatabaseSync;
  store: EventStore;
  log: Log;
  /** most events of one transaction */
  batch: number;
  generations: readonly Generation[];
  /** after every batch, and once the head was reached */
  moved: (feed: Feed) => void;
};

type Job = { run: () => Promise<void>; cancel: () => void };

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5000;

export function startFeed(parts: FeedParts): Feed {
  const { db, store, log } = parts;
  const stopping = new AbortController();
  let buffer: StoredEvent[] = [];
  let jobs: Job[] = [];
  let headReached = false;
  let draining = false;
  let failures = 0;
  let attempt: AbortController | undefined;
  let room: (() => void) | undefined;
  let fault: string | undefined;

  const feed: Feed = {
    generations: parts.generations,
    get caughtUp() {
      return headReached && buffer.length === 0 && fault === undefined;
    },
    get fault() {
      return fault;
    },
    between: (work) =>
      new Promise((resolve, reject) => {
        jobs.push({
          run: () => work().then(resolve, reject),
          cancel: () => reject(new Error('the read models stopped')),
        });
        setImmediate(drain);
      }),
    async stop() {
      stopping.abort();
      endAttempt();
      await done;
    },
  };

  function endAttempt(reason?: unknown): void {
    attempt?.abort(reason);
    room?.();
  }

  async function takeBatch(): Promise<void> {
    const mine = attempt;
    const events = buffer.slice(0, parts.batch).map((e) => taken(e));
    const histories = events.some(needsHistory) ? await historiesOf(store, events) : none;
    if (stopping.signal.aborted || attempt !== mine) return;
    takeIn(db, feed.generations, { events, histories }, log);
    buffer = buffer.slice(events.length);
    failures = 0;
    fault = undefined;
  }

  async function drain(): Promise<void> {
    if (draining) return;
    draining = true;
    try {
      while (!stopping.signal.aborted && (jobs.length > 0 || buffer.length > 0)) {
        const job = jobs.shift();
        if (job) await job.run();
        else await takeBatch();
        if (buffer.length === 0) room?.();
        parts.moved(feed);
      }
    } catch (error) {
      endAttempt(error);
    } finally {
      draining = false;
    }
  }

  async function follow(): Promise<void> {
    attempt = new AbortController();
    const { signal } = attempt;
    const after = feed.generations[0]?.position;
    buffer = [];
    headReached = false;
    for await (const delivery of store.subscribe(after === undefined ? { signal } : { after, signal })) {
      if (signal.aborted) break;
      if (delivery.kind === 'event') {
        if (buffer.push(delivery.event) === 1) setImmediate(drain);
      } else if (!headReached) {
        headReached = true;
        fault = undefined;
        setImmediate(() => parts.moved(feed));
      }
      if (buffer.length >= parts.batch) await roomToCome();
    }
    throw signal.reason ?? new Error('the subscription ended');
  }

  const roomToCome = (): Promise<void> =>
    new Promise((resolve) => {
      room = () => {
        room = undefined;
        resolve();
      };
    });

  async function keepGoing(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        fault = error instanceof Error ? error.message : String(error);
        const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
        log.error({ projections: names(feed), error: fault, wait }, 'the read models stand still and try again');
        await setTimeout(wait, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  const done = keepGoing().finally(() => {
    const waiting = jobs;
    jobs = [];
    for (const job of waiting) job.cancel();
  });
  return feed;
}

const none: Histories = new Map();

export async function historiesOf(store: EventStore, events: readonly Taken[]): Promise<Histories> {
  const streams = [...new Set(events.filter(needsHistory).map((t) => t.event.stream))];
  return new Map(await Promise.all(streams.map(async (s) => [s, await historyOf(store, s)] as const)));
}

export const historyOf = async (store: EventStore, stream: string): Promise<readonly Taken[]> =>
  (await store.readStream(stream)).map((e) => taken(e));

const names = (feed: Feed): string => feed.generations.map((g) => g.projection.name).join(', ');
