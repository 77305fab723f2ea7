// The nightly backup and the restore drill, as the timer runs them: on a real store, with its real commands.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'ocop-nightly-'));
const backups = join(root, 'backups');
const main = join(import.meta.dirname, '../cli/main.ts');
const env = {
  ...process.env,
  OCOP_DATA: join(root, 'data'),
  OCOP_COMMAND: `${process.execPath} ${main}`,
};
const script = (name: string, ...args: string[]) =>
  spawnSync('sh', [join(import.meta.dirname, name), ...args], { encoding: 'utf8', env });
const taken = (): string[] => readdirSync(backups).sort();

beforeAll(() => {
  mkdirSync(backups);
  const units = join(root, 'units.json');
  writeFileSync(
    units,
    JSON.stringify({ province: { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' }, units: [] }),
  );
  const made = spawnSync(process.execPath, [main, 'init', units], { encoding: 'utf8', env });
  if (made.status !== 0) throw new Error(made.stderr);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('each night there is a tried backup more, and of those of before as many as are wanted', {
  timeout: 180_000,
}, () => {
  expect(script('backup-age.sh', backups)).toMatchObject({ status: 1, stderr: expect.stringContaining('no backup') });
  for (let night = 1; night <= 2; night++) {
    const { status, stdout, stderr } = script('backup-nightly.sh', backups, '1');
    expect(stderr).not.toMatch(/error/i);
    expect([status, stdout]).toEqual([0, expect.stringContaining('restored and verified')]);
    expect(taken()).toHaveLength(1);
  }
  expect(script('backup-age.sh', backups)).toMatchObject({ status: 0, stderr: '' });
});

test('a backup that does not restore is told, and lets none of the others go', { timeout: 120_000 }, () => {
  const [only = ''] = taken();
  const file = join(backups, only, 'events.sqlite');
  truncateSync(file, Math.floor(statSync(file).size / 2));
  expect(script('restore-drill.sh', join(backups, only)).status).not.toBe(0);
  expect(taken()).toEqual([only]);
});

test('who takes none any more is told after a day', () => {
  for (const name of taken()) renameSync(join(backups, name), join(backups, 'ocop-backup-2020-01-01T02-00-00-000Z'));
  expect(script('backup-age.sh', backups)).toMatchObject({ status: 1, stderr: expect.stringContaining('hours old') });
});
