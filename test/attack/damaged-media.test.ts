import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Places } from '../../settings/settings.ts';
import { demoIn } from '../moving/installation.ts';
import { attackBitFlips } from './bit-flips.ts';
import { attackExports } from './exports.ts';

const seed = Number(process.env.OCOP_TEST_SEED ?? Date.now() % 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'ocop-damaged-'));
let office: Places;
beforeAll(async () => {
  office = await demoIn(join(folder, 'office'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`a bit that is another in store or vault is found, refused or marked (OCOP_TEST_SEED=${seed})`, async () => {
  const counts = await attackBitFlips({ office, folder, rounds: 2, seed });
  expect(counts['found by verify']).toBe(counts.changed);
}, 120_000);

test(`an export changed anywhere is refused, or is what was exported (OCOP_TEST_SEED=${seed})`, async () => {
  expect((await attackExports({ office, folder, rounds: 2, seed })).rounds).toBe(2);
}, 120_000);
