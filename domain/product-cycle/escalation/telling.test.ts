import { describe, expect, test } from 'vitest';
import { endsStream } from '../../../relay/hints.ts';
import { come, doc, resultOf, type Story } from '../../../test/domain/story.ts';

const types = (s: Story) => s.facts.map((f) => f.type);
const letter = { letter: doc('TB') };
const ends = (s: Story, type: string) => endsStream(s.facts.findLast((f) => f.type === type) as never);

describe('what a rating ended with has a date by which it is told', () => {
  test('below 50 points: who tells commune and producer is reminded, and overdue afterwards', () => {
    const s = come.districtResult(undefined, 4000, 2).moves();
    expect(s.state.deadline).toMatchObject({ subject: 'tier/district/tell', since: '2022-06-21', dueOn: '2022-06-28' });
    expect(ends(s, 'RatingEnded')).toBe(false);
    s.on('2022-06-28').moves();
    expect(s.said).toMatchObject({ which: 'T', why: { en: 'tell the result' }, to: [{ role: 'district-officer' }] });
    s.on('2022-06-29').moves();
    expect(s.state.deadline?.overdue).toBe(true);
    s.did('NotifyResult', letter).moves();
    expect(s.state.deadline).toBeUndefined();
    expect(ends(s, 'ResultNotified')).toBe(true);
    expect(s.due()).toEqual([]);
  });
  test('a recognition is told and then published, while promotion goes on', () => {
    const s = come.recognised().moves();
    expect(s.state).toMatchObject({
      step: 'promotion',
      deadline: { subject: 'tier/province/tell', dueOn: '2022-08-09' },
    });
    expect(ends(s, 'StepOpened')).toBeUndefined();
    expect(ends(s, 'CertificateOpened')).toBeUndefined();
    s.did('NotifyResult', letter).moves();
    expect(s.state.deadline).toMatchObject({ subject: 'tier/province/publish', dueOn: '2022-08-16' });
    expect(ends(s, 'ResultNotified')).toBeUndefined();
    s.on('2022-08-16').moves();
    expect(s.said).toMatchObject({ why: { en: 'publish the result' } });
    s.did('PublishResult', { document: doc('CB') }).moves();
    expect(s.state.deadline).toBeUndefined();
    expect(ends(s, 'ResultPublished')).toBe(true);
  });
  test('published first, it is still to be told', () => {
    const s = come
      .recognised()
      .moves()
      .did('PublishResult', { document: doc('CB') })
      .moves();
    expect(s.state.deadline).toMatchObject({ subject: 'tier/province/tell' });
    s.did('NotifyResult', letter).moves();
    expect(s.state.deadline).toBeUndefined();
    expect(ends(s, 'ResultNotified')).toBe(true);
  });
  test('nor does anything end it before its certificate has begun', () => {
    const s = come.recognised().did('OpenStep', { step: 'promotion' }).did('NotifyResult', letter);
    s.did('PublishResult', { document: doc('CB') });
    expect(ends(s, 'ResultPublished')).toBeUndefined();
    expect(s.move()).toMatchObject({ kind: 'give', action: { command: 'BeginCertificate' } });
    s.moves();
    expect(ends(s, 'CertificateOpened')).toBe(true);
  });
  test('the days are the plan’s, and a plan that changes them moves the date', () => {
    const s = come.districtResult(undefined, 4000, 2).moves();
    const { plan } = s.year;
    if (!plan) throw new Error('no plan');
    s.year = { ...s.year, plan: { ...plan, policies: { ...plan.policies, 'telling-working-days': 3 } } };
    expect(s.moves().state.deadline).toMatchObject({ dueOn: '2022-06-24' });
  });
  test('an end that is taken back takes its date along, and the next end has its own', () => {
    const s = come.districtResult(undefined, 4000, 2).moves();
    const revisions = s.facts
      .filter((f) => ['TierResultRecorded', 'RatingEnded'].includes(f.type))
      .map((f) => f.revision);
    s.did('AnnulFacts', { revisions, reason: 'Nhầm', document: doc('DC') }).moves();
    expect(s.state.deadline).toMatchObject({ subject: 'tier/district/result' });
    s.did('RecordTierResult', resultOf(4500, 2)).moves();
    expect(s.state.deadline).toMatchObject({ subject: 'tier/district/tell' });
    expect(types(s).filter((type) => type === 'TellingAwaited')).toHaveLength(2);
  });
  test('what was withdrawn waits for nobody', () => {
    const s = come.toPlan().did('WithdrawProduct', { reason: 'Thôi' }).moves();
    expect(s.due()).toEqual([]);
  });
});
