import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Criterion, leavesOf } from '../criteria-set.ts';
import type { Words } from '../words.ts';
import { coffee } from './coffee.ts';

type Figures = {
  code: string;
  max: number;
  rules?: string[];
  criteria?: Figures[];
  options?: { points: number; case?: number }[];
};

const origin = JSON.parse(readFileSync(new URL('./coffee.figures.json', import.meta.url), 'utf8')) as {
  origin: { set: string };
  parts: Figures[];
};

function printed(criterion: Criterion): Figures {
  const { code, max } = criterion;
  if (!('options' in criterion)) return { code, max: max / 100, criteria: criterion.criteria.map(printed) };
  const options = criterion.options.map(({ points, case: alternative }) =>
    alternative === undefined ? { points: points / 100 } : { points: points / 100, case: alternative },
  );
  return { code, max: max / 100, options };
}

function withoutRules({ rules: _, criteria, ...rest }: Figures): Figures {
  return criteria ? { ...rest, criteria: criteria.map(withoutRules) } : rest;
}

const rulesOf = ({ code, rules = [], criteria = [] }: Figures): [string, string][] => [
  ...rules.map((rule): [string, string] => [code, rule]),
  ...criteria.flatMap(rulesOf),
];

describe('the coffee set', () => {
  it('has every figure of its origin', () => {
    const ours = coffee.parts.map(({ code, max, criteria }) => ({
      code,
      max: max / 100,
      criteria: criteria.map(printed),
    }));
    expect(ours).toEqual(origin.parts.map(withoutRules));
    expect(coffee.id).toBe(origin.origin.set);
  });

  it('has every rule of its origin', () => {
    const leaves = leavesOf(coffee);
    const ours = [
      ...coffee.knockOuts.map(({ criterion, effect }) => [criterion, effect === 'eliminate' ? effect : 'stop_scoring']),
      ...leaves.filter(({ appliesIf }) => appliesIf).map(({ code }) => [code, 'applies_if']),
      ...leaves.filter(({ evidence }) => evidence).map(({ code }) => [code, 'evidence']),
      ...leaves.filter(({ options }) => options.some((o) => o.case)).map(({ code }) => [code, 'choose_one_case']),
    ];
    const theirs = origin.parts.flatMap(rulesOf);
    expect(ours.toSorted()).toEqual(theirs.toSorted());
  });

  it('adds up: 35, 25, 40; each heading to its criteria, each criterion to its best option', () => {
    const sum = (criteria: readonly Criterion[]) => criteria.reduce((total, { max }) => total + max, 0);
    const check = (criterion: Criterion): void => {
      if ('options' in criterion) {
        expect(Math.max(...criterion.options.map(({ points }) => points)), criterion.code).toBe(criterion.max);
        return;
      }
      expect(sum(criterion.criteria), criterion.code).toBe(criterion.max);
      criterion.criteria.forEach(check);
    };
    for (const { max, criteria } of coffee.parts) {
      expect(sum(criteria)).toBe(max);
      criteria.forEach(check);
    }
    expect(coffee.parts.map(({ code, max }) => [code, max])).toEqual([
      ['A', 3500],
      ['B', 2500],
      ['C', 4000],
    ]);
  });

  it('names options and criteria once, and refers only to what it has', () => {
    const leaves = leavesOf(coffee);
    const codes = leaves.map(({ code }) => code);
    const ids = leaves.flatMap(({ options }) => options.map(({ id }) => id));
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('3.2/1-2');
    expect(ids).toContain('6.1.3b/2');
    for (const { criterion, atLeastPoints } of coffee.minimum) {
      const points = leaves.find(({ code }) => code === criterion)?.options.map((option) => option.points);
      expect(points).toContain(atLeastPoints);
    }
    for (const { appliesIf } of leaves) if (appliesIf) expect(codes).toContain(appliesIf.criterion);
  });

  it('is worded in both languages, in at most 160 characters', () => {
    const labels: Words[] = leavesOf(coffee).flatMap(({ name, options }) => [name, ...options.map((o) => o.name)]);
    for (const { vi, en } of labels) {
      for (const label of [vi, en]) {
        expect(label.trim()).not.toBe('');
        expect(label.length).toBeLessThanOrEqual(160);
      }
    }
  });
});
