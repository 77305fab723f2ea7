import { describe, expect, test } from 'vitest';
import { planOf } from '../../demo/year-plan.ts';
import { planUnder } from '../../test/plans.ts';
import { planRefused } from './check-plan.ts';
import { planMovedOn, planProposed } from './proposing.ts';
import { yearPlan } from './year-plan.ts';

const years = [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028];

describe('a plan to begin with', () => {
  test.each(years)('is one that can stand in %i', (year) => {
    expect(planRefused(yearPlan.parse(planProposed(year)), year)).toBeUndefined();
  });

  test.each([
    ['R2019', 2022],
    ['R2023', 2024],
    ['R2025', 2025],
    ['R2026', 2027],
  ] as const)('and so does one of %s of %i moved on by a year, or by three', (rulebook, year) => {
    const plan = yearPlan.parse(planUnder(rulebook, year));
    for (const to of [year + 1, year + 3]) expect(planRefused(planMovedOn(plan, to), to)).toBeUndefined();
  });

  test('moved on it has its dates a year later, its duties and policies as they were', () => {
    const duty = {
      ...{ id: 'bao-cao', name: { vi: 'Báo cáo', en: 'Report' }, levels: ['commune' as const] },
      times: [{ no: 1, from: '2024-02-01', until: '2024-02-29' }],
      ...{
        evidence: { vi: 'Báo cáo', en: 'Report' },
        reportTo: { vi: 'Tỉnh', en: 'Province' },
        source: '1576/QĐ-UBND',
      },
    };
    const plan = yearPlan.parse({ ...planUnder('R2023', 2024), duties: [duty] });
    const moved = planMovedOn(plan, 2025);
    expect(moved).toMatchObject({ rulebook: 'R2023', opensOn: '2025-01-01', policies: plan.policies });
    expect(moved.duties?.[0]).toEqual({ ...duty, times: [{ no: 1, from: '2025-02-01', until: '2025-02-28' }] });
    expect(moved.rounds[1]?.tiers.province?.forwardBy).toBe('2025-12-15');
  });

  test('under another law it has the rounds and tiers of that one', () => {
    const moved = planMovedOn(yearPlan.parse(planOf(2022)), 2027);
    expect(moved.rulebook).toBe('R2026');
    expect(Object.keys(moved.rounds[0]?.tiers ?? {})).not.toContain('district');
  });
});
