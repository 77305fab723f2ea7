import { describe, expect, test } from 'vitest';
import { criteriaSetIds, getCriteriaSet } from './criteria-sets.ts';
import { mayBeMissed } from './minimum-missed.ts';

describe('a minimum option that can be missed', () => {
  test('every one that a form asks for, also where it asks for two stars at one criterion', () => {
    const asked = criteriaSetIds
      .map(getCriteriaSet)
      .flatMap((set) => set.minimum.map(({ criterion, star }) => ({ set, criterion, star })));
    expect(asked.length).toBeGreaterThan(1000);
    const refused = asked.filter(({ set, ...missed }) => !mayBeMissed(set, missed));
    expect(refused.map(({ set, criterion, star }) => `${set.id} ${criterion} ${star}`)).toEqual([]);
  });
});
