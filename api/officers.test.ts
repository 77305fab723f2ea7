// The office sees who works where, and which unit nobody works at any more.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCommand } from '../domain/registry.ts';
import { responsibilities } from '../domain/rulebooks/responsibilities.ts';
import { officersView } from './reads/officers.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

let s: Served;
beforeAll(async () => {
  s = await served();
});
afterAll(() => s.close());

const ask = (by = 'demo-admin', query = '') => s.ask(`/v1/unit-trees/66/officers${query}`, { by });
const unitIn = async (code: string) => (await ask()).body.units.find(({ unit }: { unit: string }) => unit === code);

test('who leaves is missed from the next day on', async () => {
  s.at('2022-02-20');
  expect(officersView.safeParse((await ask()).body).error).toBeUndefined();
  expect(await unitIn('650-01')).toMatchObject({
    officers: [{ account: COMMUNE, role: 'commune-officer' }],
    lacking: [],
  });
  const input = { grant: 'commune-officer-650-01', until: '2022-02-20' };
  await s.give({ by: 'demo-admin', command: getCommand('account', 'RevokeRole'), id: COMMUNE, input });
  expect((await unitIn('650-01')).lacking).toEqual([]);
  s.at('2022-02-21');
  expect(await unitIn('650-01')).toMatchObject({
    officers: [],
    lacking: [{ role: 'commune-officer', words: { vi: expect.stringContaining('cấp xã') } }],
    undone: expect.arrayContaining([responsibilities['confirm-local-shares']]),
  });
  const { units, lacking } = (await ask('demo-admin', '?lacking=true')).body;
  expect(units.map(({ unit }: { unit: string }) => unit)).toContain('650-01');
  expect(lacking).toBe(units.length);
});

test('is told to the office, administrators and auditors alone', async () => {
  for (const by of ['demo-province', 'demo-auditor']) expect((await ask(by)).status).toBe(200);
  for (const by of [DISTRICT, PRODUCER]) expect((await ask(by)).status).toBe(404);
  expect((await ask('demo-admin', '?lack=true')).body.code).toBe('QUERY_UNKNOWN');
});
