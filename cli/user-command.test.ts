import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { account } from '../domain/access/account.ts';
import { placesOf } from '../settings/settings.ts';
import { openOffice } from './compose.ts';
import { init } from './init.ts';
import { grantInEmergency } from './user-command.ts';

test('who has the machine can let somebody grant roles again, as a fact of the installation', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-user-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const places = placesOf({ OCOP_DATA: join(folder, 'data'), OCOP_STORE_URL: '', OCOP_VAULT_URL: '' });
  const given = { role: 'admin', unit: '66', from: '2022-01-01' };
  await expect(grantInEmergency(places, 'can-bo-moi', given)).rejects.toThrow(/There is no store/);
  const units = { province: { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' }, units: [] };
  writeFileSync(join(folder, 'units.json'), JSON.stringify(units));
  await init(places, join(folder, 'units.json'));

  expect(await grantInEmergency(places, 'can-bo-moi', given)).toBe('emergency-1');
  expect(await grantInEmergency(places, 'can-bo-moi', { ...given, until: '2022-12-31' })).toBe('emergency-2');
  await expect(grantInEmergency(places, 'can-bo-moi', { ...given, unit: '67' })).rejects.toMatchObject({
    code: 'UNIT_UNKNOWN',
  });
  await expect(grantInEmergency(places, 'can-bo-moi', { ...given, from: '1/1/2022' })).rejects.toThrow(/from/);

  const office = await openOffice(places);
  await expect(grantInEmergency(places, 'can-bo-moi', given)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  const { facts, state } = await office.executor.look(account, 'can-bo-moi');
  await office.close();
  expect(facts.map((f) => f.actor)).toEqual(Array(2).fill({ kind: 'installation', id: 'ocop-user-grant' }));
  expect(state.grants.map((g) => g.until)).toEqual([undefined, '2022-12-31']);
});
