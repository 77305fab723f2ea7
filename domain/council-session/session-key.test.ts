import { describe, expect, test } from 'vitest';
import { CHAIR, held, seal, sheetOf } from '../../test/domain/council.ts';
import { digest } from '../../test/domain/specification.ts';
import type { Item } from './council-session.ts';

const cycle = '66-2022-ca-phe-1';
const publicKey = 'A'.repeat(43);
const salt = '5'.repeat(64);
type Session = ReturnType<typeof held.open>;

/** A session whose year plan leaves the key with the chair. */
const withChair = (s: Session) => {
  (s.year.plan?.policies as { 'sheet-keys': string })['sheet-keys'] = 'chair';
  return s;
};
const keyed = () =>
  withChair(held.open(undefined, ['ca-phe']))
    .by(CHAIR)
    .did('SetSessionKey', { publicKey });
const closedOf = (s: Session, drop = 0) => {
  const value = sheetOf(s, cycle, drop);
  return { value, closed: { commitment: digest({ salt, value }), envelope: `closed ${drop}` } };
};
const members = (s: Session) => s.state.members.filter((m) => m.scores).map((m) => m.account);
const sealed = () => {
  const s = keyed();
  for (const [i, by] of members(s).entries()) s.by(by).did('SealSheet', { cycle, closed: closedOf(s, i % 2).closed });
  return s.by(CHAIR);
};
const opened = (s: Session) => members(s).map((member, i) => ({ member, salt, value: closedOf(s, i % 2).value }));

describe('SetSessionKey', () => {
  test('by the chair, until somebody has sealed, and where the year plan wants one', () => {
    const s = withChair(held.open(undefined, ['ca-phe']));
    s.by(CHAIR).expects('SetSessionKey', { publicKey }, ['SessionKeySet']);
    s.did('SetSessionKey', { publicKey }).expects('SetSessionKey', { publicKey }, 'already-so');
    s.expects('SetSessionKey', { publicKey: 'short' }, 'INPUT_INVALID');
    sealed().expects('SetSessionKey', { publicKey: 'B'.repeat(43) }, 'SCORING_BEGUN');
    held.open().by(CHAIR).expects('SetSessionKey', { publicKey }, 'KEY_NOT_WANTED');
  });
});

describe('with a key that the chair holds', () => {
  test('a sheet comes closed, and only once there is a key; with the server’s key it comes as it is', () => {
    const s = withChair(held.open(undefined, ['ca-phe'])).by('uy-vien-1');
    const { closed, value } = closedOf(s);
    s.expects('SealSheet', { cycle, closed }, 'SESSION_KEY_MISSING');
    s.by(CHAIR).did('SetSessionKey', { publicKey }).by('uy-vien-1');
    s.expects('SealSheet', { cycle, sheet: value }, 'SEALED_ON_DEVICE');
    s.expects('SealSheet', { cycle, sheet: value, closed }, 'SEALED_ON_DEVICE');
    s.expects('SealSheet', { cycle, closed }, [{ type: 'SheetSealed', data: { commitment: closed.commitment } }]);
    const served = held.open(undefined, ['ca-phe']).by('uy-vien-1');
    served.expects('SealSheet', { cycle, closed }, 'SEALED_BY_SERVER');
    served.expects('SealSheet', { cycle }, 'SEALED_BY_SERVER');
  });
  test('the chair sends what was in the envelopes, and each is held against its commitment', () => {
    const s = sealed();
    s.expects('OpenScores', { cycle }, 'OPENED_ELSEWHERE');
    s.did('OpenScores', { cycle, opened: opened(s) });
    expect((s.state.agenda[0] as Item).opening).toMatchObject({ scored: { length: 7 }, unfit: [] });
  });
  test('a sheet that is another one, invalid, or not sent is named and counts as missing', () => {
    const s = sealed();
    const [first, second, third, ...others] = opened(s);
    const changed = { ...first, value: sheetOf(s, cycle, 3) };
    const resalted = { ...second, salt: '6'.repeat(64) };
    s.did('OpenScores', { cycle, opened: [changed, resalted, ...others] });
    const { scored, unfit } = (s.state.agenda[0] as Item).opening ?? { scored: [], unfit: [] };
    expect([scored.length, unfit]).toEqual([4, [first?.member, second?.member, third?.member]]);
  });
  test('what no form has is found at the opening', () => {
    const s = keyed();
    const value = { choices: { '1.1': 'made up' } };
    const bad = { commitment: digest({ salt, value }), envelope: 'x' };
    const [one = '', ...others] = members(s);
    s.by(one).did('SealSheet', { cycle, closed: bad });
    for (const by of others) s.by(by).did('SealSheet', { cycle, closed: closedOf(s).closed });
    const sent = others.map((member) => ({ member, salt, value: closedOf(s).value }));
    s.by(CHAIR).did('OpenScores', { cycle, opened: [{ member: one, salt, value }, ...sent] });
    expect((s.state.agenda[0] as Item).opening?.unfit).toEqual([one]);
  });
  test('with the server’s key nobody sends what was opened', () => {
    const s = seal(held.open(undefined, ['ca-phe']));
    s.expects('OpenScores', { cycle, opened: [] }, 'OPENED_ELSEWHERE');
  });
});
