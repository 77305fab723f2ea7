// One building of a projection's tables. A new one grows beside the one that is read, under names of its own; views
// with the plain names show readers the live one, and one transaction turns them to the next.
import type { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '../../eventstore/port.ts';
import { ddlOf } from './columns.ts';
import type { Quarantined, Skipped } from './control.ts';
import { skippedIn } from './interventions.ts';
import { type Handler, type Index, type Projection, versionOf } from './projection.ts';

export type Generation = {
  readonly id: number;
  readonly projection: Projection;
  readonly handler: Handler;
  live: boolean;
  position: string | undefined;
  hash: string | undefined;
  /** what was built fast is looked over afterwards: hashes are checked through `inspected`, to be through `inspectUntil` */
  inspected: string | undefined;
  inspectUntil: string | undefined;
  quarantine: ReadonlyMap<string, Quarantined>;
  skipped: readonly Skipped[];
};

type Row = {
  id: number;
  name: string;
  version: string;
  live: number;
  tables: string;
  epoch: string;
  position: string | null;
  hash: string | null;
  inspected: string | null;
  inspect_until: string | null;
};

const tableName = (name: string, version: string, id: number): string => `${name}_v${version}_${id}`;

export function createGeneration(db: DatabaseSync, projection: Projection, epoch: string): Generation {
  const { name, tables } = projection;
  const version = versionOf(projection);
  const { lastInsertRowid } = db
    .prepare('INSERT INTO generation (name, version, tables, epoch) VALUES (?, ?, ?, ?)')
    .run(name, version, JSON.stringify(Object.keys(tables)), epoch);
  const id = Number(lastInsertRowid);
  for (const [plain, { columns, indexes = [] }] of Object.entries(tables)) {
    const table = tableName(plain, version, id);
    db.exec(`CREATE TABLE ${table} (${ddlOf(columns)}) STRICT`);
    createIndexes(db, table, 'i', indexes);
  }
  return asGeneration(db, projection, readRow(db, id));
}

/** Plain name and present one. */
export const tablesOf = ({ id, projection }: Pick<Generation, 'id' | 'projection'>): [plain: string, table: string][] =>
  Object.keys(projection.tables).map((plain) => [plain, tableName(plain, versionOf(projection), id)]);

export function createLateIndexes(db: DatabaseSync, { id, projection }: Generation): void {
  for (const [plain, { lateIndexes = [] }] of Object.entries(projection.tables))
    createIndexes(db, tableName(plain, versionOf(projection), id), 'l', lateIndexes);
}

function createIndexes(db: DatabaseSync, table: string, kind: string, indexes: readonly Index[]): void {
  indexes.forEach(({ on, unique }, i) => {
    db.exec(`CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${table}_${kind}${i} ON ${table} ${on}`);
  });
}

export function asGeneration(db: DatabaseSync, projection: Projection, row: Row): Generation {
  const generation: Generation = {
    id: row.id,
    projection,
    handler: projection.handler(db, (name) => tableName(name, row.version, row.id)),
    live: row.live === 1,
    position: row.position ?? undefined,
    hash: row.hash ?? undefined,
    inspected: row.inspected ?? undefined,
    inspectUntil: row.inspect_until ?? undefined,
    quarantine: new Map(),
    skipped: [],
  };
  reloadTroubles(db, generation);
  return generation;
}

export function reloadTroubles(db: DatabaseSync, g: Generation): void {
  const quarantined = db
    .prepare('SELECT stream, revision, error FROM quarantine WHERE generation = ? ORDER BY stream')
    .all(g.id) as Quarantined[];
  g.quarantine = new Map(quarantined.map((q) => [q.stream, { ...q }]));
  g.skipped = skippedIn(db, g.projection);
}

export const readRows = (db: DatabaseSync): Row[] => db.prepare('SELECT * FROM generation ORDER BY id').all() as Row[];
const readRow = (db: DatabaseSync, id: number): Row =>
  db.prepare('SELECT * FROM generation WHERE id = ?').get(id) as Row;

/** Whether its checkpoint stands in this store: otherwise it speaks of another history. */
export async function fits(store: EventStore, row: Row): Promise<boolean> {
  if (row.epoch !== store.epoch) return false;
  if (row.position === null) return true;
  return (await store.at(row.position))?.hash === row.hash;
}

export function saveCheckpoint(db: DatabaseSync, g: Pick<Generation, 'id'>, position: string, hash: string): void {
  db.prepare('UPDATE generation SET position = ?, hash = ? WHERE id = ?').run(position, hash, g.id);
}

export function saveInspection(db: DatabaseSync, g: Generation): void {
  db.prepare('UPDATE generation SET inspected = ?, inspect_until = ? WHERE id = ?').run(
    g.inspected ?? null,
    g.inspectUntil ?? null,
    g.id,
  );
}

/** Turns the readers to this generation and takes away those before it. Call inside a transaction. */
export function switchTo(db: DatabaseSync, g: Generation): void {
  const { name } = g.projection;
  for (const row of readRows(db)) if (row.name === name && row.id !== g.id) dropGeneration(db, row);
  for (const [plain, table] of tablesOf(g)) {
    db.exec(`DROP VIEW IF EXISTS ${plain}`);
    db.exec(`CREATE VIEW ${plain} AS SELECT * FROM ${table}`);
  }
  db.prepare('UPDATE generation SET live = 1 WHERE id = ?').run(g.id);
}

export function dropGeneration(db: DatabaseSync, row: Pick<Row, 'id' | 'version' | 'live' | 'tables'>): void {
  for (const plain of JSON.parse(row.tables) as string[]) {
    if (row.live === 1) db.exec(`DROP VIEW IF EXISTS ${plain}`);
    db.exec(`DROP TABLE IF EXISTS ${tableName(plain, row.version, row.id)}`);
  }
  db.prepare('DELETE FROM generation WHERE id = ?').run(row.id);
  db.prepare('DELETE FROM quarantine WHERE generation = ?').run(row.id);
}

export function dropById(db: DatabaseSync, id: number): void {
  const row = db.prepare('SELECT * FROM generation WHERE id = ?').get(id) as Row | undefined;
  if (row) dropGeneration(db, row);
}
