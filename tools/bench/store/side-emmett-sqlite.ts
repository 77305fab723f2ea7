import { join } from 'node:path';
import { together } from '../rounds.ts';
import { type EmmettAppend, type EmmettStore, loadRival, type ReadMessagesBatch, toEmmett } from './emmett.ts';
import { inTurn, serve } from './side.ts';

type Connection = { querySingle(sql: string): Promise<Record<string, unknown>> };
type EmmettSqlite = {
  sqliteConnection(options: { fileName: string }): Connection;
  getSQLiteEventStore(options: {
    fileName: string;
    connectionOptions: { singleton: true; connection: Connection };
  }): EmmettStore;
  readMessagesBatch: ReadMessagesBatch<Connection>;
};

const PAGE = 1000;

/**
 * On one connection that stays open. Left to itself the store opens the file for every append, which is several times
 * slower, and fails with SQLITE_BUSY as soon as there are several callers.
 */
serve<EmmettAppend>(async (place) => {
  const emmett = loadRival<EmmettSqlite>(place, '@event-driven-io/emmett-sqlite');
  const fileName = join(place.folder, 'emmett.sqlite');
  const connection = emmett.sqliteConnection({ fileName });
  // It asks for WAL without waiting for the answer, and may not get it.
  await connection.querySingle('PRAGMA journal_mode = WAL');
  await connection.querySingle('PRAGMA synchronous = FULL');
  const { journal_mode: mode } = await connection.querySingle('PRAGMA journal_mode');
  const { synchronous } = await connection.querySingle('PRAGMA synchronous');
  if (mode !== 'wal' || synchronous !== 2) throw new Error(`journal_mode=${mode}, synchronous=${synchronous}`);
  const store = emmett.getSQLiteEventStore({ fileName, connectionOptions: { singleton: true, connection } });
  await store.schema.migrate();

  // Appends that meet on one connection would share a transaction and be answered before it is committed.
  let last: Promise<unknown> = Promise.resolve();
  const append = (one: EmmettAppend): Promise<unknown> => {
    last = last.then(() => store.appendToStream(...one));
    return last;
  };

  return {
    prepare: toEmmett,
    appendAll: (streams, callers) => together(callers, streams, (appends) => inTurn(appends, append)),
    async replay() {
      let count = 0;
      for (let after = 0n; ; ) {
        const { messages, currentGlobalPosition } = await emmett.readMessagesBatch(connection, {
          after,
          batchSize: PAGE,
        });
        count += messages.length;
        if (messages.length < PAGE) return count;
        after = currentGlobalPosition;
      }
    },
  };
});
