// What goes and what stays: nothing that a fact names, nothing that is being named just now.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { heldFiles } from '../../domain/product-cycle/held-files.ts';
import { folderFiles } from './folder-files.ts';
import type { FileHere, Files } from './port.ts';
import { hashOf } from './samples.fixture.ts';
import { removeErased, sweepOrphans } from './sweep-files.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-sweep-'));
afterAll(() => rmSync(root, { recursive: true }));
const DAY_MS = 86_400_000;
let count = 0;

function store() {
  const folder = join(root, `${count++}`);
  const files = folderFiles(folder);
  return {
    files,
    has: (sha256: string) => existsSync(join(folder, sha256)),
    async put(text: string, daysAgo = 0): Promise<string> {
      const part = join(root, 'part');
      writeFileSync(part, text);
      const sha256 = hashOf(Buffer.from(text));
      await files.take(part, sha256);
      const then = new Date(Date.now() - daysAgo * DAY_MS);
      if (daysAgo > 0) await utimes(join(folder, sha256), then, then);
      return sha256;
    },
  };
}

const naming = (...hashes: string[]) => {
  const held = heldFiles();
  for (const sha256 of hashes)
    held.add({ stream: 'productCycle-a', type: 'FileReceived', data: { sha256, bytes: 1, kind: 'pdf' } });
  return held;
};
const hashes = (found: readonly FileHere[]) => found.map(({ sha256 }) => sha256);
const term = { olderThanMs: 30 * DAY_MS };

test('an old file that no fact names goes; one that is named, or young, stays; a dry run only says so', async () => {
  const s = store();
  const [named, paper, old, young] = [
    await s.put('a', 99),
    await s.put('b', 99),
    await s.put('c', 99),
    await s.put('d', 2),
  ];
  const held = naming(named);
  held.add({ stream: 'councilSession-a', type: 'MinutesSigned', data: { minutes: { sha256: paper } } });
  const sweep = { files: s.files, held, now: Date.now() };
  expect(await sweepOrphans(sweep, { ...term, dryRun: true })).toMatchObject({ found: [{ sha256: old }], removed: 0 });
  expect(s.has(old)).toBe(true);
  expect(await sweepOrphans(sweep, term)).toMatchObject({ removed: 1 });
  expect([named, paper, old, young].map(s.has)).toEqual([true, true, false, true]);
});

test('one that is sent again while it is being swept stays', async () => {
  const s = store();
  const old = await s.put('lại', 99);
  const during: Files = {
    ...s.files,
    // After it was found, and before it is removed.
    async remove(sha256, since) {
      await s.put('lại');
      return s.files.remove(sha256, since);
    },
  };
  const { found, removed } = await sweepOrphans({ files: during, held: naming(), now: Date.now() }, term);
  expect([hashes(found), removed, s.has(old)]).toEqual([[old], 0, true]);
});

test('what was being taken away when the server was ended is there again, and goes the next time', async () => {
  const s = store();
  const kept = await s.put('ở lại', 99);
  writeFileSync(join(root, `${count - 1}`, `${'ab'.repeat(32)}.going`), 'x');
  const { found } = await sweepOrphans(
    { files: s.files, held: naming(kept), now: Date.now() },
    { ...term, dryRun: true },
  );
  expect(found).toEqual([]);
  expect(s.has('ab'.repeat(32))).toBe(true);
});

test('what every dossier has erased goes, unless it has just come again', async () => {
  const s = store();
  const [all, one] = [await s.put('tất cả', 1), await s.put('một', 1)];
  const held = naming(all, one);
  held.add({ stream: 'productCycle-b', type: 'FileReceived', data: { sha256: one, bytes: 1, kind: 'pdf' } });
  const document = { number: 'ĐN', date: '2022-01-01' };
  for (const sha256 of [all, one])
    held.add({ stream: 'productCycle-a', type: 'FileErased', data: { sha256, ground: 'asked', document } });
  expect(await removeErased({ files: s.files, held, now: Date.now() })).toBe(1);
  expect([all, one].map(s.has)).toEqual([false, true]);
  await s.put('tất cả');
  expect(await removeErased({ files: s.files, held, now: Date.now() })).toBe(0);
});
