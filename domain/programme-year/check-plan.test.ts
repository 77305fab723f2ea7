import { describe, expect, test } from 'vitest';
import { holidays, planOf } from '../../demo/year-plan.ts';
import { given } from '../../test/domain/specification.ts';
import { units } from '../../test/domain/story.ts';
import { planUnder } from '../../test/plans.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { end, province, treeOf, unit } from '../unit/tree.fixture.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { awareness, type PlanDuty, progress } from '../unit-duties/duties.fixture.ts';
import { planAdvice } from './plan-advice.ts';
import { planYear, programmeYear } from './programme-year.ts';
import { type YearPlanInput, yearPlan } from './year-plan.ts';

const [first, second] = planOf(2022).rounds as [YearPlanInput['rounds'][number], YearPlanInput['rounds'][number]];
const calendar = holidays[2022];

/** What `PlanYear` answers to a changed plan: the refusal's code and line. */
function refusedFor(change: Partial<YearPlanInput>, year = 2022, plan: YearPlanInput = planOf(year)) {
  const { outcome } = given(programmeYear, `66-${year}`, [], { needs: { units }, today: `${year}-01-05` }).when(
    planYear,
    { plan: { ...plan, ...change } },
  );
  const { code, field } = outcome as Refusal;
  return code === undefined ? 'planned' : `${code} ${field}`;
}
const withTiers = (change: object) => ({ rounds: [{ ...first, tiers: { ...first.tiers, ...change } }, second] });

describe('a plan lies in the year of its id', () => {
  test('its first and last day, its windows and its rounds', () => {
    expect(refusedFor({}, 2023, planOf(2031))).toBe('PLAN_OF_ANOTHER_YEAR /plan/opensOn');
    expect(refusedFor({ closesOn: '2023-01-15' })).toBe('PLAN_OF_ANOTHER_YEAR /plan/closesOn');
    const idea = { from: '2021-03-01', until: '2022-03-31' };
    expect(refusedFor({ windows: { ...planOf(2022).windows, idea } })).toBe(
      'PLAN_OF_ANOTHER_YEAR /plan/windows/idea/from',
    );
    expect(refusedFor({ rounds: [first, { ...second, until: '2023-02-01' }] })).toBe(
      'PLAN_OF_ANOTHER_YEAR /plan/rounds/1/until',
    );
  });
  test('only what follows a round may reach into the next year', () => {
    expect(refusedFor({})).toBe('planned'); // the nation’s second round ends in March
    expect(refusedFor(withTiers({ national: { resultBy: '2024-01-01' } }))).toBe(
      'PLAN_OF_ANOTHER_YEAR /plan/rounds/0/tiers/national/resultBy',
    );
  });
});

test('a plan names a law that is in force in its year', () => {
  expect(refusedFor({ rulebook: 'R2019' }, 2024, planUnder('R2023', 2024))).toBe(
    'PLAN_LAW_NOT_IN_FORCE /plan/rulebook',
  );
  expect(refusedFor({}, 2022, planUnder('R2025', 2022))).toBe('PLAN_LAW_NOT_IN_FORCE /plan/rulebook');
  expect(refusedFor({}, 2026, planUnder('R2025', 2026))).toBe('planned');
});

describe('rounds', () => {
  test('come in their order, so that no May dossier lands in round 2', () => {
    expect(refusedFor({ rounds: [second, first] })).toBe('PLAN_ROUNDS_OUT_OF_ORDER /plan/rounds/1/no');
    expect(
      refusedFor({
        rounds: [
          { ...second, no: 1 },
          { ...first, no: 2 },
        ],
      }),
    ).toBe('PLAN_ROUNDS_OUT_OF_ORDER /plan/rounds/1/no');
  });
  test('have a number each', () => {
    expect(refusedFor({ rounds: [first, { ...second, no: 1 }] })).toBe('PLAN_ROUNDS_OUT_OF_ORDER /plan/rounds/1/no');
  });
  test('know only the tiers of the plan’s law', () => {
    expect(refusedFor(withTiers({ commune: { resultBy: '2022-06-10' } }))).toBe(
      'PLAN_TIER_UNKNOWN /plan/rounds/0/tiers/commune',
    );
  });
  test('give no tier a date before what it rests on', () => {
    expect(refusedFor(withTiers({ district: { resultBy: '2022-06-30', forwardBy: '2022-06-20' } }))).toBe(
      'PLAN_TIER_DATES_CROSSED /plan/rounds/0/tiers/district/forwardBy',
    );
    expect(refusedFor(withTiers({ province: { resultBy: '2022-07-29', recogniseBy: '2022-07-01' } }))).toBe(
      'PLAN_TIER_DATES_CROSSED /plan/rounds/0/tiers/province/recogniseBy',
    );
    expect(refusedFor(withTiers({ district: { resultBy: '2022-05-30' } }))).toBe(
      'PLAN_TIER_DATES_CROSSED /plan/rounds/0/tiers/district/resultBy',
    );
    expect(refusedFor(withTiers({ province: { resultBy: '2022-06-15' } }))).toBe(
      'PLAN_TIER_DATES_CROSSED /plan/rounds/0/tiers/province/resultBy',
    );
  });
});

describe('the rounds of 26/2026/QĐ-TTg are outer limits (art. 5)', () => {
  const lawful = planUnder('R2026', 2027);
  const changed = (change: object) => ({ rounds: lawful.rounds.map((r, i) => (i === 0 ? { ...r, ...change } : r)) });
  test('proposals close and tiers finish no later than the law says', () => {
    expect(refusedFor({}, 2027, lawful)).toBe('planned');
    expect(refusedFor(changed({ filingClosesOn: '2027-04-30' }), 2027, lawful)).toBe(
      'PLAN_LATER_THAN_LAW /plan/rounds/0/filingClosesOn',
    );
    const { tiers } = lawful.rounds[0] as YearPlanInput['rounds'][number];
    expect(refusedFor(changed({ tiers: { ...tiers, province: { resultBy: '2027-06-30' } } }), 2027, lawful)).toBe(
      'PLAN_LATER_THAN_LAW /plan/rounds/0/tiers/province/resultBy',
    );
    const late = { ...tiers.province, forwardBy: '2027-07-30' } as typeof tiers.province;
    expect(refusedFor(changed({ tiers: { ...tiers, province: late } }), 2027, lawful)).toBe(
      'PLAN_LATER_THAN_LAW /plan/rounds/0/tiers/province/forwardBy',
    );
    expect(refusedFor(changed({ tiers: { ...tiers, national: { resultBy: '2027-10-01' } } }), 2027, lawful)).toBe(
      'PLAN_LATER_THAN_LAW /plan/rounds/0/tiers/national/resultBy',
    );
  });
  test('a dossier is handed on no later than the next tier takes proposals', () => {
    const { tiers } = lawful.rounds[0] as YearPlanInput['rounds'][number];
    const province = { ...tiers.province, resultBy: '2027-06-29', forwardBy: '2027-07-30' };
    expect(refusedFor(changed({ tiers: { ...tiers, province } }), 2027, lawful)).toBe(
      'PLAN_LATER_THAN_LAW /plan/rounds/0/tiers/province/forwardBy',
    );
  });
  test('a round of the office’s own ends with the law’s last', () => {
    const [, last] = lawful.rounds as [unknown, YearPlanInput['rounds'][number]];
    const third = { ...last, no: 3, from: '2027-11-10', filingClosesOn: '2027-12-20', until: '2027-12-30' };
    expect(refusedFor({ rounds: [...lawful.rounds, third] }, 2027, lawful)).toBe(
      'PLAN_LATER_THAN_LAW /plan/rounds/2/filingClosesOn',
    );
  });
});

describe('what is only unusual is said to who approves, and refuses nothing', () => {
  const advised = (change: Partial<YearPlanInput>, year = 2022, plan = planOf(year)) =>
    planAdvice(yearPlan.parse({ ...plan, ...change }), year, { holidays: [] }).map((a) => `${a.code} ${a.field}`);
  test('of the usual plan only the last days that are days off', () => {
    expect(
      planAdvice(yearPlan.parse(planOf(2022)), 2022, calendar ?? { holidays: [] }).map(
        (a) => `${a.code} ${a.details.on} ${a.details.moved}`,
      ),
    ).toEqual([
      'PLAN_LAST_DAY_OFF 2022-04-30 2022-05-04',
      'PLAN_LAST_DAY_OFF 2022-07-31 2022-08-01',
      'PLAN_LAST_DAY_OFF 2023-04-29 2023-05-01',
    ]);
  });
  test.each([
    ['a law that ends in the year', {}, 2023, 'PLAN_LAW_CHANGES /plan/rulebook'],
    ['one round', { rounds: [first] }, 2022, 'PLAN_ONE_ROUND /plan/rounds'],
    [
      'rounds that overlap',
      { rounds: [first, { ...second, from: '2022-07-20' }] },
      2022,
      'PLAN_ROUNDS_OVERLAP /plan/rounds/1/from',
    ],
    [
      'dossiers taken after the results',
      { rounds: [{ ...first, filingClosesOn: '2022-07-15' }, second] },
      2022,
      'PLAN_CLOSES_AFTER_RESULT /plan/rounds/0/filingClosesOn',
    ],
    [
      'a window after the year',
      { closesOn: '2022-08-01' },
      2022,
      'PLAN_WINDOW_OUTSIDE_YEAR /plan/windows/implementation/until',
    ],
  ])('%s', (_, change, year, expected) => {
    expect(advised(change as Partial<YearPlanInput>, year)).toContain(expected);
    expect(refusedFor(change as Partial<YearPlanInput>, year)).toBe('planned');
  });
});

describe('the duties of units', () => {
  const of = (more: Partial<PlanDuty>, times = awareness.times) => ({ duties: [{ ...awareness, ...more, times }] });
  test.each<[string, Partial<YearPlanInput>]>([
    ['planned', { duties: [awareness, progress] }],
    ['DUTY_TWICE /plan/duties/1/id', { duties: [awareness, awareness] }],
    ['DUTY_TIME_TWICE /plan/duties/0/times/1/no', of({}, [...awareness.times, ...awareness.times])],
    ['DUTY_TIME_CROSSED /plan/duties/0/times/0/until', of({}, [{ no: 1, from: '2022-02-25', until: '2022-02-01' }])],
    ['DUTY_OUTSIDE_YEAR /plan/duties/0/times/0/from', of({}, [{ no: 1, from: '2021-12-31', until: '2022-02-01' }])],
    ['planned', of({}, [{ no: 1, from: '2022-12-01', until: '2023-01-10' }])],
    ['DUTY_OUTSIDE_YEAR /plan/duties/0/times/0/until', of({}, [{ no: 1, from: '2022-12-01', until: '2024-01-10' }])],
    ['UNIT_UNKNOWN /plan/duties/0/units/0', of({ units: ['999'] })],
    ['DUTY_OF_ANOTHER_LEVEL /plan/duties/0/units/1', of({ units: ['650-01', '650'] })],
  ])('%s', (expected, change) => {
    expect(refusedFor(change)).toBe(expected);
  });
  test('are not given to a unit that has ended, nor to one that is not there yet', () => {
    const named = (units: UnitTree) =>
      given(programmeYear, '66-2022', [], { needs: { units }, today: '2022-01-05' }).when(planYear, {
        plan: { ...planOf(2022), ...of({ units: ['650-02'] }) },
      }).outcome;
    expect(named(treeOf(...province, end('650-02', '2022-01-31')))).toMatchObject({ code: 'UNIT_ENDED' });
    expect(named(treeOf(...province, end('650-02', '2022-02-01')))).toMatchObject([{ type: 'YearPlanned' }]);
    const later = treeOf(...province.slice(0, 3), unit('650-02', 'commune', '650', '2022-02-02'));
    expect(named(later)).toMatchObject({ code: 'UNIT_NOT_YET' });
  });
});
