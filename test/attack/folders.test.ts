import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { demoIn } from '../moving/installation.ts';
import { attackFolders } from './folders.ts';
import { anySeed } from './parts/chances.ts';

test('folders that hold something else under our names are used or refused with a code, and nothing is followed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-folders-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const office = await demoIn(join(folder, 'office'));
  const counts = await attackFolders({ office, folder, cases: 30, seed: anySeed() });
  expect(counts.cases).toBe(30);
}, 120_000);
