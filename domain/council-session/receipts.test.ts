import { expect, test } from 'vitest';
import { CHAIR, held, sheetOf } from '../../test/domain/council.ts';
import { digest, sealedHere } from '../../test/domain/specification.ts';
import { receiptIn, receiptOf } from './receipts.ts';

const coffee = '66-2022-ca-phe-1';
const by = 'uy-vien-1';
type Sealed = { member: string; cycle: string; revision: number; commitment: string };

const codes = (s: ReturnType<typeof held.sealed>) =>
  s.facts
    .filter((f) => f.type === 'SheetSealed' && (f.data as Sealed).member === by && (f.data as Sealed).cycle === coffee)
    .map((f) => receiptOf(f.revision, (f.data as Sealed).commitment));
const states = (s: ReturnType<typeof held.sealed>) => codes(s).map((code) => receiptIn(s.facts, code, by)?.state);

test('a receipt says sealed, replaced, opened as it was', () => {
  const s = held.sealed();
  expect(states(s)).toEqual(['sealed']);
  s.by(by).did('SealSheet', { cycle: coffee, sheet: sheetOf(s, coffee, 1), reason: 'Nhầm' });
  expect(states(s)).toEqual(['replaced', 'sealed']);
  s.by(CHAIR).did('OpenScores', { cycle: coffee });
  expect(states(s)).toEqual(['replaced', 'opened']);
  const receipt = receiptIn(s.facts, codes(s)[1] as string, by);
  const opened = s.facts.findLast((f) => f.type === 'ScoresOpened')?.data as {
    scored: { member: string; sheet: unknown }[];
  };
  const value = opened.scored.find((x) => x.member === by)?.sheet;
  expect(digest({ salt: receipt?.salt, value })).toBe(receipt?.commitment);
});

test('of a sheet that was not as sealed, and of one that went unread', () => {
  const changed = held.sealed();
  sealedHere.delete(changed.state.agenda[0]?.sealed[by]?.envelope.ref as string);
  expect(states(changed.did('OpenScores', { cycle: coffee }))).toEqual(['not-as-sealed']);
  const conflicted = held.sealed().by(by);
  conflicted.did('DeclareConflicts', { products: [{ cycle: coffee, kind: 'relation' }] }).by(CHAIR);
  expect(states(conflicted.did('OpenScores', { cycle: coffee }))).toEqual(['not-opened']);
});

test('is the member’s own, and no code but a right one is known', () => {
  const s = held.sealed();
  const [code = ''] = codes(s);
  expect(receiptIn(s.facts, code, 'uy-vien-2')).toBeUndefined();
  expect(receiptIn(s.facts, `${code}0`, by)).toBeUndefined();
});
