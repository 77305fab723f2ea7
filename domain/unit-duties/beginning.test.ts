import { describe, expect, test } from 'vitest';
import { doc, units } from '../../test/domain/story.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { treeOf, unit } from '../unit/tree.fixture.ts';
import { beginDuties, followPlan } from './beginning.ts';
import { awareness, begun, commune, duties, duty, OF, progress, yearWith } from './duties.fixture.ts';
import { reportDuty } from './reporting.ts';
import { dutiesId } from './unit-duties.ts';

const planned = (s: { state: { duties: { duty: string; no: number; dueOn: string }[] } }) =>
  s.state.duties.map((d) => `${d.duty}/${d.no} ${d.dueOn}`);

describe('the duties of a unit begin', () => {
  test('with all that the plan gives its level, dated by plan and calendar', () => {
    const of = [awareness, progress, duty('of-districts', [['02-01', '02-25']], { levels: ['district'] })];
    const s = duties([], { year: yearWith(of) })
      .on('2022-01-04')
      .when(beginDuties, OF);
    s.then(['DutiesBegun']);
    expect(planned(s)).toEqual(['awareness/1 2022-02-25', 'progress/1 2022-04-29', 'progress/2 2022-05-30']);
  });
  test('with what names it, and not with what names others', () => {
    const of = [
      duty('mine', [['02-01', '02-25']], { units: ['650-01'] }),
      duty('theirs', [['02-01', '02-25']], { units: ['650-02'] }),
    ];
    const s = duties([], { year: yearWith(of) })
      .on('2022-01-04')
      .when(beginDuties, OF);
    expect(planned(s)).toEqual(['mine/1 2022-02-25']);
  });
  test('a last day off ends on the next working day; what is past gets its late-step days', () => {
    const of = [duty('late', [['01-04', '02-25']]), duty('saturday', [['04-01', '04-30']])];
    const s = duties([], { year: yearWith(of) })
      .on('2022-03-01')
      .when(beginDuties, OF);
    expect(planned(s)).toEqual(['late/1 2022-03-15', 'saturday/1 2022-05-04']);
    expect(s.state.duties[0].basis).toBe('policy late-step-working-days (10)');
  });
  test('once, in an open year, of a unit that is there', () => {
    duties(begun()).on('2022-01-05').when(beginDuties, OF).then('already-so');
    const closed = yearWith([awareness], { closed: true });
    duties([], { year: closed }).on('2022-01-05').when(beginDuties, OF).then('NOT_DUE');
    duties([], { year: yearWith([awareness], { opened: false }) })
      .on('2022-01-05')
      .when(beginDuties, OF)
      .then('NOT_DUE');
    duties([]).on('2022-01-05').when(beginDuties, { code: '999', from: '2004-01-01' }).then('UNIT_UNKNOWN');
    const tree = treeOf(unit('66', 'province'), unit('24001', 'commune', '66', '2022-07-01'));
    const later = { code: '24001', from: '2022-07-01' };
    duties([], { tree }).on('2022-06-30').when(beginDuties, later).then('NOT_DUE');
    // One formed within the year owes what begins from its first day on.
    const of = [
      duty('monthly', [
        ['06-01', '07-10'],
        ['07-01', '08-10'],
      ]),
    ];
    const s = duties([], { tree, year: yearWith(of) })
      .on('2022-07-01')
      .when(beginDuties, later);
    expect(planned(s)).toEqual(['monthly/2 2022-08-10']);
  });
});

test('two units that carry one code in a year have streams of their own', () => {
  expect(dutiesId('66-2022', OF)).toBe('66-2022-650-01');
  expect(dutiesId('66-2025', { code: '24001', from: '2025-07-01' })).toBe('66-2025-24001-20250701');
  expect(dutiesId('66-2025', { code: '24001', from: '2025-01-01' })).toBe('66-2025-24001');
});

describe('a changed plan is followed', () => {
  const sooner = duty('progress', [
    ['04-01', '04-20'],
    ['05-01', '05-30'],
  ]);
  test('what is open moves, comes and goes by one fact; what was reported stays', () => {
    const reported = duties(begun())
      .on('2022-02-10', commune)
      .when(reportDuty, { duty: 'awareness', no: 1, document: doc('BC') }).facts;
    const year = yearWith([sooner, duty('new', [['06-01', '06-30']])]);
    const s = duties(reported, { year }).on('2022-03-01').when(followPlan);
    s.then([{ type: 'DutiesReplanned', data: { dropped: [] } }]);
    expect(planned(s)).toEqual([
      ...['awareness/1 2022-02-25', 'progress/2 2022-05-30', 'progress/1 2022-04-20', 'new/1 2022-06-30'],
    ]);
    duties(s.facts, { year }).on('2022-03-02').when(followPlan).then('already-so');
    const without = duties(begun(), { year }).on('2022-03-01').when(followPlan);
    expect(without.state.duties.map((d: { duty: string }) => d.duty)).not.toContain('awareness');
  });
  test('and so is a changed calendar, but for days that are past either way', () => {
    const year = { ...yearWith([awareness, progress]), calendar: { holidays: ['2022-02-25', '2022-04-29'] } };
    const s = duties(begun(), { year }).on('2022-03-10').when(followPlan);
    // 25/2 would be 28/2: over all the same. 29/4 is followed by a weekend and two days that this calendar works.
    expect(planned(s)).toEqual(['awareness/1 2022-02-25', 'progress/2 2022-05-30', 'progress/1 2022-05-02']);
  });
  test('and a calendar that is confirmed is said where it moves nothing', () => {
    const late = duty('late', [['10-01', '12-31']]);
    const of = (knownYears: number[]) => ({ ...yearWith([late]), calendar: { holidays: [], knownYears } });
    const s = duties([], { year: of([2022]) })
      .on('2022-01-04')
      .when(beginDuties, OF);
    // 31/12 is a Saturday: it ends on 2/1/2023, whose calendar nobody has confirmed.
    const basis = (state: { duties: { dueOn: string; basis: string }[] }) => state.duties[0];
    expect(basis(s.state)).toMatchObject({ dueOn: '2023-01-02', basis: expect.stringContaining('not confirmed') });
    const then = duties(s.facts, { year: of([2022, 2023]) })
      .on('2022-11-01')
      .when(followPlan);
    expect(basis(then.state)).toMatchObject({ dueOn: '2023-01-02', basis: expect.not.stringContaining('confirmed') });
    duties(then.facts, { year: of([2022, 2023]) })
      .on('2022-11-02')
      .when(followPlan)
      .then('already-so');
  });
  test('a plan that moves a date into the past leaves the late-step days, once', () => {
    const year = yearWith([duty('awareness', [['02-01', '02-11']]), progress]);
    const s = duties(begun(), { year }).on('2022-02-15').when(followPlan);
    expect(planned(s)).toContain('awareness/1 2022-03-01');
    duties(s.facts, { year }).on('2022-02-16').when(followPlan).then('already-so');
    duties(s.facts, { year }).on('2022-04-16').when(followPlan).then('already-so');
  });
  test('nothing changes, nothing is followed', () => {
    const { outcome } = duties(begun(), { tree: units }).on('2022-03-01').when(followPlan);
    expect(isRefusal(outcome) || outcome).toBe('already-so');
  });
});
