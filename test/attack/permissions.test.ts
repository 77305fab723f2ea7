import { expect, test } from 'vitest';
import { attackPermissions } from './permissions.ts';

test('what is not somebody’s to do is told 403 over HTTP, what is not theirs to see 404, and nothing is written', async () => {
  const counts = await attackPermissions({ everyTime: false });
  expect(counts.commands).toBeGreaterThan(50);
  expect(counts['forbidden acts']).toBeGreaterThan(100);
  expect(counts['hidden things']).toBeGreaterThan(100);
}, 120_000);
