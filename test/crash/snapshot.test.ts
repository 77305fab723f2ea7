// A copy of one moment of a database, made by another process than the one that writes to it.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { snapshotSqlite } from '../../eventstore/sqlite/snapshot.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { eventOf, wholeHistory } from './events.ts';
import { CANNOT_FAIL, makeFailingDisk } from './failing-disk.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let file: string;
let copies: string;
let writer: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-snapshot-'));
  copies = join(folder, 'copies');
  mkdirSync(copies);
  file = join(folder, 'events.db');
});
afterEach(async () => {
  if (writer && writer.exitCode === null && writer.signalCode === null) {
    writer.kill('SIGKILL');
    await once(writer, 'exit');
  }
  writer = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** A process that writes with 64 callers as fast as it can; what it says was acknowledged. */
async function startWriter(): Promise<ReadonlyMap<string, string>> {
  const acknowledged = new Map<string, string>();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer-process.ts'), file, 'only'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  writer = child;
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((begun) => {
    lines.on('line', (line) => {
      const [place, hash] = line.split(' ');
      if (hash === undefined) return begun();
      acknowledged.set(place as string, hash);
    });
  });
  return acknowledged;
}

/** The writer goes on: it has had 500 more acknowledged. */
async function grown(acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const enough = acknowledged.size + 500;
  await vi.waitUntil(() => acknowledged.size >= enough, { timeout: 60_000, interval: 5 });
}

async function filled(events = 3000): Promise<void> {
  const store = openSqliteStore(file);
  await store.adopt(Array.from({ length: events }, (_, n) => eventOf(`s-${n % 40}`, Math.floor(n / 40), 600)));
  await store.close();
}

function snapshotElsewhere(to: string, env: NodeJS.ProcessEnv = {}) {
  const program = join(import.meta.dirname, 'snapshot-process.ts');
  const child = execFile(process.execPath, [program, file, to], { env: { ...process.env, ...env } });
  let out = '';
  child.stdout?.on('data', (text) => {
    out += text;
  });
  const over = once(child, 'close').then(() => (out === '' ? undefined : JSON.parse(out)));
  return { child, over };
}

test('beside a writer at full speed: whole, nothing acknowledged is missing, and the writer does not notice', async () => {
  await filled(20_000);
  const acknowledged = await startWriter();
  for (let n = 0; n < 2; n++) {
    await grown(acknowledged);
    const before = new Map(acknowledged);
    const to = join(copies, `${n}.db`);
    await snapshotSqlite(file, to);
    expect(readdirSync(copies)).toEqual([`${n}.db`]);
    expect(statSync(to).mode & 0o777).toBe(0o600);
    const db = new DatabaseSync(to, { readOnly: true });
    expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    expect(db.prepare('SELECT count(*) = max(position) AS whole FROM event').get()).toEqual({ whole: 1 });
    db.close();
    const copy = openSqliteStore(to, { readOnly: true });
    const history = await wholeHistory(copy);
    await copy.close();
    for (const [place, hash] of before) expect(history.get(place)).toBe(hash);
    expect(readdirSync(copies)).toEqual([`${n}.db`]);
    rmSync(to);
  }
  await grown(acknowledged);
  expect(writer).toMatchObject({ exitCode: null, signalCode: null });
});

test('of a database nobody has open, of one that was killed, and of one that is no event store', async () => {
  await filled();
  const to = join(copies, 'closed.db');
  await snapshotSqlite(file, to);
  const copy = openSqliteStore(to);
  expect((await wholeHistory(copy)).size).toBe(3000);
  await copy.close();

  const acknowledged = await startWriter();
  await grown(acknowledged);
  writer?.kill('SIGKILL');
  await once(writer as ChildProcess, 'exit');
  await snapshotSqlite(file, join(copies, 'killed.db'));
  const killed = openSqliteStore(join(copies, 'killed.db'), { readOnly: true });
  const history = await wholeHistory(killed);
  await killed.close();
  for (const [place, hash] of acknowledged) expect(history.get(place)).toBe(hash);

  const other = join(folder, 'vault.db');
  const vault = new DatabaseSync(other);
  vault.exec(`PRAGMA journal_mode=WAL; CREATE TABLE value (ref TEXT); INSERT INTO value VALUES ('a')`);
  await snapshotSqlite(other, join(copies, 'vault.db'));
  vault.close();
  const copied = new DatabaseSync(join(copies, 'vault.db'), { readOnly: true });
  expect(copied.prepare('SELECT * FROM value').all()).toEqual([{ ref: 'a' }]);
  copied.close();
});

test('what cannot be copied is said, and leaves nothing behind', async () => {
  await expect(snapshotSqlite(file, join(copies, 'x.db'))).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining(`no database ${file}`),
  });
  writeFileSync(file, 'không phải cơ sở dữ liệu '.repeat(300));
  await expect(snapshotSqlite(file, join(copies, 'x.db'))).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  rmSync(file);
  await filled(10);
  await expect(snapshotSqlite(file, join(folder, 'nowhere', 'x.db'))).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining('nowhere'),
  });
  expect(readdirSync(copies)).toEqual([]);
  writeFileSync(join(copies, 'x.db'), 'an older copy');
  await expect(snapshotSqlite(file, join(copies, 'x.db'))).rejects.toThrow(/already there/);
  expect(statSync(join(copies, 'x.db')).size).toBe('an older copy'.length);
});

test('killed while it copies: there is no copy, or a whole one', async () => {
  await filled(20_000);
  for (let n = 0; n < 12; n++) {
    const to = join(copies, `${n}.db`);
    const { child, over } = snapshotElsewhere(to);
    const begun = setInterval(() => {
      // From its first page on, at another moment each time.
      if (readdirSync(copies).some((name) => name.endsWith('.part')))
        globalThis.setTimeout(() => child.kill('SIGKILL'), n * 4);
    }, 1);
    await over;
    clearInterval(begun);
    if (!existsSync(to)) continue;
    const copy = openSqliteStore(to, { readOnly: true });
    expect((await wholeHistory(copy)).size).toBe(20_000);
    await copy.close();
  }
});

test.skipIf(CANNOT_FAIL).each([
  ['full', 'STORE_FULL', 'write ENOSPC'],
  ['failing each sync', 'STORE_UNAVAILABLE', 'sync EIO'],
  ['read-only', 'STORE_READ_ONLY', 'open EROFS'],
])(
  `onto a disk that is %s: %s and no copy${CANNOT_FAIL ? ` (NOT VERIFIED: ${CANNOT_FAIL})` : ''}`,
  async (_, code, trouble) => {
    await filled(500);
    const disk = makeFailingDisk(folder);
    disk.begin(trouble);
    const to = join(copies, 'events.db');
    const answer = await snapshotElsewhere(to, { ...disk.env, FAILING_DISK_FILES: to }).over;
    expect(answer).toMatchObject({ code, message: expect.stringContaining(copies) });
    expect(disk.hits()).toBeGreaterThan(0);
    expect(readdirSync(copies)).toEqual([]);
  },
);
