import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReader, type ReaderConnection } from './reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-reader-'));
const file = join(folder, 'read.sqlite');
let writer: DatabaseSync;
let reading: ReaderConnection;
beforeAll(() => {
  writer = new DatabaseSync(file);
  writer.exec('PRAGMA journal_mode=WAL; CREATE TABLE cycle (id TEXT, step TEXT); INSERT INTO cycle VALUES (1, 2)');
  reading = openReader(file);
});
afterAll(() => {
  reading.close();
  writer.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = () => reading.reader('cycles').all<{ step: string }>('SELECT step FROM cycle ORDER BY id');
const steps = () => rows().map(({ step }) => step);
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what somebody else has committed is found at the next turn, each time', async () => {
  for (let n = 0; n < 50; n++) {
    writer.prepare('UPDATE cycle SET step = ?').run(`${n}`);
    await turn();
    expect(steps()).toEqual([`${n}`]);
    await turn();
    expect(steps()).toEqual([`${n}`]);
  }
  writer.exec('DELETE FROM cycle');
  await turn();
  expect(steps()).toEqual([]);
});

test('nothing is searched again while nobody commits, and what answers share nobody can change', async () => {
  writer.exec("INSERT INTO cycle VALUES ('1', 'idea')");
  await turn();
  const before = rows();
  await turn();
  expect(rows()).toBe(before);
  expect(() => Object.assign(before[0] as object, { step: 'x' })).toThrow(TypeError);
  expect(() => (before as { step: string }[]).push({ step: 'x' })).toThrow(TypeError);
});

test('the same question with other values is another, and one with other rows than it was built for says so', async () => {
  const of = (id: string) => reading.reader('cycles').get('SELECT step FROM cycle WHERE id = ?', id);
  expect([of('1'), of('2')]).toEqual([{ step: 'idea' }, undefined]);
  expect(() => reading.reader('cycles').all('SELECT missing FROM cycle')).toThrow(/cycles/);
});
