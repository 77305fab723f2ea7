// Every figure of every set against a copy of the origin that holds figures only (no wording), with the origin's sha256.
// figures.origin.json was made from the criteria files of the regulations, not from our sets.
import { describe, expect, it, test } from 'vitest';
import { type CriteriaSet, type Criterion, type CriterionLeaf, leavesIn, leavesOf } from './criteria-set.ts';
import { criteriaSetIds } from './criteria-sets.ts';
import origin from './figures.origin.json' with { type: 'json' };
import { getCriteriaSet } from './registry.ts';

type OriginSet = (typeof origin)['R2019']['sets'][number];
const originals = [...origin.R2019.sets, ...origin.R2023.sets, ...origin.R2026.sets] as readonly OriginSet[];

const ruleOf = {
  eliminate: 'eliminate',
  'stop-scoring': 'stop_scoring',
  'not-assessed': 'not_assessed',
  'requirement-missed': 'requires',
} as const;

const printed = (points: number) => String(points / 100);

function rulesOf(set: CriteriaSet, code: string, leaf?: CriterionLeaf): string {
  const rules = [
    ...set.knockOuts.filter(({ criterion }) => criterion === code).map(({ effect }) => ruleOf[effect]),
    ...(leaf?.appliesIf ? ['applies_if'] : []),
    ...(leaf?.evidence ?? []).map(() => 'evidence'),
    ...(leaf?.options.some((option) => option.case) ? ['choose_one_case'] : []),
  ];
  return rules.length > 0 ? `; ${rules.toSorted().join(' ')}` : '';
}

function minimumOf(set: CriteriaSet, code: string): string {
  // R2019's minimums are our readings of prose (`confirm`), which the origin's criteria do not hold.
  const own = set.minimum.filter(({ criterion, confirm }) => criterion === code && !confirm);
  const marks = own.map(({ star, atLeastPoints }) => `${star}*${printed(atLeastPoints)}`).toSorted();
  return marks.length > 0 ? `; min ${marks.join(' ')}` : '';
}

function linesOf(set: CriteriaSet, criterion: Criterion): readonly string[] {
  const { code, max } = criterion;
  if (!('options' in criterion)) {
    const below = criterion.criteria.flatMap((one) => linesOf(set, one));
    return [`${code} ${printed(max)}${rulesOf(set, code)}`, ...below];
  }
  const options = criterion.options.map(
    (o) => `${o.case === undefined ? '' : `${o.case}-`}${printed(o.points)}${o.repaired ? '!' : ''}`,
  );
  const rules = rulesOf(set, code, criterion);
  return [`${code} ${printed(max)} = ${options.join(' ')}${minimumOf(set, code)}${rules}`];
}

describe('the figures', () => {
  it('come from the files that were read', () => {
    expect(Object.values(origin).map(({ file, sha256 }) => [file, sha256])).toEqual([
      ['criteria-R2019.json', '5b8d2ae83a98ed1fa8625f8e7c0d8b00168c6ffce95a24c4ca3fcc4bec00488a'],
      ['criteria-R2023.json', '459b6dc667ac1f6a636166a7e09e112e53a7fb3bfa0b136fc7cffd006b8cb545'],
      ['criteria-R2026.json', 'ca634b71c33eea6779ee440be481c9f3de7f3050b179baf18bb553818f228a02'],
    ]);
    expect(originals.map(({ id }) => id).toSorted()).toEqual(criteriaSetIds.toSorted());
  });

  test.each(originals)('of $id are those of the form, line by line', (theirs) => {
    const set = getCriteriaSet(theirs.id);
    const ours = set.parts.flatMap(({ code, max, criteria }) => [
      `part ${code} ${printed(max)}`,
      ...criteria.flatMap((criterion) => linesOf(set, criterion)),
    ]);
    const empty = theirs.lines.length === 0;
    expect(empty ? ours.filter((line) => !line.startsWith('part')) : ours).toEqual(theirs.lines);
    expect(set.knockOuts.filter(({ criterion }) => criterion === undefined)).toHaveLength(theirs.disqualifiers);
  });

  test.each(originals)('of $id add up as far as the origin does, and say where they do not', (theirs) => {
    const set = getCriteriaSet(theirs.id);
    for (const { code, max, criteria } of set.parts) {
      expect(printed(max)).toBe(String(theirs.stated[code]));
      expect(printed(leavesIn(criteria).reduce((sum, leaf) => sum + leaf.max, 0))).toBe(String(theirs.computed[code]));
    }
    const sums = set.incomplete.filter(({ id }) => id !== 'minimum-options');
    expect(sums.length > 0).toBe(!theirs.complete);
  });
});

describe('labels', () => {
  test.each(criteriaSetIds)('of %s are worded in both languages, in at most 160 characters', (id) => {
    const set = getCriteriaSet(id);
    for (const { name, options } of leavesOf(set)) {
      for (const { vi, en } of [name, ...options.map((option) => option.name)]) {
        for (const text of [vi, en]) {
          expect(text).toBe(text.trim());
          expect(text).not.toBe('');
          expect(text.length).toBeLessThanOrEqual(160);
        }
        expect(vi).not.toMatch(/chờ lời/);
      }
    }
  });
});

describe('what a source lacks', () => {
  const incomplete = (gap: string) =>
    criteriaSetIds.filter((id) => getCriteriaSet(id).incomplete.some((one) => one.id === gap));

  it('is declared: sums of three sets of R2019 and four of R2023, one set without content', () => {
    expect(incomplete('part-sum')).toEqual([
      'R2019/23',
      'R2019/24',
      'R2019/21',
      'R2023/7',
      'R2023/11',
      'R2023/12',
      'R2023/13',
    ]);
    expect(incomplete('set-empty')).toEqual(['R2019/10']);
  });

  it('is the minimums per star of R2019, tourism excepted', () => {
    const sets = criteriaSetIds.filter((id) => id.startsWith('R2019/') && id !== 'R2019/8');
    expect(incomplete('minimum-options')).toEqual(sets);
  });

  it('keeps what a misprint printed', () => {
    const repaired = leavesOf(getCriteriaSet('R2026/4')).flatMap(({ code, options }) =>
      options.flatMap(({ points, repaired }) => (repaired ? [[code, points, repaired.printed]] : [])),
    );
    expect(repaired).toContainEqual(['7', 300, '13']);
  });

  it('gives tourism the act’s own number where the data have another', () => {
    expect(getCriteriaSet('R2019/8')).toMatchObject({ no: 8, actNo: 26 });
    expect(getCriteriaSet('R2019/6').actNo).toBeUndefined();
    expect(getCriteriaSet('R2026/26')).toMatchObject({ no: 26, actNo: 26 });
  });
});
