import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../kernel/refusal.ts';
import { correspondingCriteria, correspondingOption } from './correspondence.ts';
import { leavesOf, type ScoreSheet } from './criteria-set.ts';
import { diffRulebooks, diffSets } from './diff.ts';
import { getCriteriaSet, getRulebook, rulebooks } from './registry.ts';
import { anySheet, bestSheet, emptySheet } from './sheets.fixture.ts';
import { stars } from './stars.ts';
import { type WhatIfQuestion, whatIf } from './what-if.ts';

const rice2023 = getCriteriaSet('R2023/6');
const rice2026 = getCriteriaSet('R2026/6');
const under = getRulebook('R2026');
const best = bestSheet(rice2023);

function tried(question: Partial<WhatIfQuestion>) {
  const result = whatIf({ sheets: [best], from: rice2023, to: rice2026, under, ...question });
  if (isRefusal(result)) throw new Error(result.code);
  return result;
}

describe('what if another act had applied', () => {
  it('rates by the criteria that correspond, and says which do not', () => {
    const { correspondence, open, least, most } = tried({});
    expect(correspondence.pairs.map(({ from, to }) => `${from.code}→${to.code}`)).toContain('1.2→1.3');
    expect(correspondence.onlyFrom.length).toBeGreaterThan(0);
    expect(open.map(({ criterion }) => criterion)).toContain('1.2');
    expect(least.mean?.sum).toBeLessThan(most.mean?.sum as number);
    expect(least.stars).toBeLessThanOrEqual(most.stars);
  });

  it('is the rating itself under the rulebook that shares the set', () => {
    const under2025 = getRulebook('R2025');
    fc.assert(
      fc.property(fc.array(anySheet(rice2023), { minLength: 1, maxLength: 3 }), (sheets) => {
        const { open, least, most } = tried({ sheets, to: rice2023, under: under2025 });
        const rating = stars({ sheets, set: rice2023, rulebook: under2025 });
        expect(open).toEqual([]);
        expect([least.stars, most.stars]).toEqual(isRefusal(rating) ? [] : [rating.stars, rating.stars]);
      }),
      { numRuns: 30 },
    );
  });

  it('follows an explicit mapping where wording does not lead', () => {
    const without = correspondingCriteria(rice2023, rice2026);
    const [from, to] = [without.onlyFrom[0]?.code as string, without.onlyTo[0]?.code as string];
    const { pairs } = correspondingCriteria(rice2023, rice2026, { [from]: to });
    expect(pairs.find((pair) => pair.from.code === from)).toMatchObject({ to: { code: to }, by: 'mapping' });
  });

  it('takes a sheet without any option as one without any', () => {
    expect(tried({ sheets: [emptySheet(rice2023)] }).least).toMatchObject({ stars: 1, mean: { sum: 0 } });
  });

  it('carries options over by wording, by equal points, or not at all', () => {
    const { pairs } = correspondingCriteria(rice2023, rice2026);
    for (const pair of pairs) {
      expect(correspondingOption(pair, null)).toBeNull();
      for (const { id } of pair.from.options) {
        const found = correspondingOption(pair, id);
        if (found !== undefined) expect(pair.to.options.map((option) => option.id)).toContain(found);
      }
      expect(correspondingOption(pair, 'no such option')).toBeUndefined();
    }
  });

  it('is refused where nothing corresponds', () => {
    const from = { ...rice2023, parts: [] };
    const sheets: ScoreSheet[] = [{}];
    expect(whatIf({ sheets, from, to: rice2026, under })).toMatchObject({ code: 'NOTHING_CORRESPONDS' });
  });

  it('is refused for a set of another rulebook', () => {
    expect(whatIf({ sheets: [best], from: rice2023, to: rice2023, under })).toMatchObject({
      code: 'SET_OF_OTHER_RULEBOOK',
    });
  });
});

describe('two rulebooks side by side', () => {
  it('show what an act changed and nothing else', () => {
    expect(diffRulebooks(under, under)).toEqual([]);
    const rows = diffRulebooks(getRulebook('R2023'), getRulebook('R2025'));
    expect(rows).toContainEqual({
      what: 'ladder',
      a: 'district → province → national',
      b: 'commune → province → national',
    });
    expect(rows).toContainEqual({ what: 'district recognises', a: '3★' });
    expect(rows).toContainEqual({ what: 'commune rates', b: 'no' });
    expect(rows.some(({ what }) => what.startsWith('band') || what.startsWith('part'))).toBe(false);
  });

  it('name each figure once', () => {
    for (const a of rulebooks) {
      for (const b of rulebooks) {
        const names = diffRulebooks(a, b).map(({ what }) => what);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });
});

describe('two sets side by side', () => {
  it('show criteria that changed, went and came', () => {
    expect(diffSets(rice2023, rice2023)).toEqual([]);
    const rows = diffSets(rice2023, rice2026);
    expect(rows.some(({ a, b }) => a && b)).toBe(true);
    expect(rows.some(({ a }) => !a)).toBe(true);
    expect(rows.some(({ b }) => !b)).toBe(true);
    const { onlyFrom, onlyTo, pairs } = correspondingCriteria(rice2023, rice2026);
    expect(pairs.length + onlyFrom.length).toBe(leavesOf(rice2023).length);
    expect(pairs.length + onlyTo.length).toBe(leavesOf(rice2026).length);
  });
});
