import { expect, test } from 'vitest';
import { served } from './world.fixture.ts';

const PATH = '/.well-known/security.txt';

test('says whom to tell and until when, to anyone; by real time, whatever the clock of the year says', async () => {
  const now = Date.parse('2026-11-28T00:00:00Z');
  const s = await served(() => ({ security: { contact: 'mailto:security@example.org', now: () => now } }));
  const answer = await s.ask(PATH);
  const posted = await s.ask(PATH, { method: 'POST' });
  await s.close();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(answer.text).toBe('Contact: mailto:security@example.org\nExpires: 2026-12-28T00:00:00.000Z\n');
  expect(posted).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
});

test('is not there where the operator names nobody', async () => {
  const s = await served();
  const answer = await s.ask(PATH);
  await s.close();
  expect(answer).toMatchObject({ status: 404, body: { code: 'UNKNOWN_ROUTE' } });
});
