// The real Temporal server as a supervised child: restarted when it dies, gone when we are (guard.mjs).
import { execFile } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isDatabase, keepDatabaseOfVersion, loseDatabase, SAYS_DAMAGED } from './database-file.ts';
import { isPortFree } from './port-free.ts';
import { portTaken, untilReady } from './readiness.ts';
import { type ServerProcess, spawnServer } from './server-process.ts';
import { TemporalStartError } from './start-error.ts';

const HOST = '127.0.0.1';
const READY_WITHIN_MS = 20_000;
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5000;
const CALLED_STABLE_AFTER_MS = 30_000;
const LOOK_AT_DATABASE_MS = 2000;

export type SearchAttributeType = 'Text' | 'Keyword' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList';

export type TemporalOptions = {
  /** The `temporal` executable, server 1.32 or newer. */
  binary: string;
  /** Where workflows survive a restart; without it they live in memory, a restart begins empty. */
  dbFile?: string | undefined;
  port: number;
  namespace: string;
  /** Applied only when the namespace is first created. */
  searchAttributes: Readonly<Record<string, SearchAttributeType>>;
  /** Settings of the server itself, `name=value`. */
  dynamicConfig?: readonly string[] | undefined;
  /** Lets a test skip the time of one workflow. */
  virtualTime?: boolean | undefined;
  /** What the supervisor has to say, in sentences. */
  log: (line: string) => void;
  /** What the server itself prints, warnings and above. */
  serverLog?: ((line: string) => void) | undefined;
  /** Each time the server answers, the first time included. */
  onUp?: (() => void) | undefined;
  /** Brings Temporal's own web pages. */
  uiPort?: number | undefined;
  readyWithinMs?: number | undefined;
};

export type TemporalServer = {
  address: string;
  /** Of the server process; between a death and a restart that of the dead one. */
  pid: () => number;
  restarts: () => number;
  stop: () => Promise<void>;
};

/** Starts Temporal and keeps it up until `stop()`. Throws TemporalStartError when it does not come up at first. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const { binary, dbFile, port, namespace, log, serverLog, onUp, readyWithinMs = READY_WITHIN_MS } = options;
  const version = await versionOf(binary);
  if (!(await isPortFree(port))) throw portTaken(port);
  if (dbFile) keepDatabaseOfVersion({ dbFile, version, log });

  const command = {
    binary: binary.includes('/') ? resolve(binary) : binary,
    args: argumentsOf(options),
    cwd: dbFile && dirname(dbFile),
    onLine: (line: string) => {
      if (dbFile && SAYS_DAMAGED.test(line)) endDamaged();
      serverLog?.(line);
    },
  };
  const stopping = new AbortController();
  let server = spawnServer(command);
  let pid = 0;
  let restarts = 0;

  /** It would go on for ever with a database that it cannot read. */
  let damaged = false;
  const endDamaged = (): void => {
    damaged = true;
    void server.end();
  };
  const start = (): ServerProcess => {
    if (dbFile && damaged) loseDatabase(dbFile, 'is damaged', log);
    damaged = false;
    return spawnServer(command);
  };

  const comeUp = async (): Promise<void> => {
    await untilReady({ server, host: HOST, port, namespace, withinMs: readyWithinMs });
    pid = server.pid() ?? pid;
    onUp?.();
  };
  const stayUp = async (): Promise<void> => {
    let backoff = FIRST_BACKOFF_MS;
    let upSince = performance.now();
    for (;;) {
      await server.exited;
      if (stopping.signal.aborted) return;
      if (performance.now() - upSince > CALLED_STABLE_AFTER_MS) backoff = FIRST_BACKOFF_MS;
      log(
        `Temporal (process ${pid}) ended: ${server.lastWords().split('\n').at(-1)}; starting it again in ${backoff} ms`,
      );
      await pause(backoff, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
      restarts += 1;
      upSince = performance.now();
      server = start();
      await comeUp().then(
        () => log(`Temporal is up again (process ${pid}) on port ${port}`),
        async (error: Error) => {
          if (!stopping.signal.aborted) log(error.message);
          await server.end();
        },
      );
    }
  };

  try {
    await comeUp().catch(async (error) => {
      if (!damaged) throw error;
      await server.end();
      server = start();
      await comeUp();
    });
  } catch (error) {
    await server.end();
    throw error;
  }
  const supervised = stayUp();
  const watching =
    dbFile &&
    setInterval(() => {
      if (!damaged && !server.hasExited() && !isDatabase(dbFile)) endDamaged();
    }, LOOK_AT_DATABASE_MS).unref();
  const stop = async (): Promise<void> => {
    stopping.abort();
    clearInterval(watching);
    await server.end();
    await supervised;
  };
  return { address: `${HOST}:${port}`, pid: () => pid, restarts: () => restarts, stop };
}

async function versionOf(binary: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(binary, ['--version'], { timeout: 10_000 });
    return stdout.trim();
  } catch (error) {
    throw new TemporalStartError(
      'TEMPORAL_BINARY_MISSING',
      `the Temporal executable ${binary} does not run: ${(error as Error).message}`,
    );
  }
}

function argumentsOf(options: TemporalOptions): string[] {
  const { dbFile, port, namespace, searchAttributes, virtualTime, uiPort, dynamicConfig = [] } = options;
  const dynamic = [
    // A run younger than a second may continue as new at once.
    'history.workflowIdReuseMinimalInterval="0s"',
    // Without the second one each timer passed in virtual time costs a real second.
    ...(virtualTime ? ['frontend.WorkflowTimeSkippingEnabled=true', 'history.timerProcessorMaxTimeShift="10ms"'] : []),
    ...dynamicConfig,
  ];
  return [
    ...['server', 'start-dev', '--ip', HOST, '--port', String(port), '--namespace', namespace],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    // From within its folder: the server takes the name for part of an address, in which # ? % mean something else.
    ...(dbFile ? ['--db-filename', basename(dbFile)] : []),
    ...(dbFile ? ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'] : []),
    ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...dynamic.flatMap((setting) => ['--dynamic-config-value', setting]),
    // What a user has configured for clients elsewhere must not reach this server.
    ...['--disable-config-env', '--disable-config-file'],
  ];
}
