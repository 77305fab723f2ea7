import { describe, expect, it, test } from 'vitest';
import type { CriteriaSet, Criterion } from './criteria-set.ts';
import { criteriaSetIds } from './criteria-sets.ts';
import { lintRulebook } from './lint.ts';
import { reachSheet } from './reach-sheet.ts';
import { findCriteriaSet, getCriteriaSet, getRulebook, rulebooks } from './registry.ts';
import type { Rulebook } from './rulebook.ts';

const rice = getCriteriaSet('R2026/6');
const r2026 = getRulebook('R2026');

const errors = (rulebook: Rulebook, find: typeof findCriteriaSet = findCriteriaSet) =>
  lintRulebook(rulebook, find)
    .filter(({ level }) => level === 'error')
    .map(({ of, code }) => `${of} ${code}`);

const withSet = (set: CriteriaSet) => errors(r2026, (id) => (id === set.id ? set : findCriteriaSet(id)));

/** The set with one criterion replaced, wherever it stands. */
function edited(set: CriteriaSet, code: string, edit: (criterion: Criterion) => Criterion): CriteriaSet {
  const walk = (criterion: Criterion): Criterion => {
    if (criterion.code === code) return edit(criterion);
    return 'options' in criterion ? criterion : { ...criterion, criteria: criterion.criteria.map(walk) };
  };
  return { ...set, parts: set.parts.map((part) => ({ ...part, criteria: part.criteria.map(walk) })) };
}

describe('lint', () => {
  test.each(rulebooks)('finds no error in $id, only what is declared', (rulebook) => {
    expect(errors(rulebook)).toEqual([]);
    const notices = lintRulebook(rulebook, findCriteriaSet).filter(({ level }) => level === 'notice');
    expect(notices.every(({ code }) => code.startsWith('DECLARED:') || code.startsWith('READ:'))).toBe(true);
  });

  it('names the declared gaps', () => {
    const notices = lintRulebook(getRulebook('R2023'), findCriteriaSet).map(({ of, code }) => `${of} ${code}`);
    expect(notices).toContain('R2023/13 DECLARED:part-sum');
    expect(notices).toContain('R2023/7 READ:option-missing');
  });

  const broken: readonly (readonly [string, CriteriaSet, string])[] = [
    ['a heading that does not add up', edited(rice, '1', (c) => ({ ...c, max: c.max - 100 })), 'SUM'],
    ['a part that does not add up', edited(rice, '7', (c) => ({ ...c, max: c.max - 100 })), 'PART_SUM'],
    ['a maximum no option reaches', edited(rice, '7', (c) => ({ ...c, max: c.max + 100 })), 'OPTION_MAX'],
    ['a code that stands twice', edited(rice, '1.1', (c) => ({ ...c, code: '1.2' })), 'CODE_REPEATED'],
    [
      'options worded alike',
      edited(rice, '7', (c) =>
        'options' in c ? { ...c, options: c.options.map((o) => ({ ...o, name: c.name })) } : c,
      ),
      'WORDING_REPEATED',
    ],
    [
      'options with the same points',
      edited(rice, '7', (c) =>
        'options' in c ? { ...c, options: c.options.map((o) => ({ ...o, points: c.max })) } : c,
      ),
      'POINTS_REPEATED',
    ],
    ['a label without text', edited(rice, '1.1', (c) => ({ ...c, name: { vi: '', en: 'x' } })), 'LABEL'],
    ['a label too long', edited(rice, '1.1', (c) => ({ ...c, name: { vi: 'x', en: 'x'.repeat(161) } })), 'LABEL'],
    [
      'a minimum at no criterion',
      { ...rice, minimum: [{ star: 3, criterion: '99', atLeastPoints: 100, cite: rice.cite }] },
      'MINIMUM_CRITERION',
    ],
    [
      'a minimum at no option',
      { ...rice, minimum: [{ star: 3, criterion: '7', atLeastPoints: 12_300, cite: rice.cite }] },
      'MINIMUM_OPTION',
    ],
    [
      'a minimum that falls',
      {
        ...rice,
        minimum: [
          { star: 3, criterion: '7', atLeastPoints: 500, cite: rice.cite },
          { star: 4, criterion: '7', atLeastPoints: 300, cite: rice.cite },
        ],
      },
      'MINIMUM_FALLS',
    ],
    [
      'a star nobody can reach',
      {
        ...rice,
        minimum: [{ star: 5, criterion: '7', atLeastPoints: 12_300, cite: rice.cite }],
      },
      'STAR_UNREACHABLE',
    ],
    [
      'a knock-out at no criterion',
      { ...rice, knockOuts: [{ ...rice.knockOuts[0], criterion: '99' } as never] },
      'CODE_UNKNOWN',
    ],
    ['other points in a part', { ...rice, parts: rice.parts.map((p) => ({ ...p, max: p.max + 100 })) }, 'PART_MAX'],
  ];
  test.each(broken)('finds %s', (_what, set, code) => {
    expect(withSet(set)).toContain(`R2026/6 ${code}`);
  });

  const law: readonly (readonly [string, Partial<Rulebook>, string])[] = [
    ['parts that are not 100', { parts: { ...r2026.parts, A: { ...r2026.parts.A, max: 3900 } } }, 'PARTS_SUM'],
    ['bands out of order', { bands: r2026.bands.toReversed() }, 'BANDS'],
    ['an end before the beginning', { supersededFrom: '2026-05-22' }, 'DATES'],
    ['a star nobody recognises', { ladder: r2026.ladder.map((t) => ({ ...t, recognises: [] })) }, 'STAR_UNRECOGNISED'],
    ['a ladder that forwards down', { ladder: r2026.ladder.toReversed() }, 'LADDER_FORWARD'],
    ['a return to nowhere', { ladder: r2026.ladder.map(({ review: _, ...tier }) => tier) }, 'LADDER_RETURN'],
    ['a group that stands twice', { taxonomy: [...r2026.taxonomy, ...r2026.taxonomy] }, 'ID_REPEATED'],
  ];
  test.each(law)('finds %s', (_what, change, code) => {
    expect(errors({ ...r2026, ...change })).toContain(`R2026 ${code}`);
  });

  it('finds a set without content', () => {
    expect(errors(r2026, () => undefined)).toContain('R2026/6 SET_MISSING');
  });
});

describe('every star of every set', () => {
  test.each(criteriaSetIds.filter((id) => id !== 'R2019/10'))('%s can be reached', (id) => {
    const set = getCriteriaSet(id);
    for (const star of [1, 2, 3, 4, 5] as const) {
      expect(reachSheet(set, getRulebook(set.rulebook), star), `${star}★`).toBeDefined();
    }
  });
});
