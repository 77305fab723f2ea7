// Reading: Kysely writes the SQL, node:sqlite runs it at once. Nothing waits between two reads of one answer,
// so an answer never mixes the tables of before a switch with those after it.

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
  return {
    reader: (projection) => {
      const ask = (sql: string, values: readonly SQLInputValue[]): unknown[] => {
        try {
          return prepare(sql).all(...values);
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
