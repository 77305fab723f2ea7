// An inspector asks who could see a product on a day, and what they could do to it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCommand } from '../domain/registry.ts';
import { whoCouldView } from './reads/who-could.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

let s: Served;
const revoked = '2022-02-20';
beforeAll(async () => {
  s = await served();
  s.at('2022-02-10');
  await s.give({ by: COMMUNE, command: getCommand('productCycle', 'StartCycle'), id: s.cycle, input: {} });
  s.at(revoked);
  const input = { grant: 'commune-officer-650-01', until: revoked };
  await s.give({ by: 'demo-admin', command: getCommand('account', 'RevokeRole'), id: COMMUNE, input });
  s.at('2022-03-01');
});
afterAll(() => s.close());

const ask = (on: string, by = 'demo-auditor') => s.ask(`/v1/product-cycles/${s.cycle}/who-could?on=${on}`, { by });
const named = async (on: string) =>
  new Map<string, any>((await ask(on)).body.accounts.map((one: { account: string }) => [one.account, one]));

test('by role and relation, with what they could do', async () => {
  const answer = await ask('2022-02-15');
  expect(answer.status, answer.text).toBe(200);
  expect(whoCouldView.safeParse(answer.body).error).toBeUndefined();
  const on = await named('2022-02-15');
  expect(on.get(COMMUNE)).toMatchObject({
    sees: 'at-work',
    by: expect.arrayContaining([{ as: 'commune-officer', relation: 'unit' }]),
    roles: [{ role: 'commune-officer', unit: '650-01' }],
    commands: expect.arrayContaining(['RegisterIdea']),
  });
  expect(on.get(PRODUCER).by).toContainEqual({ as: 'producer', relation: 'own' });
  expect(on.get(DISTRICT).by).toContainEqual({ as: 'district-officer', relation: 'below' });
  expect(on.get('demo-auditor').commands).toEqual([]);
  for (const other of ['demo-krong-nang-xa-2', 'demo-ea-sup']) expect(on.has(other), other).toBe(false);
});

test('on each day as it was: a role that ended is not held any more, nor before it was known that it would end', async () => {
  expect((await named(revoked)).has(COMMUNE)).toBe(true);
  expect((await named('2022-02-21')).has(COMMUNE)).toBe(false);
});

test('is asked by auditors, administrators and the coordination office alone, of a day that has come', async () => {
  for (const by of ['demo-admin', 'demo-province']) expect((await ask('2022-02-15', by)).status).toBe(200);
  for (const by of [DISTRICT, PRODUCER, COMMUNE]) expect((await ask('2022-02-15', by)).status).toBe(404);
  expect((await ask('2022-12-31')).body.code).toBe('AS_OF_AHEAD');
  expect((await ask('2022-01-01')).body.code).toBe('NOT_THERE_YET');
  expect((await ask('soon')).body.code).toBe('QUERY_INVALID');
});
