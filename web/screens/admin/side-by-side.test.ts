import { expect, test } from 'vitest';
import type { RulebookText, RuleLine } from '../../talk/admin-answers.ts';
import { differing, grouped } from './side-by-side.ts';

const words = (text: string) => ({ vi: text, en: text });
const line = (id: string, value: string, group: RuleLine['group'] = 'points'): RuleLine => ({
  ...{ id, group, what: words(id), value: words(value) },
});
const book = (id: string, ...lines: RuleLine[]): RulebookText => ({
  ...{ id, title: words(id), effectiveFrom: '2023-01-01', lines },
});

test('what is the same in both is left out; what one of them has alone is beside nothing', () => {
  const before = book('A', line('band', '90'), line('term', '5', 'terms'), line('gone', 'x', 'terms'));
  const after = book('B', line('new', 'y'), line('band', '90'), line('term', '10', 'terms'));
  const rows = differing(before, after);
  expect(rows.map(({ line: { id }, a, b }) => [id, a?.value.vi, b?.value.vi])).toEqual([
    ['new', undefined, 'y'],
    ['term', '5', '10'],
    ['gone', 'x', undefined],
  ]);
  expect(grouped(rows).map(([group, all]) => [group, all.length])).toEqual([
    ['points', 1],
    ['terms', 2],
  ]);
  expect(differing(before, before)).toEqual([]);
});
