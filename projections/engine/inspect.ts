// Looks over what was built fast: every hash is checked, and a stream with a damaged event is taken in anew.
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { hashFits } from '../../eventstore/envelope.ts';
import type { EventStore } from '../../eventstore/port.ts';
import type { Log } from './control.ts';
import { type Generation, saveInspection } from './generation.ts';

type Inspection = {
  db: DatabaseSync;
  store: EventStore;
  /** all inspected through the same position */
  generations: readonly Generation[];
  takeAnew: (g: Generation, stream: string) => Promise<void>;
  log: Log;
  signal: AbortSignal;
};

/** Few at a time: it runs beside people's work and nobody waits for it. */
const PAGE = 100;
const PAGES_BETWEEN_CHECKPOINTS = 50;

export const uninspected = (g: Generation): boolean =>
  g.inspectUntil !== undefined && (g.inspected === undefined || g.inspected < g.inspectUntil);

export async function inspect({ db, store, generations, takeAnew, log, signal }: Inspection): Promise<void> {
  for (let pages = 1; generations.some(uninspected); pages++) {
    const after = generations[0]?.inspected;
    const events = await store.readAll(after === undefined ? { limit: PAGE } : { after, limit: PAGE });
    const damaged = events.filter((e) => !hashFits(e));
    for (const { stream, revision, position } of damaged)
      log.error({ stream, revision, position }, 'an event does not fit its hash');
    for (const stream of new Set(damaged.map((e) => e.stream))) for (const g of generations) await takeAnew(g, stream);
    if (signal.aborted) return;
    for (const g of generations) {
      g.inspected = events[events.length - 1]?.position ?? g.inspectUntil;
      if (!uninspected(g) || pages % PAGES_BETWEEN_CHECKPOINTS === 0) saveInspection(db, g);
    }
    await setImmediate();
  }
}
