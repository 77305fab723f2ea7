import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import getPort from 'get-port';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isPortFree } from '../../cli/temporal/port-free.ts';
import { findPostgres, type PostgresOptions, type PostgresServer, startPostgres } from './postgres.ts';
import { serverProcesses } from './process-tree.ts';

const GONE = { timeout: 8000, interval: 50 };
const found = await findPostgres();

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function start(options: PostgresOptions = {}): Promise<PostgresServer> {
  const server = await startPostgres(options);
  onTestFinished(() => server.stop('immediate'));
  return server;
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const processOf = async (server: PostgresServer): Promise<number> => {
  const [row] = await ask(server.url(), `SELECT pg_read_file('postmaster.pid') AS file`);
  return Number(String(row?.file).split('\n')[0]);
};

const inProcessList = (pid: number, column: string): string =>
  execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' });
const parentOf = (pid: number): number => Number(inProcessList(pid, 'ppid'));
const dataFolderOf = (pid: number): string => / -D (\S+)/.exec(inProcessList(pid, 'args'))?.[1] ?? '';

if ('missing' in found) test.skip(`PostgreSQL: not verified (${found.missing})`, () => undefined);
else
  describe(`a PostgreSQL ${found.version} of our own`, { timeout: 150_000 }, () => {
    test('asks for the password, listens on loopback only, waits for the disk, and leaves nothing when stopped', async () => {
      const server = await start();
      const settings = `SELECT name, setting FROM pg_settings
        WHERE name IN ('fsync', 'full_page_writes', 'listen_addresses', 'synchronous_commit') ORDER BY name`;
      expect((await ask(server.url(), settings)).map(({ setting }) => setting)).toEqual([
        'on',
        'on',
        '127.0.0.1',
        'on',
      ]);
      const wrong = Object.assign(new URL(server.url()), { password: 'guessed' }).href;
      await expect(ask(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
      const processes = serverProcesses(await processOf(server));
      expect(processes.length).toBeGreaterThan(3);
      await server.stop();
      await expect.poll(() => processes.filter(isAlive), GONE).toEqual([]);
      expect(await isPortFree(server.port)).toBe(true);
    });

    test('can be told not to wait for the disk', async () => {
      const server = await start({ durable: false });
      expect(await ask(server.url(), 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    });

    test.each(['fast', 'immediate'] as const)(
      'keeps what was committed through a stop (%s) and a restart',
      async (mode) => {
        const server = await start();
        await ask(server.url(), 'CREATE TABLE kept AS SELECT 1 AS one');
        await server.stop(mode);
        await expect(ask(server.url(), 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
        await server.restart();
        expect(await ask(server.url(), 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
      },
    );

    test('answers nothing while it is frozen, on no connection, and everything afterwards', async () => {
      const server = await start();
      const open = new Client(server.url());
      await open.connect();
      server.freeze();
      const waiting = [open.query('SELECT 1'), ask(server.url(), 'SELECT 1')];
      const silence = new Promise((resolve) => setTimeout(resolve, 300, 'silence'));
      expect(await Promise.race([...waiting, silence])).toBe('silence');
      server.thaw();
      await Promise.all(waiting);
      await open.end();
      server.freeze();
      await server.stop();
      expect(await isPortFree(server.port)).toBe(true);
    });

    test('with a folder of its own it is there again, with the same password', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ocop-postgres-kept-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const first = await start({ folder });
      await ask(first.url(), 'CREATE TABLE kept AS SELECT 1 AS one');
      await first.stop();
      const second = await start({ folder, port: first.port });
      expect(second.url()).toBe(first.url());
      expect(await ask(first.url(), 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    });

    test('says why it did not come up', async () => {
      const port = await getPort();
      const squatter = createServer().listen(port, '127.0.0.1');
      await once(squatter, 'listening');
      onTestFinished(() => void squatter.close());
      await expect(startPostgres({ port })).rejects.toThrow(/ended while starting[\s\S]*Address already in use/);
    });

    test.each(['as it runs', 'while it is frozen'])(
      'is gone with its folder when our process is killed: %s',
      async (how) => {
        const program = `
        import { startPostgres } from ${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)};
        const server = await startPostgres();
        if (${how === 'while it is frozen'}) server.freeze();
        console.log(server.url());
        setInterval(() => undefined, 1000);`;
        const ours = spawn(process.execPath, ['--input-type=module', '-e', program], {
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        const told: string[] = [];
        for await (const line of createInterface({ input: ours.stdout })) {
          told.push(line);
          break;
        }
        const [guard] = serverProcesses(ours.pid ?? 0).slice(1);
        const [server] = serverProcesses(guard ?? 0).slice(1);
        const processes = serverProcesses(server ?? 0);
        expect(processes.length).toBeGreaterThan(3);
        const folder = dataFolderOf(server ?? 0);
        expect(existsSync(folder)).toBe(true);
        ours.kill('SIGKILL');
        await expect.poll(() => [guard ?? 0, ...processes].filter(isAlive), GONE).toEqual([]);
        expect(existsSync(folder)).toBe(false);
      },
    );

    test('is gone when its guard is killed, and that is known', async () => {
      const server = await start();
      const processes = serverProcesses(await processOf(server));
      const guard = parentOf(processes[0] ?? 0);
      process.kill(guard, 'SIGKILL');
      await expect.poll(() => processes.filter(isAlive), GONE).toEqual([]);
      await expect(server.restart()).rejects.toThrow('guard');
    });
  });
