// From the environment to the answer of a process without an API of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperatingApi } from '../api/create-api.ts';
import { listen } from '../api/listen.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { operatingParts } from './api-parts.ts';
import { type Office, openOffice } from './compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-contact-'));
let office: Office;
beforeAll(async () => {
  office = await openOffice(placesOf(readSettings({ OCOP_DATA: folder })));
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

async function served(env: NodeJS.ProcessEnv): Promise<Response> {
  const log = pino({ level: 'silent' });
  const parts = operatingParts({
    accounts: undefined,
    watch: { standing: () => 'good', stop: async () => {} },
    machineKey: '',
    secure: false,
    publicUrl: () => undefined,
    settings: readSettings(env),
    office,
    readModels: undefined,
    temporal: undefined,
    notary: undefined,
    health: {
      now: () => ({ ready: true, parts: [] }),
      ask: async () => {},
      stop: () => {},
      mediumInspected: () => {},
      behind: () => [],
      reveal: async () => undefined,
    },
    log,
  });
  const { url, close } = await listen({ app: createOperatingApi(parts), port: 0 });
  const response = await fetch(`${url}/.well-known/security.txt`);
  await close(0);
  return response;
}

test('OCOP_SECURITY_CONTACT is served, good for less than a year', async () => {
  const answer = await served({ OCOP_SECURITY_CONTACT: 'https://example.org/report' });
  const [contact, expires] = (await answer.text()).split('\n');
  expect(contact).toBe('Contact: https://example.org/report');
  const goodForDays = (Date.parse(expires?.replace('Expires: ', '') ?? '') - Date.now()) / 86_400_000;
  expect(goodForDays).toBeGreaterThan(7);
  expect(goodForDays).toBeLessThan(365);
});

test('unset it is 404', async () => {
  expect((await served({})).status).toBe(404);
});

test.each([
  'someone@example.org',
  'http://example.org',
  'mailto:nobody',
  'mailto:a@b.org\nExpires: 9999',
  'javascript:1',
])('%j is refused with what it must be', (contact) => {
  expect(() => readSettings({ OCOP_SECURITY_CONTACT: contact })).toThrow(/OCOP_SECURITY_CONTACT.*begin with mailto:/s);
});
