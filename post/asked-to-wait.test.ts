import { expect, test } from 'vitest';
import { retryAfter, waitSaid } from './asked-to-wait.ts';

const now = Date.parse('2026-11-29T00:00:00Z');

test.each([
  ['120', 120],
  ['Sun, 29 Nov 2026 00:10:00 GMT', 600],
  ['999999999', 86_400],
  ['Sun, 29 Nov 2099 00:00:00 GMT', 86_400],
  ['Sat, 28 Nov 2026 00:00:00 GMT', undefined],
  ['0', undefined],
  ['-5', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %s', (header, seconds) => {
  expect(retryAfter(header, now)).toBe(seconds);
});

test.each([
  ['450 4.2.0 <a@b.vn>: Recipient address rejected: Greylisted for 5 minutes', 300],
  ['451 4.7.1 Greylisting in action, please come back in 00:04:59', 299],
  ['421 4.7.0 Too many letters, try again in 300 seconds', 300],
  ['452 try again after 2h', 7200],
  ['451 please wait for at least 90s', 90],
  ['451 4.3.0 try again later', undefined],
  ['450 mailbox of 24002 is busy', undefined],
  ['451 in 99999 hours', 86_400],
])('%s', (said, seconds) => {
  expect(waitSaid(said)).toBe(seconds);
});
