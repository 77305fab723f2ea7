import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, onTestFinished, test } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from '../postgres/postgres.ts';

export type OnPostgres = {
  server: () => PostgresServer;
  /** The address of a database that is empty, and belongs to this test until it ends. */
  emptyDatabase: () => Promise<string>;
  /** Asks as the owner of everything, in that database. */
  ask: (url: string, text: string) => Promise<Record<string, unknown>[]>;
};

/** Tests with one PostgreSQL server of their own; where there is none it is seen that they were not run. */
export async function describeOnPostgres(name: string, tests: (on: OnPostgres) => void): Promise<void> {
  const found = await findPostgres();
  if ('missing' in found) {
    test.skip(`${name}, PostgreSQL: not verified (${found.missing})`);
    return;
  }
  describe(`${name}, PostgreSQL ${found.version}`, () => {
    let server: PostgresServer;
    // Emptying one is much faster than creating one.
    const free: string[] = [];
    beforeAll(async () => {
      server = await startPostgres({ postgres: found });
    }, 60_000);
    afterAll(() => server?.stop('immediate'), 30_000);
    const ask = async (url: string, text: string) => {
      const client = new Client(url);
      await client.connect();
      try {
        return (await client.query(text)).rows as Record<string, unknown>[];
      } finally {
        await client.end();
      }
    };
    const createDatabase = async () => {
      const database = `vault_${randomUUID().replaceAll('-', '')}`;
      await ask(server.url(), `CREATE DATABASE ${database}`);
      return database;
    };
    tests({
      server: () => server,
      ask,
      emptyDatabase: async () => {
        const database = free.pop() ?? (await createDatabase());
        onTestFinished(() => void free.push(database));
        const url = server.url(database);
        await ask(url, 'DROP SCHEMA IF EXISTS ocop, public CASCADE; CREATE SCHEMA public');
        return url;
      },
    });
  });
}
