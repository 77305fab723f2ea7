// The servers of the distributed mode: the store by its URL or the protocol fake, PostgreSQL, and Temporal (its own
// server program on PostgreSQL where set-up has brought one, else the development server).
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '../../activities/shape.ts';
import { type FakeProcess, startFakeProcess } from '../kurrentdb-fake/as-process.ts';
import { type PostgresServer, startPostgres } from '../postgres/postgres.ts';
import { startTemporalOnPostgres } from '../temporal-server/server-on-postgres.ts';
import { NAMESPACE, startServer } from '../temporal-world.ts';

export type Servers = {
  /** what a node needs to find them */
  readonly env: Record<string, string>;
  readonly about: string;
  /** what stands in for KurrentDB, where it does */
  readonly fake: FakeProcess | undefined;
  readonly storeFile: string;
  /** each dies hard and comes back with what it had acknowledged */
  readonly outages: Readonly<Record<string, () => Promise<void>>>;
  stop(): Promise<void>;
};

export async function startServers(folder: string): Promise<Servers> {
  const postgres = await startPostgres();
  const storeFile = join(folder, 'fake.jsonl');
  const store = process.env.KURRENTDB_URL ? undefined : await startFakeProcess({ file: storeFile });
  const temporal = await startTemporal(folder, postgres);
  return {
    env: {
      OCOP_STORE_URL: process.env.KURRENTDB_URL ?? (store?.url as string),
      OCOP_VAULT_URL: postgres.url(),
      OCOP_TEMPORAL_ADDRESS: temporal.address,
      OCOP_ACCOUNTS_KEY: 'c'.repeat(64),
    },
    fake: store,
    storeFile,
    about: `${store ? 'protocol fake' : 'real KurrentDB'}, PostgreSQL ${postgres.version}, ${temporal.about}`,
    outages: {
      ...(store ? { store: () => store.restart() } : {}),
      postgres: async () => {
        await postgres.stop('immediate');
        await postgres.restart();
      },
      temporal: temporal.crash,
    },
    async stop() {
      await temporal.stop();
      await store?.stop();
      await postgres.stop('immediate');
    },
  };
}

type Temporal = { address: string; about: string; crash(): Promise<void>; stop(): Promise<void> };

async function startTemporal(folder: string, postgres: PostgresServer): Promise<Temporal> {
  const binFolder = process.env.OCOP_TEMPORAL_SERVER_BIN;
  if (!binFolder) {
    const server = await startServer({ dbFile: join(folder, 'temporal.sqlite') });
    return {
      ...server,
      about: 'Temporal development server',
      // Its supervisor brings it back.
      crash: async () => void process.kill(server.pid(), 'SIGKILL'),
    };
  }
  const { username, password, hostname, port } = new URL(postgres.url());
  const server = await startTemporalOnPostgres({
    binFolder,
    postgres: { host: hostname, port: Number(port), user: username, password },
    namespace: NAMESPACE,
    searchAttributes: SEARCH_ATTRIBUTES,
    log: () => {},
  });
  return {
    ...server,
    about: 'Temporal on PostgreSQL',
    async crash() {
      server.kill();
      await server.restart();
    },
  };
}
