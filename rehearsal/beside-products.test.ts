// What a rehearsal tells beside products: duties of units, certificates that stand, and the letters of each person.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dutiesOf } from '../demo/duties.ts';
import { walkOf } from '../demo/walk.ts';
import { planOf } from '../demo/year-plan.ts';
import { certificate } from '../domain/certificate/certificate.ts';
import { proposeRevocation } from '../domain/certificate/revoking.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { yearPlan } from '../domain/programme-year/year-plan.ts';
import { addDays } from '../domain/time/civil-date.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
import { planUnder } from '../test/plans.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { needed } from '../test/ways.ts';
import { type World, worldWithProduct } from '../test/world.ts';
import { asXlsx } from './as-xlsx.ts';
import { inWords, reachesNobody, readings } from './in-words.ts';
import { rehearse } from './rehearse.ts';

let office: World & { cycle: string };
beforeAll(async () => {
  office = await worldWithProduct();
  const { way } = walkOf('ca-phe-mau');
  await rehearsing(office).walk(needed({ way }));
}, 120_000);
afterAll(() => office.store.close());

async function rehearsed(plan: Parameters<typeof yearPlan.parse>[0]) {
  const { state } = await office.executor.look(programmeYear, '66-2022');
  const year = { ...state, plan: yearPlan.parse(plan) };
  const yearId = `66-${year.plan.opensOn.slice(0, 4)}`;
  const scratch = openSqliteStore(':memory:');
  try {
    return await rehearse({ real: office.store, scratch, yearId, year, communes: ['650-01', '650-02'] });
  } finally {
    await scratch.close();
  }
}

/** No department is there that a duty could name. */
const duties = (year: number) => dutiesOf(year).map(({ units: _, ...duty }) => duty);

test('the duties of the communes that take part, and of who stands above them, are reminded and none is late', async () => {
  const { told, stopped } = await rehearsed({ ...planOf(2022), duties: duties(2022) });
  const ofDuties = told.filter(({ resource }) => resource === 'unit-duties');
  expect(stopped).toEqual([]);
  expect([...new Set(ofDuties.map(({ id }) => id))].sort()).toEqual(
    ['650', '650-01', '650-02', '66'].map((code) => `66-2022-${code}`),
  );
  expect([...new Set(ofDuties.map(({ which }) => which))].sort()).toEqual(['T-1', 'T-7']);
  expect(ofDuties.filter(({ on, dueOn, dayOff }) => on > dueOn || dayOff)).toEqual([]);
  expect(ofDuties.map(({ why }) => why.en)).toContain('Progress of the plans, difficulties and needs, April');
});

test('whoever a line reaches reads it in that day’s letter, and no letter comes on a day off', async () => {
  const { told, letters, ...more } = await rehearsed({ ...planOf(2022), duties: duties(2022) });
  expect(letters.filter(({ dayOff }) => dayOff)).toEqual([]);
  const read = new Set(letters.map(({ on, account }) => `${on} ${account}`));
  const unread = told.flatMap(({ on, to }) => to.flatMap((who) => who.accounts.map((account) => `${on} ${account}`)));
  expect(unread.filter((key) => !read.has(key))).toEqual([]);
  const [most] = readings(letters);
  expect(most).toMatchObject({ account: expect.stringMatching(/^demo-/) });
  expect(inWords({ told, letters, ...more }, 'vi')).toContain('Thư nhiều nhất:');
  expect((await asXlsx({ told, letters, ...more }, 'vi')).length).toBeGreaterThan(10_000);
});

test('a certificate that stands is warned of before its end, as the plan and the law want it', async () => {
  const { until = '' } = (await office.executor.look(certificate, office.cycle)).state;
  expect(until.slice(0, 4)).toBe('2025');
  const { told } = await rehearsed({ ...planUnder('R2023', 2025), duties: [] });
  const warned = told.filter(({ resource }) => resource === 'certificates');
  expect(warned.map(({ which, dueOn, place }) => [which, dueOn, place])).toEqual(
    ['T-180', 'T-120', 'T-90', 'T-30'].map((which) => [which, until, '650-01']),
  );
  // Its producer is a real one: they have an account in the demo, and who issues it is told as well.
  expect(warned.filter(reachesNobody)).toEqual([]);
  expect(warned.every(({ on, which = '' }) => on <= addDays(until, -Number(which.slice(2))))).toBe(true);
});

test('who decides on a revocation that is under way when the year opens is reminded of the act’s term', async () => {
  office.at('2024-12-25');
  const input = { ground: 'false-dossier', conclusion: { number: 'KL', date: '2024-12-24' } };
  await office.give({ by: 'demo-province', command: proposeRevocation, id: office.cycle, input });
  const { told } = await rehearsed({ ...planUnder('R2023', 2025), duties: [] });
  const of = told.filter(({ resource, why }) => resource === 'certificates' && why.en.includes('revocation'));
  expect(of.length).toBeGreaterThan(1);
  expect(of.some(({ overdue }) => overdue)).toBe(true);
});
