import { expect, test } from 'vitest';
import { attackSealing } from './sealing.ts';

const seed = Number(process.env.OCOP_TEST_SEED ?? Date.now() % 1_000_000);

test(`of personal commands that two nodes are given again and again, what was acknowledged is what is read (OCOP_TEST_SEED=${seed})`, async () => {
  const counts = await attackSealing({ rounds: 40, seed });
  expect(counts['lost answers']).toBeGreaterThan(10);
  expect(counts.reused).toBeGreaterThan(10);
}, 120_000);
