import { randomUUID } from 'node:crypto';
import { type AccessLog, conditionsOf, notedOf } from './access-log.ts';
import type { PostgresConnection } from './postgres-connection.ts';

export const ACCESS_TABLE = `
  CREATE TABLE IF NOT EXISTS ocop.vault_access (
    no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    stream text COLLATE "C" NOT NULL,
    what text NOT NULL,
    why text,
    request text NOT NULL,
    entry uuid NOT NULL UNIQUE
  )`;

type Row = Parameters<typeof notedOf>[0];

export function postgresAccessLog({ run }: Pick<PostgresConnection, 'run'>): AccessLog {
  return {
    async note({ at, account, stream, what, why = null, request }) {
      // Where a connection broke, the first attempt may have noted it.
      const text = `INSERT INTO ocop.vault_access (at, account, stream, what, why, request, entry)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (entry) DO NOTHING`;
      const values = [at, account, stream, what, why, request, randomUUID()];
      await run((client) => client.query({ name: 'note-access', text, values }));
    },
    async list(question) {
      const { where, values } = conditionsOf(question, (n) => `$${n}`);
      const all = where === '' ? 'true' : where;
      const after = `no < $${values.length + 1} ORDER BY no DESC LIMIT $${values.length + 2}`;
      const page = await run((client) =>
        client.query<Row>(`SELECT * FROM ocop.vault_access WHERE ${all} AND ${after}`, [
          ...values,
          question.before ?? Number.MAX_SAFE_INTEGER,
          question.limit,
        ]),
      );
      const count = await run((client) =>
        client.query<{ total: number }>(`SELECT count(*)::int AS total FROM ocop.vault_access WHERE ${all}`, values),
      );
      return { items: page.rows.map(notedOf), total: count.rows[0]?.total ?? 0 };
    },
    async sweep(before) {
      const { rowCount } = await run((client) => client.query('DELETE FROM ocop.vault_access WHERE at < $1', [before]));
      return rowCount ?? 0;
    },
  };
}
