// Temporal as it runs in production, its own server program on PostgreSQL, from plain processes. Not supervised: a
// suite says when it is killed and when it comes back. Gone when we are (cli/temporal/guard.ts).
import { join } from 'node:path';
import type { SearchAttributeType } from '../../cli/temporal/dev-server.ts';
import { untilReady } from '../../cli/temporal/readiness.ts';
import { type ServerProcess, spawnServer } from '../../cli/temporal/server-process.ts';
import { prepareDatabases } from './databases.ts';
import { registerNamespace } from './namespace.ts';
import { HOST, type PostgresAddress, serverSettings } from './settings.ts';

const EXE = process.platform === 'win32' ? '.exe' : '';
const READY_WITHIN_MS = 60_000;
/** There from the first start on. */
const SYSTEM_NAMESPACE = 'temporal-system';

export type OnPostgresOptions = {
  /** Holds `temporal-server` and `temporal-sql-tool` (setup/temporal-server.ts). */
  binFolder: string;
  /** A user who may create databases. */
  postgres: PostgresAddress;
  namespace: string;
  searchAttributes: Readonly<Record<string, SearchAttributeType>>;
  /** What is done, in sentences with how long it took. */
  log: (line: string) => void;
};

export type TemporalOnPostgres = {
  address: string;
  stop(): Promise<void>;
  /** SIGKILL, at once; throws when there is no server. */
  kill(): void;
  /** On the same ports, after a `kill` or a `stop` or instead of one; returns when it answers. */
  restart(): Promise<void>;
};

export async function startTemporalOnPostgres(options: OnPostgresOptions): Promise<TemporalOnPostgres> {
  const { binFolder, postgres, namespace, searchAttributes, log } = options;
  const program = (name: string): string => join(binFolder, `${name}${EXE}`);
  const telling = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    log(`Temporal on PostgreSQL: ${what} (${Math.round(performance.now() - started)} ms)`);
    return result;
  };

  await telling('databases and schemas are there', () =>
    prepareDatabases({ sqlTool: program('temporal-sql-tool'), postgres }),
  );
  const settings = await serverSettings(postgres);
  const port = Number(settings.FRONTEND_GRPC_PORT);
  const address = `${HOST}:${port}`;
  const start = async (awaited: string): Promise<ServerProcess> => {
    const started = spawnServer({
      binary: program('temporal-server'),
      args: ['--allow-no-auth', 'start'],
      env: settings,
    });
    try {
      await untilReady({ server: started, host: HOST, port, namespace: awaited, withinMs: READY_WITHIN_MS });
      return started;
    } catch (error) {
      await started.end();
      throw error;
    }
  };

  let server = await telling(`the server answers on ${address}`, () => start(SYSTEM_NAMESPACE));
  try {
    await telling(`namespace ${namespace} is registered`, () =>
      registerNamespace({ address, namespace, searchAttributes }),
    );
  } catch (error) {
    await server.end();
    throw error;
  }
  return {
    address,
    stop: () => server.end(),
    kill: () => {
      const pid = server.pid();
      if (pid === undefined || server.hasExited()) throw new Error('there is no server to be killed');
      process.kill(pid, 'SIGKILL');
    },
    restart: async () => {
      await server.end();
      server = await telling(`the server answers again on ${address}`, () => start(namespace));
    },
  };
}
