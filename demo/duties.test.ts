import { describe, expect, test } from 'vitest';
import { planYear, programmeYear } from '../domain/programme-year/programme-year.ts';
import { treeOf, unit } from '../domain/unit/tree.fixture.ts';
import { given } from '../test/domain/specification.ts';
import { dutyRows } from './duties.ts';
import { plan2022 } from './plan-2022.ts';

/** How often in the year each duty is to be done, and by whom. */
const counted = dutyRows.map(({ id, levels, times }) => `${id} ${levels.map((l) => l[0]).join('')} ${times.length}`);

describe('the duties of the demo’s year', () => {
  test('are all that the scheme orders: those of the cycle (part II IV.6), plans, reports, budgets, meetings, training', () => {
    expect(counted).toEqual([
      // II IV.6, step by step
      ...['awareness-report cdp 1', 'awareness-channels cdp 1', 'awareness-meeting dp 1', 'potential-products c 1'],
      ...['idea-list c 1', 'idea-selection d 1', 'idea-approval p 1', 'plan-results d 1', 'plan-summary p 1'],
      // monthly from April to August; two rounds
      ...['progress-report cd 5', 'council-report dp 2', 'dossiers-forwarded dp 2'],
      // plans and reports at each level
      ...['annual-plan cdp 1', 'party-work-plan cdp 1', 'quarterly-report cdd 4', 'quarterly-summary p 4'],
      ...['monitoring-report d 4', 'annual-summary cdpd 1'],
      // the yearly budget: units propose, the office collects, finance proposes, the province allots
      ...['budget-proposal cdd 1', 'budget-collected p 1', 'budget-proposed d 1', 'budget-allotted p 1'],
      // checks, conferences
      ...['district-check p 4', 'product-review cdp 1', 'launch-conference p 1', 'thematic-event cdp 1'],
      ...['annual-conference cdp 1', 'emulation-awards dp 1'],
      // training: three kinds of class, five subjects for officials, three courses for leaders, who must have attended
      ...['class-plan-writing dp 1', 'class-product-development dp 1', 'class-selling dp 1', 'class-officials p 5'],
      ...['class-leaders p 3', 'idea-owners-trained d 1', 'sales-leads-trained d 1'],
    ]);
  });
  test('each say where the scheme orders them, with the line or the appendix', () => {
    const vague = dutyRows.filter(({ source }) => !/^(phần [IV]+, [IV]+\.|Điều \d|phụ lục \d|khung \d)/.test(source));
    expect(vague).toEqual([]);
  });
  test('stand in a plan that is accepted', () => {
    const tree = treeOf(unit('66', 'province'), unit('stc', 'department', '66'));
    given(programmeYear, '66-2022', [], { needs: { units: tree }, today: '2022-01-05' })
      .when(planYear, { plan: plan2022 })
      .then(['YearPlanned']);
  });
});
