import { describe, expect, it, test } from 'vitest';
import { isDay } from '../time/civil-date.ts';
import { criteriaSetIds } from './criteria-sets.ts';
import { criteriaSetRef, figuresOf, figuresOfSet, rulebookRef } from './figures.ts';
import { defaultRatingPolicies, ratingPoliciesInput } from './policies.ts';
import { r2019 } from './r2019/r2019.ts';
import { ratingPolicies } from './rating-policies.ts';
import {
  findBinding,
  findCriteriaSet,
  findRulebook,
  findRulebookFor,
  getCriteriaSet,
  getRulebook,
  rulebooks,
} from './registry.ts';
import { hasSet } from './taxonomy.ts';
import { isWords } from './words.ts';

const coffee = getCriteriaSet('R2019/6');

describe('the rulebook of a filing date', () => {
  test.each([
    ['2019-08-20', undefined],
    ['2019-08-21', 'R2019'],
    ['2022-06-20', 'R2019'],
    ['2023-02-23', 'R2019'],
    ['2023-02-24', 'R2023'],
    ['2025-06-30', 'R2023'],
    ['2025-07-05', 'R2023'],
    ['2025-07-06', 'R2025'],
    ['2026-05-21', 'R2025'],
    ['2026-05-22', 'R2026'],
    ['2027-01-01', 'R2026'],
  ])('%s is %s', (day, id) => {
    expect(findRulebookFor(day)?.id).toBe(id);
  });

  it('leaves no day between the first and the last without exactly one', () => {
    for (const [index, { effectiveFrom }] of rulebooks.entries()) {
      if (index > 0) expect(rulebooks[index - 1]?.supersededFrom).toBe(effectiveFrom);
    }
    expect(rulebooks.at(-1)?.supersededFrom).toBeUndefined();
  });

  // 26/2026/QĐ-TTg, art. 12.2: 60 days for a first rating or an upgrade, 30 for a re-rating.
  test.each([
    ['2026-05-21', 'first', 'R2025', '2026-07-21'],
    ['2026-05-21', 'upgrade', 'R2025', '2026-07-21'],
    ['2026-05-21', 're-rating', 'R2025', '2026-06-21'],
    ['2025-05-01', 'first', 'R2023', '2026-07-21'],
    ['2026-05-22', 'first', 'R2026', undefined],
  ] as const)('a dossier filed on %s (%s) stays under %s and is finished by %s', (day, kind, id, finishBy) => {
    expect(findBinding(day, kind)).toMatchObject({ rulebook: { id } });
    expect(findBinding(day, kind)?.finishBy).toBe(finishBy);
  });

  it('is none before any law', () => {
    expect(findBinding('2019-08-20', 'first')).toBeUndefined();
  });
});

describe('the registry', () => {
  it('gets or finds by id', () => {
    expect(getRulebook('R2019')).toBe(r2019);
    expect(findRulebook('R1999')).toBeUndefined();
    expect(() => getRulebook('R1999')).toThrow('unknown rulebook R1999');
    expect(getCriteriaSet('R2019/6')).toBe(coffee);
    expect(findCriteriaSet('R2019/99')).toBeUndefined();
    expect(() => getCriteriaSet('R2019/99')).toThrow();
  });

  it('holds 78 criteria sets, each in a group of its rulebook and rateable by it', () => {
    expect(criteriaSetIds).toHaveLength(78);
    expect(new Set(criteriaSetIds).size).toBe(78);
    for (const id of criteriaSetIds) {
      const set = getCriteriaSet(id);
      expect(set.id).toBe(id);
      expect(hasSet(getRulebook(set.rulebook), id)).toBe(true);
    }
    for (const rulebook of rulebooks) {
      for (const { sets } of rulebook.taxonomy.flatMap(({ groups }) => groups)) {
        for (const { id } of sets) expect(findCriteriaSet(id), id).toBeDefined();
      }
    }
  });

  it('R2019 has 26 sets in 16 groups, each once', () => {
    const groups = r2019.taxonomy.flatMap((industry) => industry.groups);
    const ids = groups.flatMap(({ sets }) => sets.map(({ id }) => id));
    expect(groups).toHaveLength(16);
    expect(new Set(ids)).toEqual(new Set(Array.from({ length: 26 }, (_, i) => `R2019/${i + 1}`)));
    expect(ids).toHaveLength(26);
  });

  it('rulebooks are whole: parts 100, bands from 100 down to 0, days real, ladder joined', () => {
    for (const { parts, bands, acts, effectiveFrom, supersededFrom, ladder } of rulebooks) {
      expect(parts.A.max + parts.B.max + parts.C.max).toBe(10_000);
      expect(bands.map(({ star }) => star)).toEqual([5, 4, 3, 2, 1]);
      expect(bands.map(({ from }) => from)).toEqual(bands.map(({ from }) => from).sort((a, b) => b - a));
      expect(bands.at(-1)?.from).toBe(0);
      const days = [effectiveFrom, ...(supersededFrom === undefined ? [] : [supersededFrom])];
      for (const day of [...days, ...acts.map(({ signed }) => signed)]) expect(isDay(day)).toBe(true);
      const ids = ladder.map(({ id }) => id);
      for (const [index, { forwards, missReturnsTo, review }] of ladder.entries()) {
        if (forwards) expect(ids.indexOf(forwards.to)).toBeGreaterThan(index);
        if (missReturnsTo !== undefined) expect(ladder[ids.indexOf(missReturnsTo)]?.review).toBeDefined();
        if (review) expect(Math.max(...review.recognises)).toBe(review.maxStar);
      }
    }
  });
});

describe('figures', () => {
  const texts = (value: unknown): unknown[] =>
    typeof value !== 'object' || value === null
      ? []
      : isWords(value)
        ? [value]
        : Object.values(value).flatMap((member) => texts(member));

  it('hold no text', () => {
    expect(texts(r2019).length).toBeGreaterThan(50);
    expect(texts([figuresOf(r2019), figuresOfSet(coffee)])).toEqual([]);
  });

  it('do not move with labels, citations, responsibilities or council defaults', () => {
    const title = { vi: 'khác', en: 'other' };
    const council = { ...r2019.council, maxSpread: 500 };
    const ladder = r2019.ladder.map((tier) => ({ ...tier, name: title, cite: { act: 'x' } }));
    expect(figuresOf({ ...r2019, title, council, ladder })).toEqual(figuresOf(r2019));
    const minimum = coffee.minimum.map(({ confirm: _, ...rest }) => ({ ...rest, cite: { act: 'x' } }));
    expect(figuresOfSet({ ...coffee, name: title, minimum, incomplete: [] })).toEqual(figuresOfSet(coffee));
  });

  it('move with every figure', () => {
    const bands = r2019.bands.map((band) => ({ ...band, from: band.from + 1 }));
    expect(figuresOf({ ...r2019, bands })).not.toEqual(figuresOf(r2019));
    const minimum = coffee.minimum.map((one) => ({ ...one, atLeastPoints: one.atLeastPoints + 100 }));
    expect(figuresOfSet({ ...coffee, minimum })).not.toEqual(figuresOfSet(coffee));
  });

  it('are plain JSON, digested outside', () => {
    const seen: unknown[] = [];
    const digest = (json: unknown) => {
      seen.push(json);
      return 'abc';
    };
    expect(rulebookRef(r2019, digest)).toBe('R2019@sha256:abc');
    expect(criteriaSetRef(coffee, digest)).toBe('R2019/6@sha256:abc');
    expect(JSON.parse(JSON.stringify(seen))).toStrictEqual(seen);
  });
});

describe('rating policies', () => {
  it('have their default among their values, and the edge schema knows the same', () => {
    expect(ratingPoliciesInput.parse({})).toEqual(defaultRatingPolicies);
    for (const [id, { values, default: usual }] of Object.entries(ratingPolicies)) {
      expect(Object.keys(values)).toContain(usual);
      for (const value of Object.keys(values)) {
        expect(ratingPoliciesInput.parse({ [id]: value })).toMatchObject({ [id]: value });
      }
      expect(ratingPoliciesInput.safeParse({ [id]: 'other' }).success).toBe(false);
    }
  });
});
