import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLogFile } from './log-file.ts';

let folder: string;
let path: string;
let at: string;
const limits = (bytes: number, files = 3) => ({ bytes, files, now: () => at });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-log-'));
  path = join(folder, 'ocop.log');
  at = new Date().toISOString();
});
afterEach(() => rmSync(folder, { recursive: true }));
const lines = () => readFileSync(path, 'utf8').split('\n').filter(Boolean);

test('a log is its owner’s alone, also one that was not', () => {
  openLogFile(path).write('a\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o644);
  openLogFile(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('it is begun anew when it is large and when the day is over, and the oldest go', () => {
  const log = openLogFile(path, limits(100));
  for (let i = 0; i < 40; i++) {
    at = new Date(Date.parse(at) + 60_000 * i).toISOString();
    log.write(`${'x'.repeat(60)} ${i}\n`);
    log.flush();
  }
  expect(readdirSync(folder)).toHaveLength(4);
  expect(lines().at(-1)).toMatch(/ 39$/);
  const day = openLogFile(path, limits(1_000_000));
  at = '2099-01-01T00:00:00.000Z';
  day.write('new year\n');
  day.flush();
  expect(lines()).toEqual(['new year']);
  expect(readdirSync(folder)).toHaveLength(4);
});

test('what else lies beside it stays', () => {
  for (const name of ['ocop.log.old', 'ocop.log.gz', 'events.sqlite']) writeFileSync(join(folder, name), 'x');
  const log = openLogFile(path, limits(1, 0));
  for (let i = 0; i < 3; i++) {
    log.write('x\n');
    log.flush();
  }
  expect(readdirSync(folder).sort()).toEqual(['events.sqlite', 'ocop.log', 'ocop.log.gz', 'ocop.log.old']);
});

test('a full disk takes nothing, and nobody waits for it', () => {
  const log = openLogFile('/dev/full');
  const from = performance.now();
  for (let i = 0; i < 100_000; i++) log.write(`${'x'.repeat(100)}\n`);
  log.flush();
  expect(performance.now() - from).toBeLessThan(60_000);
});

test('a log whose folder is gone does not stop either', () => {
  const log = openLogFile(path, limits(1));
  log.write('a\n');
  log.flush();
  rmSync(folder, { recursive: true });
  log.write('b\n');
  log.flush();
  folder = mkdtempSync(join(tmpdir(), 'ocop-log-'));
});
