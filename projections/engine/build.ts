// Building tables from the whole history, as fast as it goes. Nobody reads them yet and a crash begins anew, so rows
// need no checkpoint; and hashes, the dearest part, are checked afterwards (inspect.ts).
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { EventStore } from '../../eventstore/port.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import { historiesOf } from './feed.ts';
import { createLateIndexes, type Generation, saveCheckpoint, saveInspection, switchTo } from './generation.ts';
import { needsHistory, taken } from './projection.ts';
import { forGeneration } from './take-in.ts';

type Build = {
  db: DatabaseSync;
  store: EventStore;
  generations: readonly Generation[];
  /** events of one transaction */
  page: number;
  signal: AbortSignal;
  switched: (generations: readonly Generation[]) => void;
};

/** Pages of the log between its checkpoints: copying them back less often saves a tenth of the building. */
const LOG_WHILE_BUILDING = 20_000;
const LOG_USUALLY = 1000;

/**
 * Takes in everything up to the head and turns the readers over. Throws on any event that fails: the tables are then
 * to be made anew, event by event.
 */
export async function build(q: Build): Promise<void> {
  q.db.exec(`PRAGMA wal_autocheckpoint=${LOG_WHILE_BUILDING}`);
  try {
    if (await takeInAll(q)) complete(q);
  } finally {
    if (q.db.isOpen) q.db.exec(`PRAGMA wal_autocheckpoint=${LOG_USUALLY}`);
  }
}

/** False when it was stopped before the end. */
async function takeInAll({ db, store, generations, page, signal }: Build): Promise<boolean> {
  for (;;) {
    const after = generations[0]?.position;
    const events = await store.readAll(after === undefined ? { limit: page } : { after, limit: page });
    if (signal.aborted) return false;
    const last = events[events.length - 1];
    if (!last) return true;
    const batch = events.map((e) => taken(e, true));
    const histories = batch.some(needsHistory) ? await historiesOf(store, batch) : new Map();
    if (signal.aborted) return false;
    inTransaction(db, () => {
      for (const g of generations) {
        const own = forGeneration(g, { events: batch, histories });
        g.handler.apply(own.events, own.histories);
      }
    });
    for (const g of generations) {
      g.position = last.position;
      g.hash = last.hash;
    }
    await setImmediate();
  }
}

function complete({ db, generations, switched }: Build): void {
  inTransaction(db, () => {
    for (const g of generations) {
      createLateIndexes(db, g);
      g.handler.flush();
      if (g.position !== undefined && g.hash !== undefined) saveCheckpoint(db, g, g.position, g.hash);
      g.inspectUntil = g.position;
      saveInspection(db, g);
      switchTo(db, g);
    }
  });
  for (const g of generations) g.live = true;
  switched(generations);
}
