import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepDatabaseOfVersion } from './database-file.ts';

let folder: string;
let dbFile: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-temporal-'));
  dbFile = join(folder, 'data', 'temporal.db');
  said = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ROWS = 'SQLite format 3\0rows';
const keep = (version: string): void => keepDatabaseOfVersion({ dbFile, version, log: (line) => said.push(line) });

test('a database of the same version stays', () => {
  keep('1.0');
  writeFileSync(dbFile, ROWS);
  keep('1.0');
  expect(readFileSync(dbFile, 'utf8')).toBe(ROWS);
  expect(said).toEqual([]);
});

test('a database of another version is deleted with its log files, and it is said once', () => {
  keep('1.0');
  for (const file of [dbFile, `${dbFile}-wal`, `${dbFile}-shm`]) writeFileSync(file, ROWS);
  keep('2.0');
  expect([dbFile, `${dbFile}-wal`, `${dbFile}-shm`].filter(existsSync)).toEqual([]);
  expect(said).toEqual([expect.stringContaining('written by 1.0')]);
  writeFileSync(dbFile, ROWS);
  keep('2.0');
  expect(said).toHaveLength(1);
});

test('a database of which nobody knows the version is deleted', () => {
  keep('1.0');
  rmSync(`${dbFile}.version`);
  writeFileSync(dbFile, ROWS);
  keep('1.0');
  expect(existsSync(dbFile)).toBe(false);
});

test.each(['', 'rows'])(
  'what is no database any more (%j) is deleted, with the log that no longer fits it',
  (content) => {
    keep('1.0');
    for (const file of [dbFile, `${dbFile}-wal`]) writeFileSync(file, content);
    keep('1.0');
    expect([dbFile, `${dbFile}-wal`].filter(existsSync)).toEqual([]);
    expect(said).toEqual([expect.stringContaining('no database any more')]);
  },
);
