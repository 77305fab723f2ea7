import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { Client, Connection } from '@temporalio/client';
import getPort from 'get-port';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepLoopbackDirect } from '../../settings/loopback.ts';
import { startTemporal, type TemporalOptions, type TemporalServer } from './dev-server.ts';
import { isPortFree } from './port-free.ts';

const BINARY = process.env.OCOP_TEMPORAL_BINARY ?? 'temporal';
const GONE = { timeout: 5000, interval: 50 };
const BACK = { timeout: 15_000, interval: 100 };

let folder: string;
let said: string[];
let running: TemporalServer[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-temporal-'));
  said = [];
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: Partial<TemporalOptions> = {}): Promise<TemporalServer> {
  const server = await startTemporal({
    binary: BINARY,
    port: await getPort(),
    namespace: 'ocop',
    searchAttributes: { OcopStep: 'Keyword', OcopDueAt: 'Datetime' },
    log: (line) => said.push(line),
    ...options,
  });
  running.push(server);
  return server;
}

async function withClient<T>(address: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await ask(new Client({ connection, namespace: 'ocop' }));
  } finally {
    await connection.close();
  }
}

describe('the Temporal server as a supervised child', () => {
  test('comes up, answers with its search attributes, and leaves nothing when stopped', async () => {
    let ups = 0;
    const server = await start({ virtualTime: true, onUp: () => (ups += 1) });
    const attributes = await withClient(server.address, ({ connection }) =>
      connection.operatorService.listSearchAttributes({ namespace: 'ocop' }),
    );
    expect(Object.keys(attributes.customAttributes)).toEqual(expect.arrayContaining(['OcopStep', 'OcopDueAt']));
    expect(ups).toBe(1);

    const processes = [server.pid(), parentOf(server.pid())];
    await server.stop();
    expect(processes.filter(isAlive)).toEqual([]);
    expect(await isPortFree(Number(server.address.split(':')[1]))).toBe(true);
    expect(server.restarts()).toBe(0);
  }, 20_000);

  test('whose database file was emptied under it begins with an empty one, by itself', async () => {
    const dbFile = join(folder, 'temporal.db');
    const server = await start({ dbFile });
    const begin = ({ workflow }: Client) =>
      workflow.start('waitForEver', { workflowId: 'product-cycle/1', taskQueue: 'nobody' });
    await withClient(server.address, begin);
    truncateSync(dbFile);
    const restartsWhenBegun = () =>
      withClient(server.address, begin).then(
        () => server.restarts(),
        () => -1,
      );
    await expect.poll(restartsWhenBegun, { timeout: 25_000, interval: 500 }).toBeGreaterThan(0);
    expect(said.join()).toContain('the event store sets its workflows going again');
  }, 60_000);

  test('whose database file was overwritten inside while it was down begins with an empty one', async () => {
    const dbFile = join(folder, 'temporal.db');
    await (await start({ dbFile })).stop();
    // Killed, it leaves most of it in the log.
    const db = new DatabaseSync(dbFile);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const pages = Buffer.alloc(statSync(dbFile).size - 4096, 0xa5);
    expect(pages.length).toBeGreaterThan(100_000);
    const fd = openSync(dbFile, 'r+');
    writeSync(fd, pages, 0, pages.length, 4096);
    closeSync(fd);
    const server = await start({ dbFile });
    await withClient(server.address, ({ workflow }) =>
      workflow.start('waitForEver', { workflowId: 'product-cycle/1', taskQueue: 'nobody' }),
    );
    expect(said.join()).toContain('is damaged and is deleted; the event store sets its workflows going again');
  }, 60_000);

  test('is started again on the same port when it is killed, and the database file keeps what was begun', async () => {
    let ups = 0;
    const server = await start({ dbFile: join(folder, 'temporal.db'), onUp: () => (ups += 1) });
    await withClient(server.address, ({ workflow }) =>
      workflow.start('waitForEver', { workflowId: 'product-cycle/1', taskQueue: 'nobody' }),
    );
    const first = server.pid();
    process.kill(first, 'SIGKILL');
    await expect.poll(() => ups, BACK).toBe(2);

    expect(server.restarts()).toBe(1);
    expect(server.pid()).not.toBe(first);
    const { status } = await withClient(server.address, ({ workflow }) =>
      workflow.getHandle('product-cycle/1').describe(),
    );
    expect(status.name).toBe('RUNNING');
    expect(said.join('\n')).toMatch(/ended.*SIGKILL.*\n.*up again/);
  }, 30_000);

  test('is found beside a proxy, and keeps its file in a folder whose name means something in an address', async () => {
    const odd = join(folder, 'a#b?c%20d');
    mkdirSync(odd);
    const { no_proxy } = process.env;
    process.env.http_proxy = 'http://127.0.0.1:9';
    keepLoopbackDirect(process.env);
    try {
      const server = await start({ dbFile: join(odd, 'temporal.db') });
      await withClient(server.address, ({ connection }) =>
        connection.workflowService.describeNamespace({ namespace: 'ocop' }),
      );
    } finally {
      delete process.env.http_proxy;
      if (no_proxy === undefined) delete process.env.no_proxy;
      else process.env.no_proxy = no_proxy;
    }
    expect(readdirSync(folder)).toEqual(['a#b?c%20d']);
    expect(readdirSync(odd)).toContain('temporal.db');
  });

  test('does not outlive its guard, and both are started again', async () => {
    let ups = 0;
    const server = await start({ onUp: () => (ups += 1) });
    const first = server.pid();
    process.kill(parentOf(first), 'SIGKILL');
    await expect.poll(() => isAlive(first), GONE).toBe(false);
    await expect.poll(() => ups, BACK).toBe(2);
    expect(said).toContainEqual(expect.stringContaining('its guard was ended by SIGKILL'));
  }, 30_000);

  test('is gone within five seconds when our process is killed', async () => {
    const port = await getPort();
    // It tells its pid after the server's last line: a server with something left to print would end of that.
    const program = `
      import { startTemporal } from ${JSON.stringify(new URL('./dev-server.ts', import.meta.url).href)};
      const { promise, resolve } = Promise.withResolvers();
      const serverLog = (line) => line.startsWith('Temporal Metrics') && resolve();
      const options = { port: ${port}, namespace: 'ocop', searchAttributes: {}, log: () => {}, serverLog };
      const server = await startTemporal({ ...options, binary: ${JSON.stringify(BINARY)} });
      await promise;
      console.log(server.pid());`;
    const ours = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: ours.stdout }), 'line');
    const processes = [Number(line), parentOf(Number(line))];
    expect(processes.filter(isAlive)).toEqual(processes);

    ours.kill('SIGKILL');
    await expect.poll(() => processes.filter(isAlive), GONE).toEqual([]);
    expect(await isPortFree(port)).toBe(true);
  }, 30_000);
});

describe('a Temporal that cannot be started says why', () => {
  test('when the port is taken', async () => {
    const port = await getPort();
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    await expect(start({ port })).rejects.toMatchObject({
      code: 'TEMPORAL_PORT_TAKEN',
      message: expect.stringContaining(`port ${port}`),
    });
    squatter.close();
  });

  test('when there is no executable', async () => {
    await expect(start({ binary: join(folder, 'nothing') })).rejects.toMatchObject({
      code: 'TEMPORAL_BINARY_MISSING',
    });
  });

  test('when it ends at once, with its last words', async () => {
    const binary = fakeServer('echo "no such luck" >&2; exit 3');
    await expect(start({ binary })).rejects.toMatchObject({
      code: 'TEMPORAL_ENDED_AT_START',
      message: expect.stringContaining('no such luck'),
    });
  });

  test('when it never answers, and then nothing is left of it', async () => {
    const binary = fakeServer(`echo "pid $$" >&2; exec sleep 60`);
    const error = await start({ binary, readyWithinMs: 500 }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'TEMPORAL_NOT_READY' });
    expect(isAlive(Number(/pid (\d+)/.exec(error.message)?.[1]))).toBe(false);
  });
});

function fakeServer(behaviour: string): string {
  const path = join(folder, 'temporal');
  writeFileSync(path, `#!/bin/sh\n[ "$1" = --version ] && echo "temporal version 9.9.9" && exit\n${behaviour}\n`);
  chmodSync(path, 0o755);
  return path;
}

function parentOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
