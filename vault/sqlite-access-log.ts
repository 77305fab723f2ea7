import type { DatabaseSync } from 'node:sqlite';
import { type AccessLog, conditionsOf, notedOf } from './access-log.ts';

export const ACCESS_COLUMNS = `(
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  account TEXT NOT NULL,
  stream TEXT NOT NULL,
  what TEXT NOT NULL,
  why TEXT,
  request TEXT NOT NULL
) STRICT`;

/** What was noted is not written over. */
export const ACCESS_KEPT = `CREATE TRIGGER IF NOT EXISTS access_is_only_added_to BEFORE UPDATE ON access
  BEGIN SELECT raise(ABORT, 'the access log is only added to'); END`;

/** @param use does something with the vault's file, and says in the vault's own words what went wrong */
export function sqliteAccessLog(db: DatabaseSync, use: <T>(work: () => T) => T): AccessLog {
  return {
    note: async ({ at, account, stream, what, why = null, request }) =>
      use(() => {
        const insert = 'INSERT INTO access (at, account, stream, what, why, request) VALUES (?, ?, ?, ?, ?, ?)';
        db.prepare(insert).run(at, account, stream, what, why, request);
      }),
    list: async (question) =>
      use(() => {
        const { where, values } = conditionsOf(question, () => '?');
        const all = where === '' ? '1' : where;
        const rows = db
          .prepare(`SELECT * FROM access WHERE ${all} AND no < ? ORDER BY no DESC LIMIT ?`)
          .all(...values, question.before ?? Number.MAX_SAFE_INTEGER, question.limit);
        const { total } = db.prepare(`SELECT count(*) AS total FROM access WHERE ${all}`).get(...values) as {
          total: number;
        };
        return { items: (rows as Parameters<typeof notedOf>[0][]).map(notedOf), total };
      }),
    sweep: async (before) => use(() => Number(db.prepare('DELETE FROM access WHERE at < ?').run(before).changes)),
  };
}
