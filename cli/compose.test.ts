import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placesOf } from '../settings/settings.ts';
import { eventOf } from '../test/crash/events.ts';
import { openOffice } from './compose.ts';

test('a write that failed is remembered, one that is only too large is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-office-'));
  const office = await openOffice(placesOf({ OCOP_DATA: folder, OCOP_STORE_URL: '', OCOP_VAULT_URL: '' }));
  const { store } = office;
  await store.append('s', 'no-stream', [eventOf('s', 0)]);
  await expect(store.append('s', 0, [eventOf('s', 1, 1_100_000)])).rejects.toMatchObject({ code: 'EVENT_TOO_LARGE' });
  expect(office.writeTrouble()).toBeUndefined();
  await store.close();
  await expect(store.append('s', 0, [eventOf('s', 1)])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(office.writeTrouble()).toMatch(/closed/);
  await office.close();
  rmSync(folder, { recursive: true });
});
