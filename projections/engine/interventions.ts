// What people had done to read models. A skip holds for the version it was given for: the next one tries again.
import type { DatabaseSync } from 'node:sqlite';
import type { Intervention, Skipped } from './control.ts';
import { type Projection, versionOf } from './projection.ts';

const SHOWN = 50;

type Row = { name: string; what: string; stream: string | null; revision: number | null; reason: string | null };

export function recordIntervention(
  db: DatabaseSync,
  projection: Projection,
  { what, stream = null, revision = null, reason = null, at, by }: Nullable<Omit<Intervention, 'name'>>,
): void {
  db.prepare(
    'INSERT INTO intervention (name, version, what, stream, revision, reason, at, by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(projection.name, versionOf(projection), what, stream, revision, reason, at, by);
}

type Nullable<T> = { [K in keyof T]: T[K] | ([undefined] extends [T[K]] ? null : never) };

export const skippedIn = (db: DatabaseSync, projection: Projection): readonly Skipped[] =>
  (
    db
      .prepare(
        `SELECT stream, revision, reason, at, by FROM intervention
         WHERE what = 'skip' AND name = ? AND version = ? ORDER BY at, stream`,
      )
      .all(projection.name, versionOf(projection)) as Skipped[]
  ).map((s) => ({ ...s }));

export const latestInterventions = (db: DatabaseSync): readonly Intervention[] =>
  (
    db
      .prepare(`SELECT name, what, stream, revision, reason, at, by FROM intervention ORDER BY id DESC LIMIT ${SHOWN}`)
      .all() as Row[]
  ).map((row) => Object.fromEntries(Object.entries(row).filter(([, v]) => v !== null)) as Intervention);
