// A real PostgreSQL server on loopback for tests and benchmarks: gone when we are (guard.ts).

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { ensurePostgres, type Postgres } from '../../setup/postgres.ts';
import { serverUser } from '../../setup/postgres-user.ts';
import { type GuardedServer, guardServer, withoutPgSettings } from './guarded-server.ts';
import { signalAll } from './process-tree.ts';

const HOST = '127.0.0.1';
const USER = 'ocop';
const READY_WITHIN_MS = 30_000;
const END_WITHIN_MS = 10_000;
const LAST_WORDS = 10;

export type PostgresServer = {
  /** With user and password; `postgres`, the one database there is at first, when none is named. */
  url: (database?: string) => string;
  port: number;
  version: string;
  /** `fast` ends the sessions and writes a checkpoint, `immediate` is a crash. */
  stop: (mode?: 'fast' | 'immediate') => Promise<void>;
  /** Starts it again on the same port and data, after a `stop` or instead of one. */
  restart: () => Promise<void>;
  /** Holds every process of the server: connections stay open and nothing answers. */
  freeze: () => void;
  thaw: () => void;
};

export type PostgresOptions = {
  /** Kept when we end, and used again; without it the data are in a temporary folder that goes when we do. */
  folder?: string;
  port?: number;
  /** Whether a commit waits for the disk. */
  durable?: boolean;
  /** `initdb` and `postgres`; looked for when not given. */
  postgres?: Postgres;
};

/** Starts a server that asks for a password. Throws with its last words when it does not come up. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const { bin, version } = options.postgres ?? (await getPostgres());
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'ocop-postgres-'));
  const password = await createData(bin, folder);
  const port = options.port ?? (await getPort());
  const log = join(folder, 'server.log');
  const guarded = guardServer({
    command: join(bin, 'postgres'),
    args: ['-D', join(folder, 'data'), ...settings({ port, durable: options.durable ?? true })],
    ...serverUser(),
    cwd: folder,
    log,
    remove: options.folder === undefined,
  });
  const signal = (name: NodeJS.Signals): void => {
    const pid = guarded.pid();
    if (pid !== undefined) signalAll(pid, name);
  };
  const start = async (): Promise<void> => {
    await guarded.start();
    await untilReady({ guarded, folder, log });
  };
  const stop = async (mode: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    signal('SIGCONT');
    const tooLong = setTimeout(() => signal('SIGKILL'), END_WITHIN_MS);
    await guarded.end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    clearTimeout(tooLong);
  };
  await start();
  return {
    url: (database = 'postgres') => `postgres://${USER}:${password}@${HOST}:${port}/${database}`,
    port,
    version,
    stop,
    restart: async () => {
      await stop();
      await start();
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  };
}

let found: ReturnType<typeof ensurePostgres> | undefined;

/** What set-up has found for us, or finds now and says so. */
export async function findPostgres(): Promise<Postgres | { missing: string }> {
  const { OCOP_POSTGRES_MISSING: missing, OCOP_POSTGRES_BIN: known } = process.env;
  if (missing) return { missing };
  found ??= ensurePostgres(known ? { announce: () => undefined } : {});
  return found;
}

async function getPostgres(): Promise<Postgres> {
  const postgres = await findPostgres();
  if ('missing' in postgres) throw new Error(postgres.missing);
  return postgres;
}

/** Creates the data once; answers the password, which a folder that is kept holds beside them. */
async function createData(bin: string, folder: string): Promise<string> {
  const passwordFile = join(folder, 'password');
  if (existsSync(join(folder, 'data', 'PG_VERSION'))) return readFileSync(passwordFile, 'utf8');
  const password = randomBytes(18).toString('base64url');
  mkdirSync(folder, { recursive: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = serverUser();
  if (uid !== undefined && gid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, uid, gid);
  const args = ['--no-sync', '--no-instructions', '--encoding=UTF8', '--locale=C', `--username=${USER}`];
  const secret = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-D', join(folder, 'data')];
  const env = { ...withoutPgSettings(process.env), LC_ALL: 'C' };
  await promisify(execFile)(join(bin, 'initdb'), [...args, ...secret], { cwd: folder, env, ...serverUser() });
  return password;
}

function settings({ port, durable }: { port: number; durable: boolean }): string[] {
  const switches = durable ? 'on' : 'off';
  const all = {
    listen_addresses: HOST,
    port,
    unix_socket_directories: '',
    max_connections: 200,
    fsync: switches,
    synchronous_commit: switches,
    full_page_writes: switches,
    lc_messages: 'C',
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

type Starting = { guarded: GuardedServer; folder: string; log: string };

/** The server itself writes into its pid file when it takes connections: nobody has to knock. */
async function untilReady({ guarded, folder, log }: Starting): Promise<void> {
  const pidFile = join(folder, 'data', 'postmaster.pid');
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [];
    if (Number(lines[0]) === guarded.pid() && lines[7]?.trim() === 'ready') return;
    if (guarded.ending()) throw new Error(`PostgreSQL ended while starting (${guarded.ending()}).\n${lastWords(log)}`);
    await pause(10);
  }
  await guarded.end('SIGQUIT');
  throw new Error(`PostgreSQL was not ready within ${READY_WITHIN_MS / 1000} s.\n${lastWords(log)}`);
}

function lastWords(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-LAST_WORDS).join('\n') : '';
}
