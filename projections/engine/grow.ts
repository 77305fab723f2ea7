// New tables from the beginning: fast where every event goes in, else event by event with what fails in quarantine.
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { type EventStore, StoreError } from '../../eventstore/port.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import { build } from './build.ts';
import type { Log } from './control.ts';
import { isOutage } from './file.ts';
import { createGeneration, createLateIndexes, dropById, type Generation } from './generation.ts';
import type { Projection } from './projection.ts';

type Growing = {
  db: DatabaseSync;
  store: EventStore;
  log: Log;
  page: number;
  signal: AbortSignal;
  projections: readonly Projection[];
  /** they exist and are being filled, or why they are not */
  growing: (generations: readonly Generation[], fault?: string) => void;
  /** readers see them now: called in the same turn */
  switched: (generations: readonly Generation[]) => void;
  /** feeds them from the beginning until they have caught up and are switched to */
  feedUntilSwitched: (generations: readonly Generation[]) => Promise<void>;
};

const WAIT_MS = 1000;

export async function grow(q: Growing): Promise<void> {
  let fast = true;
  while (!q.signal.aborted) {
    let generations: readonly Generation[] = [];
    try {
      generations = inTransaction(q.db, () => q.projections.map((p) => createGeneration(q.db, p, q.store.epoch)));
      q.growing(generations);
      if (!fast) {
        for (const g of generations) createLateIndexes(q.db, g);
        return await q.feedUntilSwitched(generations);
      }
      await build({ ...q, generations });
      return;
    } catch (error) {
      if (q.signal.aborted) return;
      const outage = error instanceof StoreError || isOutage(error);
      const fault = error instanceof Error ? error.message : String(error);
      q.log.error(
        { projections: q.projections.map((p) => p.name), error: fault },
        outage ? 'building a read model failed and is tried again' : 'an event failed: building goes on event by event',
      );
      q.growing(generations, fault);
      fast &&= outage;
      if (outage) await setTimeout(WAIT_MS, undefined, { signal: q.signal }).catch(() => {});
      if (!q.signal.aborted) discard(q.db, generations);
    }
  }
}

/** Where even that fails, the next start drops them. */
function discard(db: DatabaseSync, generations: readonly Generation[]): void {
  try {
    inTransaction(db, () => {
      for (const g of generations) dropById(db, g.id);
    });
  } catch (error) {
    if (!isOutage(error)) throw error;
  }
}
