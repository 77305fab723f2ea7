// Reading: Kysely writes the SQL, node:sqlite runs it at once. Nothing waits between two reads of one answer,
// so an answer never mixes the tables of before a switch with those after it. What was found is found again while
// nobody has committed anything since: an office asks the same far more often than something changes.

import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { ReadModelBuilding } from './control.ts';

export type Reader = {
  all<T>(sql: string, ...values: readonly SQLInputValue[]): readonly T[];
  get<T>(sql: string, ...values: readonly SQLInputValue[]): T | undefined;
  /** Runs what Kysely compiled. */
  run<T>(query: CompiledQuery<T>): readonly T[];
};

export type ReaderConnection = { reader(projection: string): Reader; close(): void };

const MAX_STATEMENTS = 200;
const MAX_FOUND = 2000;
/** More rows than a page of any list has are read anew: they would keep too much in memory. */
const MAX_ROWS = 500;

export function openReader(file: string): ReaderConnection {
  const db = new DatabaseSync(file, { readOnly: true });
  db.exec('PRAGMA busy_timeout=2000; PRAGMA cache_size=-16000');
  const known = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = known.get(sql) ?? db.prepare(sql);
    if (known.size >= MAX_STATEMENTS) known.clear();
    known.set(sql, statement);
    return statement;
  };
  const found = new Map<string, readonly unknown[]>();
  const versionNow = db.prepare('PRAGMA data_version');
  let version: unknown;
  let looked = false;
  /** Once for all that is read before anybody else has a turn. */
  function forgetWhatChanged(): void {
    if (looked) return;
    const now = versionNow.get()?.data_version;
    if (now !== version) found.clear();
    version = now;
    // Only now: a look that failed has told nothing.
    looked = true;
    queueMicrotask(() => {
      looked = false;
    });
  }
  function rowsOf(sql: string, values: readonly SQLInputValue[]): readonly unknown[] {
    forgetWhatChanged();
    const question = `${sql}${JSON.stringify(values)}`;
    const known = found.get(question);
    if (known) return known;
    const rows = prepare(sql).all(...values);
    if (rows.length > MAX_ROWS) return rows;
    if (found.size >= MAX_FOUND) found.clear();
    // Several answers share them.
    for (const row of rows) Object.freeze(row);
    found.set(question, Object.freeze(rows));
    return rows;
  }
  return {
    reader: (projection) => {
      const ask = (sql: string, values: readonly SQLInputValue[]): readonly unknown[] => {
        try {
          return rowsOf(sql, values);
        } catch (cause) {
          // The tables are not there yet, or still those of an older release.
          if (/no such (table|column)/.test((cause as Error).message))
            throw new ReadModelBuilding(projection, { cause });
          throw cause;
        }
      };
      return {
        all: <T>(sql: string, ...values: readonly SQLInputValue[]) => ask(sql, values) as T[],
        get: <T>(sql: string, ...values: readonly SQLInputValue[]) => ask(sql, values)[0] as T | undefined,
        run: <T>(query: CompiledQuery<T>) => ask(query.sql, query.parameters as SQLInputValue[]) as T[],
      };
    },
    close: () => db.close(),
  };
}

/** Builds queries and cannot run any. */
export const queryBuilder = <DB>(): Kysely<DB> =>
  new Kysely<DB>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
