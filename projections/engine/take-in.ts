// Events into tables: rows and checkpoint in one transaction. An event that fails takes its own stream out of that
// projection and nothing else.
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../sqlite/transaction.ts';
import type { Log } from './control.ts';
import { isOutage } from './file.ts';
import { type Generation, reloadTroubles, saveCheckpoint } from './generation.ts';
import type { Histories, Taken } from './projection.ts';

type Batch = { readonly events: readonly Taken[]; readonly histories: Histories };

/** Takes a batch into every generation that has not had it. Throws only on an outage; then nothing was written. */
export function takeIn(db: DatabaseSync, generations: readonly Generation[], batch: Batch, log: Log): void {
  const last = batch.events[batch.events.length - 1];
  if (!last) return;
  const { position, hash } = last.event;
  const checkpoint = (g: Generation) => saveCheckpoint(db, g, position, hash);
  try {
    inTransaction(db, () => {
      for (const g of generations) {
        const { events, histories } = forGeneration(g, batch);
        g.handler.apply(events, histories);
        g.handler.flush();
        checkpoint(g);
      }
    });
  } catch (error) {
    for (const g of generations) g.handler.forget();
    if (isOutage(error)) throw error;
    oneByOne(db, generations, batch, log, checkpoint);
  }
  for (const g of generations) {
    g.position = position;
    g.hash = hash;
  }
}

/** Takes a stream in anew, up to where the generation stands: what was said of it has changed. */
export function takeStreamAnew(db: DatabaseSync, g: Generation, history: readonly Taken[], log: Log): void {
  const stream = history[0]?.event.stream;
  if (stream === undefined) return;
  const events = history.filter((t) => g.position !== undefined && t.event.position <= g.position);
  g.handler.forget();
  oneByOne(db, [g], { events, histories: new Map([[stream, history]]) }, log, () => {}, stream);
}

function oneByOne(
  db: DatabaseSync,
  generations: readonly Generation[],
  batch: Batch,
  log: Log,
  after: (g: Generation) => void,
  anew?: string,
): void {
  try {
    inTransaction(db, () => {
      for (const g of generations) {
        if (anew !== undefined) release(db, g, anew);
        const { events, histories } = forGeneration(g, batch);
        for (const t of events) if (!g.quarantine.has(t.event.stream)) takeOne(db, g, t, histories, log);
        after(g);
      }
    });
  } catch (error) {
    for (const g of generations) {
      g.handler.forget();
      reloadTroubles(db, g);
    }
    throw error;
  }
}

function takeOne(db: DatabaseSync, g: Generation, t: Taken, histories: Histories, log: Log): void {
  db.exec('SAVEPOINT one');
  try {
    g.handler.apply([t], histories);
    g.handler.flush();
  } catch (error) {
    if (isOutage(error)) throw error;
    db.exec('ROLLBACK TO one');
    g.handler.forget();
    quarantine(db, g, t, error, log);
  }
  db.exec('RELEASE one');
}

function quarantine(db: DatabaseSync, g: Generation, { event }: Taken, cause: unknown, log: Log): void {
  const { stream, revision } = event;
  const error = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  db.prepare('INSERT INTO quarantine (generation, stream, revision, error) VALUES (?, ?, ?, ?)').run(
    g.id,
    stream,
    revision,
    error,
  );
  g.quarantine = new Map([...g.quarantine, [stream, { stream, revision, error }]]);
  g.handler.markStale(stream, true);
  log.error(
    { projection: g.projection.name, stream, revision, type: event.type, error },
    'an event could not be taken in: its stream stands still in this read model',
  );
}

function release(db: DatabaseSync, g: Generation, stream: string): void {
  db.prepare('DELETE FROM quarantine WHERE generation = ? AND stream = ?').run(g.id, stream);
  g.quarantine = new Map([...g.quarantine].filter(([s]) => s !== stream));
  g.handler.clear(stream);
}

/** What a generation still has to take in, with the events somebody had it skip. */
export function forGeneration(g: Generation, { events, histories }: Batch): Batch {
  if (g.quarantine.size === 0 && g.skipped.length === 0) return { events, histories };
  const skips = new Set(g.skipped.map((s) => `${s.stream}@${s.revision}`));
  const asSkipped = (t: Taken): Taken =>
    skips.has(`${t.event.stream}@${t.event.revision}`) ? { ...t, status: 'skipped', fact: undefined } : t;
  return {
    events: events.filter((t) => !g.quarantine.has(t.event.stream)).map(asSkipped),
    histories: new Map([...histories].map(([stream, history]) => [stream, history.map(asSkipped)])),
  };
}
