import { together } from '../rounds.ts';
import { type EmmettAppend, type EmmettStore, loadRival, POOL, type ReadMessagesBatch, toEmmett } from './emmett.ts';
import { inTurn, serve } from './side.ts';

type Pool = { query(sql: string): Promise<{ rows: Record<string, string>[] }> };
type Pg = { Pool: new (options: { connectionString: string; max: number; idleTimeoutMillis: number }) => Pool };
type Dumbo = { dumbo(options: { connectionString: string; pool: Pool }): { execute: object } };
type EmmettPostgresql = {
  getPostgreSQLEventStore(url: string, options: { connectionOptions: { pool: Pool } }): EmmettStore;
  readMessagesBatch: ReadMessagesBatch<object>;
};

/**
 * More than are ever written. Pages go by global position and rows come in the order of their transactions, so where
 * appends ran side by side a reader of pages misses some events and gets others twice; and every page sorts the table.
 */
const ALL = 100_000_000;

serve<EmmettAppend>(async (place) => {
  const { Pool } = loadRival<Pg>(place, 'pg');
  const { dumbo } = loadRival<Dumbo>(place, '@event-driven-io/dumbo');
  const emmett = loadRival<EmmettPostgresql>(place, '@event-driven-io/emmett-postgresql');
  const connectionString = place.url ?? '';
  const pool = new Pool({ connectionString, max: POOL, idleTimeoutMillis: 0 });
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pool.query(`SHOW ${setting}`);
    if (rows[0]?.[setting] !== 'on') throw new Error(`${setting} is not on`);
  }
  const store = emmett.getPostgreSQLEventStore(connectionString, { connectionOptions: { pool } });
  await store.schema.migrate();
  const { execute } = dumbo({ connectionString, pool });

  return {
    prepare: toEmmett,
    appendAll: (streams, callers) =>
      together(callers, streams, (appends) => inTurn(appends, (one) => store.appendToStream(...one))),
    replay: async () => (await emmett.readMessagesBatch(execute, { after: 0n, batchSize: ALL })).messages.length,
  };
});
