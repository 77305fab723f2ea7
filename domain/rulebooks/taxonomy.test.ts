import { describe, expect, it, test } from 'vitest';
import { criteriaSetIds } from './criteria-sets.ts';
import { findIndustryOf, getRulebook, rulebooks } from './registry.ts';
import { correspondingSets, findGroup, hasSet, setsOfGroup } from './taxonomy.ts';

describe('a product keeps its group when the law changes', () => {
  test.each([
    ['coffee-cocoa', ['R2019/6'], ['R2023/13'], ['R2026/13']],
    ['decorative-handicraft', ['R2019/20'], ['R2023/21'], ['R2026/21']],
    ['household-handicraft', ['R2019/19'], ['R2023/21'], ['R2026/21']],
    ['textile-garments', ['R2019/13'], ['R2023/22'], ['R2026/22']],
    ['community-tourism', ['R2019/8'], ['R2023/26'], ['R2026/26']],
    ['handicraft', [], ['R2023/21'], ['R2026/21']],
    ['flowers', [], ['R2023/23'], ['R2026/23']],
    // No later act has medical devices.
    ['medical-devices', ['R2019/22'], [], []],
  ])('%s is rated by %j, %j, %j', (group, in2019, in2023, in2026) => {
    const sets = (id: string) => setsOfGroup(getRulebook(id), group);
    expect([sets('R2019'), sets('R2023'), sets('R2025'), sets('R2026')]).toEqual([in2019, in2023, in2023, in2026]);
  });

  it('every group of R2019 but medical devices goes on', () => {
    const groups = getRulebook('R2019').taxonomy.flatMap((industry) => industry.groups.map(({ id }) => id));
    for (const later of ['R2023', 'R2025', 'R2026']) {
      const lost = groups.filter((group) => !findGroup(getRulebook(later), group));
      expect(lost).toEqual(['medical-devices']);
    }
  });

  it('finds the industry in the newest act that has the group', () => {
    expect(findIndustryOf('decorative-handicraft')?.id).toBe('handicraft');
    expect(findIndustryOf('medical-devices')?.id).toBe('herbal');
    expect(findIndustryOf('community-tourism')?.alsoFor).toContain('association');
    expect(findIndustryOf('space')).toBeUndefined();
  });
});

describe('the sets of two acts', () => {
  test.each([
    ['R2019/6', 'R2023', ['R2023/13']],
    ['R2019/6', 'R2026', ['R2026/13']],
    ['R2026/13', 'R2019', ['R2019/6']],
    ['R2023/13', 'R2025', ['R2023/13']],
    ['R2019/4', 'R2026', ['R2026/8']],
    ['R2026/8', 'R2019', ['R2019/4', 'R2019/5']],
    ['R2019/22', 'R2026', []],
    ['R2026/23', 'R2019', []],
  ])('%s is in %s %j', (set, target, expected) => {
    expect(correspondingSets(set, getRulebook(target), rulebooks)).toEqual(expected);
  });

  it('go on from R2019 to R2026 except medical devices, and each set of R2026 continues one of R2023', () => {
    const r2026 = getRulebook('R2026');
    const gone = criteriaSetIds.filter((id) => correspondingSets(id, r2026, rulebooks).length === 0);
    expect(gone).toEqual(['R2019/22']);
    expect(hasSet(r2026, 'R2023/1')).toBe(false);
    expect(hasSet(getRulebook('R2025'), 'R2023/1')).toBe(true);
  });

  it('have the same names in every act since 2023', () => {
    const names = (id: string) =>
      getRulebook(id).taxonomy.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets.map(({ name }) => name.vi)));
    expect(names('R2026')).toEqual(names('R2023'));
    expect(names('R2026')).toHaveLength(26);
  });
});
