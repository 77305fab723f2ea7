import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holidays } from '../demo/year-plan.ts';
import { grantRole, revokeRole } from '../domain/access/account.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { type YearPlanInput, yearPlan } from '../domain/programme-year/year-plan.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
import { planUnder } from '../test/plans.ts';
import { type World, worldWithProduct } from '../test/world.ts';
import { inWords, reachesNobody } from './in-words.ts';
import type { Rehearsal } from './rehearsal.ts';
import { rehearse } from './rehearse.ts';

let office: World;
beforeAll(async () => {
  office = await worldWithProduct();
});
afterAll(() => office.store.close());

/** Two communes, so that both rounds are gone through. */
const communes = ['650-01', '650-02'];

async function rehearsed(plan?: YearPlanInput): Promise<Rehearsal> {
  const { state } = await office.executor.look(programmeYear, '66-2022');
  const scratch = openSqliteStore(':memory:');
  const year = plan
    ? { ...state, plan: yearPlan.parse(plan) }
    : { ...state, calendar: holidays[2022] ?? state.calendar };
  const yearId = `66-${year.plan?.opensOn.slice(0, 4)}`;
  try {
    return await rehearse({ real: office.store, scratch, yearId, year, communes });
  } finally {
    await scratch.close();
  }
}

describe('a year rehearsed', () => {
  test.each([
    ['R2019', 2022, [], []],
    ['R2023', 2024, [], []],
    // Round 2 is filed under the new act already, by which the nation finishes before the plan's day.
    ['R2025', 2026, [], ['rate and record the result']],
    // Its first round closes for proposals on 29/4, the demo's plans are selected until 30/4.
    ['R2026', 2027, [1], []],
  ])('goes through as planned under %s for %i, and tells where the plan is late', async (id, year, beyond, late) => {
    const { products, told, outOfReach, stopped } = await rehearsed(planUnder(id, year));
    expect({ products, outOfReach, stopped }).toEqual({ products: 2, outOfReach: beyond, stopped: [] });
    expect(told.length).toBeGreaterThan(30);
    expect(told.filter(({ overdue }) => overdue).map(({ why }) => why.en)).toEqual(late);
  });
  test('reminds on working days only, of every step and tier, before what is due', async () => {
    const { told } = await rehearsed();
    const reminders = told.filter(({ overdue }) => !overdue);
    expect(reminders.filter(({ dayOff }) => dayOff)).toEqual([]);
    expect(reminders.filter(({ on, dueOn }) => on > dueOn)).toEqual([]);
    expect(new Set(reminders.map(({ why }) => why.en)).size).toBeGreaterThan(9);
  });
  test('tells whom a reminder would reach, and what nobody would receive', async () => {
    const before = await rehearsed();
    expect(before.told.filter(reachesNobody)).toEqual([]);
    const until = dayOf(office.now());
    office.at('2022-01-06');
    await office.give({
      by: 'demo-admin',
      command: revokeRole,
      id: 'demo-krong-nang',
      input: { grant: 'district-officer-650', until },
    });
    const after = await rehearsed();
    const unheard = after.told.filter(reachesNobody);
    expect(unheard.length).toBeGreaterThan(0);
    expect(new Set(unheard.flatMap(({ to }) => to.map(({ unit }) => unit)))).toEqual(new Set(['650']));
    expect(inWords(after, 'vi')).toContain('Không có ai nhận:');
    await office.give({
      by: 'demo-admin',
      command: grantRole,
      id: 'demo-krong-nang',
      input: { grant: 'again', province: '66', role: 'district-officer', unit: '650', from: '2022-01-07' },
    });
  });
  test('leaves the office as it was', async () => {
    const before = await office.store.head();
    await rehearsed();
    expect(await office.store.head()).toEqual(before);
  });
});
