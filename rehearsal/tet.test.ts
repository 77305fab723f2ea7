// Years whose Tết lies across the days on which people are reminded: 2027 (6 February, a Saturday) and 2028 (26 January, with
// a 29 February on which something is due).
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeCalendar } from '../domain/calendar/civil-calendar.ts';
import { daysOffByLaw } from '../domain/calendar/days-off-by-law.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { yearPlan } from '../domain/programme-year/year-plan.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
import { planUnder } from '../test/plans.ts';
import { type World, worldWithProduct } from '../test/world.ts';
import type { Rehearsal } from './rehearsal.ts';
import { rehearse } from './rehearse.ts';

let office: World;
beforeAll(async () => {
  office = await worldWithProduct();
  for (const id of ['2027', '2028', '2029'])
    await office.give({ by: 'demo-province', command: proposeCalendar, id, input: { province: '66' } });
});
afterAll(() => office.store.close());

const words = (vi: string) => ({ vi, en: vi });

async function rehearsed(year: number, ...untils: string[]): Promise<Rehearsal> {
  const { state } = await office.executor.look(programmeYear, '66-2022');
  const duties = untils.map((until) => ({
    ...{ id: `viec-${until}`, name: words(`việc ${until}`), levels: ['commune' as const] },
    ...{ evidence: words('báo cáo'), reportTo: words('tỉnh'), source: 'kế hoạch' },
    times: [{ no: 1, from: `${year}-01-02`, until: `${year}-${until}` }],
  }));
  const plan = yearPlan.parse({ ...planUnder('R2026', year), duties });
  const scratch = openSqliteStore(':memory:');
  const of = { ...state, plan, calendar: daysOffByLaw(year) ?? state.calendar };
  try {
    return await rehearse({ real: office.store, scratch, yearId: `66-${year}`, year: of, communes: ['650-01'] });
  } finally {
    await scratch.close();
  }
}

const remindersOf = ({ told }: Rehearsal, until: string) =>
  told.filter(({ why }) => why.vi === `việc ${until}`).map(({ on, which, dueOn }) => `${on} ${which} ${dueOn}`);

describe('reminders and letters around Tết', () => {
  test('2027: what is due in it ends after it, and is reminded before it', async () => {
    const year = await rehearsed(2027, '02-08', '02-12', '02-26');
    // 5, 8–11 February are off: Monday the 8th ends on Friday the 12th, the last day before being the 4th.
    expect(remindersOf(year, '02-08')).toEqual(['2027-01-27 T-7 2027-02-12', '2027-02-04 T-1 2027-02-12']);
    expect(remindersOf(year, '02-12')).toEqual(remindersOf(year, '02-08'));
    expect(remindersOf(year, '02-26')).toEqual(['2027-02-17 T-7 2027-02-26', '2027-02-25 T-1 2027-02-26']);
    expect(year.letters.filter(({ on }) => on >= '2027-02-05' && on <= '2027-02-11')).toEqual([]);
    expect([...year.told, ...year.letters].filter(({ dayOff }) => dayOff)).toEqual([]);
  });
  test('2028: Tết in January, and a duty that is due on 29 February', async () => {
    const year = await rehearsed(2028, '01-28', '02-29');
    // 25–28 and 31 January are off.
    expect(remindersOf(year, '01-28')).toEqual(['2028-01-14 T-7 2028-02-01', '2028-01-24 T-1 2028-02-01']);
    expect(remindersOf(year, '02-29')).toEqual(['2028-02-18 T-7 2028-02-29', '2028-02-28 T-1 2028-02-29']);
    expect([...year.told, ...year.letters].filter(({ dayOff }) => dayOff)).toEqual([]);
  });
});
