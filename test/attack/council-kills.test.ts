import { expect, test } from 'vitest';
import { attackCouncil } from './council-kills.ts';

const seed = Number(process.env.OCOP_TEST_SEED ?? Date.now() % 1_000_000);

test(`a server killed while its council seals, opens and delivers loses no sheet (OCOP_TEST_SEED=${seed})`, async () => {
  const counts = await attackCouncil({ say: () => {}, seed, kills: 3 });
  expect(counts.kills).toBe(3);
  expect(counts.opened).toBe(18);
}, 300_000);
