// No basis that was ever written stays a phrase of its own: each is explained, or begins with an act.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rulebooks } from '../rulebooks/registry.ts';
import { explainBasis, explainLeft } from './due.ts';

const golden = join(import.meta.dirname, '../../test/golden');

function basesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'basis' && typeof member === 'string' ? [member] : basesIn(member),
  );
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));

test('every basis in the golden events is explained', () => {
  const bases = new Set(
    filesIn(golden).flatMap((name) => basesIn(JSON.parse(readFileSync(join(golden, name), 'utf8')))),
  );
  expect(bases.size).toBeGreaterThan(5);
  const acts = rulebooks.flatMap((rulebook) => rulebook.acts.map(({ id }) => id));
  const known = ['national-result', 're-rating'];
  const strange = [...bases].filter((basis) => {
    const [origin] = explainBasis(basis);
    return origin?.what === 'law' && !acts.some((act) => basis.startsWith(act)) && !known.includes(basis);
  });
  expect(strange).toEqual([]);
});

test('phrases are told in the order they were added', () => {
  const basis =
    'policy follow-on-working-days (10), 3 working days for supplements, calendar of 2027 not confirmed yet';
  expect(explainBasis(basis).map(({ what }) => what)).toEqual(['policy', 'supplements', 'calendar']);
  const ofPlan = 'year plan, window of idea, a day off (2022-04-30): art. 148 of the Civil Code';
  expect(explainBasis(ofPlan).map(({ what }) => what)).toEqual(['plan', 'last-day-off']);
});

test('days left name the days between that are not as their weekday says', () => {
  const calendar = { holidays: ['2022-05-02', '2022-05-03'], workdays: ['2022-05-07'] };
  const left = explainLeft('2022-04-29', '2022-05-09', calendar);
  expect(left.words.en).toMatch(/^5 working days are left/);
  expect(left.from?.map(({ what }) => what)).toEqual(['day-off', 'day-off', 'worked']);
  expect(explainLeft('2022-05-09', '2022-04-29', calendar).words.en).toMatch(/^5 working days late/);
});
