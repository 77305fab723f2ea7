import { describe, expect, test } from 'vitest';
import { CHAIR, DEPUTY, held, laws, OFFICE, SECRETARY } from '../../test/domain/council.ts';
import { digest } from '../../test/domain/specification.ts';
import { doc } from '../../test/domain/story.ts';
import { isSigned } from './council-session.ts';
import { standingMinutes } from './delivery.ts';
import { minutesOf } from './minutes.ts';

const drawnUp = () => held.closed().by(SECRETARY).did('DrawUpMinutes', { number: '01/BB-HĐ', text: 'Họp trực tiếp' });
const other = '0'.repeat(64);
const late = {
  member: 'uy-vien-1',
  cycle: '66-2022-ca-phe-1',
  kind: 'relation',
  reason: 'x',
  document: doc('KL'),
  follows: 'another-result',
};

describe.each(laws)('minutes under $rulebook', (law) => {
  test('are made of what happened, and the same again', () => {
    const s = held.closed(law);
    const minutes = minutesOf(s.id, s.state);
    expect(digest(minutesOf(s.id, structuredClone(s.state)))).toBe(digest(minutes));
    expect(minutes).toMatchObject({ rulebook: law.rulebook, tier: s.state.tier, inWriting: false });
    expect(minutes.attendance).toHaveLength(8);
    expect(
      minutes.products.map((p) => [p.openings.length, p.openings[0]?.sheets.length, p.result?.mean?.count]),
    ).toEqual([
      [1, 7, 7],
      [1, 7, 7],
    ]);
  });
});

describe('DrawUpMinutes', () => {
  test('by the secretary, once the session is over', () => {
    held.open().by(SECRETARY).expects('DrawUpMinutes', { number: '01' }, 'NOT_OVER');
    held.convened().by(SECRETARY).expects('DrawUpMinutes', { number: '01' }, 'NOT_OVER');
    held.closed().by(SECRETARY).expects('DrawUpMinutes', { number: '01' }, ['MinutesDrawnUp']);
  });
  test('again until somebody has signed', () => {
    const s = drawnUp();
    s.expects('DrawUpMinutes', { number: '01b' }, ['MinutesDrawnUp']);
    s.did('SignMinutes', { hash: s.state.minutes[0]?.hash });
    s.expects('DrawUpMinutes', { number: '01b' }, 'MINUTES_STAND');
  });
});

describe('SignMinutes', () => {
  test('by who presided and by the secretary, each once, on what they saw', () => {
    const s = drawnUp();
    const hash = s.state.minutes[0]?.hash;
    for (const by of [DEPUTY, 'uy-vien-1'])
      s.by(by).expects('SignMinutes', { hash }, 'NOT_A_SIGNER', { presided: CHAIR, member: by });
    s.by(CHAIR).expects('SignMinutes', { hash: other }, 'OTHER_MINUTES', { hash });
    s.did('SignMinutes', { hash }).expects('SignMinutes', { hash }, 'already-so');
    expect(s.state.minutes.map(isSigned)).toEqual([false]);
    const annul = (types: readonly string[]) => ({
      revisions: s.facts.filter(({ type }) => types.includes(type)).map(({ revision }) => revision),
      reason: 'x',
      document: doc('HB'),
    });
    // One who signed by a slip takes it back; what both have signed stands.
    s.by(OFFICE).expects('AnnulFacts', annul(['MinutesSigned']), ['FactsAnnulled']);
    s.by(SECRETARY).did('SignMinutes', { hash });
    expect(s.state.minutes.map(isSigned)).toEqual([true]);
    s.by(OFFICE).expects('AnnulFacts', annul(['MinutesSigned']), 'FACT_STANDS');
    s.expects('AnnulFacts', annul(['MinutesDrawnUp', 'MinutesSigned']), 'FACT_STANDS');
    s.by(SECRETARY);
    s.expects('SignMinutes', { hash }, 'NO_MINUTES');
  });
  test('not what is no longer on record', () => {
    const s = drawnUp();
    const hash = s.state.minutes[0]?.hash;
    s.did('RecordConflict', late).expects('SignMinutes', { hash }, 'MINUTES_OUTDATED');
    s.did('DrawUpMinutes', { number: '01b' }).did('SignMinutes', { hash: s.state.minutes[0]?.hash });
    expect(s.state.minutes).toHaveLength(1);
  });
  test('what one had signed is drawn up again where it is outdated', () => {
    const s = drawnUp().by(CHAIR);
    s.did('SignMinutes', { hash: s.state.minutes[0]?.hash }).by(SECRETARY).did('RecordConflict', late);
    s.expects('SignMinutes', { hash: s.state.minutes[0]?.hash }, 'MINUTES_OUTDATED');
    s.did('DrawUpMinutes', { number: '01b' });
    expect(s.state.minutes.map((m) => [m.number, m.signed])).toEqual([['01b', []]]);
    const hash = s.state.minutes[0]?.hash;
    s.did('SignMinutes', { hash }).by(CHAIR).did('SignMinutes', { hash });
    expect(s.state.minutes.every(isSigned)).toBe(true);
  });
  test('there is nothing to sign before', () => {
    held.closed().by(CHAIR).expects('SignMinutes', { hash: other }, 'NO_MINUTES');
  });
});

describe('a signed session', () => {
  test('changes by supplementary minutes alone', () => {
    const s = held.signed();
    const [first] = s.state.minutes;
    s.by(SECRETARY).expects('DrawUpMinutes', { number: '02/BB-HĐ' }, 'already-so');
    s.did('RecordConflict', late).did('DrawUpMinutes', { number: '02/BB-HĐ' });
    expect(s.state.minutes.map((m) => [m.number, isSigned(m)])).toEqual([
      ['01/BB-HĐ', true],
      ['02/BB-HĐ', false],
    ]);
    expect(s.state.minutes[0]).toEqual(first);
    const hash = s.state.minutes[1]?.hash;
    s.did('SignMinutes', { hash }).by(CHAIR).did('SignMinutes', { hash });
    expect(s.state.minutes.every(isSigned)).toBe(true);
  });
  test('has no minutes that stand while a result is another than they say', () => {
    const s = held.signed();
    expect(standingMinutes(s.state)?.number).toBe('01/BB-HĐ');
    s.by(SECRETARY).did('RecordConflict', late);
    expect(standingMinutes(s.state)).toBeUndefined();
    s.did('DrawUpMinutes', { number: '02/BB-HĐ' });
    const hash = s.state.minutes[1]?.hash;
    s.did('SignMinutes', { hash }).by(CHAIR).did('SignMinutes', { hash });
    expect(standingMinutes(s.state)?.number).toBe('02/BB-HĐ');
  });
});
