import { expect, test } from 'vitest';
import { attackByRacing } from './races.ts';

test('of many callers at one stream, one key is one act and one alone decides on what all saw', async () => {
  const counts = await attackByRacing({ rounds: 5, callers: 8 });
  expect(counts['acts done']).toBe(10);
}, 120_000);
