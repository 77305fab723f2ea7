// A data folder on a medium that takes nothing: what only looks works from it, or says what it needs.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Places } from '../../settings/settings.ts';
import { CANNOT_FAIL, type FailingDisk, makeFailingDisk } from '../crash/failing-disk.ts';
import { begin, demoIn, ocop, tamper } from './installation.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-read-only-'));
let office: Places;
let disk: FailingDisk;
const elsewhere = (name: string) => join(root, name);
const READ_ONLY = ['write', 'half-write', 'truncate', 'sync', 'open', 'access'].map((what) => `${what} EROFS`);
const fromDisc = (...args: string[]) => begin(office.folder, args, disk.env as Record<string, string>).ended;

beforeAll(async () => {
  if (CANNOT_FAIL) return;
  office = await demoIn(join(root, 'disc'));
  disk = makeFailingDisk(root, 'disc');
  disk.begin(...READ_ONLY);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.skipIf(CANNOT_FAIL)('from a medium that takes nothing', { timeout: 150_000 }, () => {
  test('a history is verified, exported and backed up', async () => {
    expect(await fromDisc('verify')).toMatchObject({ code: 0, out: expect.stringContaining('vault: ') });
    expect(await fromDisc('export', elsewhere('exported'))).toMatchObject({ code: 0 });
    expect(await ocop(elsewhere('new'), 'import', elsewhere('exported'))).toMatchObject({ code: 0 });
    expect(await fromDisc('backup', elsewhere('backups'))).toMatchObject({ code: 0 });
    expect(disk.hits()).toBeGreaterThan(0);
  });

  test('where a killed server left a log that SQLite cannot take in there, it is said what to do', async () => {
    const killed = join(root, 'disc-killed');
    cpSync(office.folder, killed, { recursive: true });
    const writer = new DatabaseSync(join(killed, 'vault.sqlite'));
    writer.exec(`PRAGMA wal_autocheckpoint=0; INSERT OR REPLACE INTO vault VALUES ('x', 'y')`);
    mkdirSync(elsewhere('disc-log'));
    for (const name of ['events.sqlite', 'vault.sqlite', 'vault.sqlite-wal'])
      cpSync(join(killed, name), join(elsewhere('disc-log'), name));
    writer.close();
    const env = disk.env as Record<string, string>;
    for (const args of [['verify'], ['export', elsewhere('none')], ['backup', elsewhere('no-backups')]])
      expect(await begin(elsewhere('disc-log'), args, env).ended).toMatchObject({
        err: expect.stringMatching(/its log \(-wal\) .*copy the folder to a disk that can be/),
      });
  });
});

test('the vault of an older release, which belongs to nobody yet, is looked at as it is', async () => {
  const old = await demoIn(elsewhere('old'));
  tamper(old.vault, 'DROP TABLE vault');
  expect(await ocop(old.folder, 'verify')).toMatchObject({ code: 0 });
  const db = new DatabaseSync(old.vault, { readOnly: true });
  expect(db.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name = 'vault'`).get()).toEqual({ n: 0 });
  db.close();
}, 120_000);
