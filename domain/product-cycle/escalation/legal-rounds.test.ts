// The calendar of 26/2026/QĐ-TTg: rounds close on the commune's proposal, and older dossiers are finished in 60 days.
import { describe, expect, test } from 'vitest';
import { person } from '../../../test/domain/specification.ts';
import { doc, resultOf, type Story, story, yearOf } from '../../../test/domain/story.ts';
import { planUnder } from '../../../test/plans.ts';
import type { Actor } from '../../kernel/event.ts';

const recognised = { year: 2023, outcome: 'rated', stars: 3, document: doc('TB', '2023-06-01') };
const begun = (year: number, rulebook: string, day: string, more: object = {}): Story => {
  const s = story(`66-${year}-ca-phe-mau-1`, { year: yearOf(year, () => planUnder(rulebook, year)) });
  const earlier = { year: year - 1, outcome: 'rated', stars: 2, document: doc('TB', `${year - 1}-12-01`) };
  return s
    .on(day)
    .did('StartCycle', { entry: 'rating', earlier, ...more })
    .moves()
    .did('AddEvidence', { id: 'phieu', kind: 'registration-form', document: doc('P', day) });
};
/** Filed on one day, proposed by the commune on another, received by the province the day after. */
function proposed(filed: string, on: string, received: string, year = 2027): Story {
  const s = begun(year, 'R2026', filed)
    .did('SubmitDossier', { criteriaSet: 'R2026/13' })
    .moves()
    .on(on)
    .did('RecordPreAssessment', { report: doc('M03', on), proposes: true });
  return up(s, on, received);
}
const up = (s: Story, on: string, received = on): Story =>
  s
    .on(on)
    .did('CompleteDossier', { documents: [] })
    .did('ForwardDossier', { letter: doc('CV', on), minutes: doc('BB', on), samples: 5 })
    .on(received)
    .did('ReceiveDossier', { receipt: doc('PN', received) })
    .moves();

describe('a round closes on the commune’s proposal, not on the producer’s filing (art. 5)', () => {
  test('proposed by 29/4: round 1, however late it is received', () => {
    const s = proposed('2027-04-12', '2027-04-29', '2027-05-04');
    expect(s.state.visits.at(-1)).toMatchObject({ tier: 'province', round: 1 });
    expect(s.state.deadline).toMatchObject({ dueOn: '2027-06-29' });
  });
  test('filed before the closing and proposed after it: round 2', () => {
    const s = proposed('2027-04-12', '2027-05-04', '2027-05-05');
    expect(s.state.visits.at(-1)).toMatchObject({ tier: 'province', round: 2 });
    expect(s.state.deadline).toMatchObject({ dueOn: '2027-12-29' });
  });
  test('the commune hands on before its round closes', () => {
    const s = begun(2027, 'R2026', '2027-04-20').did('SubmitDossier', { criteriaSet: 'R2026/13' }).moves();
    s.on('2027-04-22').did('RecordPreAssessment', { report: doc('M03', '2027-04-22'), proposes: true });
    expect(s.state.deadline).toMatchObject({ dueOn: '2027-04-29', basis: expect.stringContaining('26/2026') });
  });
  test('a supplement moves no date beyond the day on which the round is finished', () => {
    const s = proposed('2027-04-12', '2027-04-29', '2027-05-04').on('2027-05-10');
    s.did('RequestSupplement', { items: 'x', answerBy: '2027-06-01' });
    s.on('2027-06-01')
      .did('AnswerSupplement', { documents: [doc('PKN')] })
      .moves();
    expect(s.state.deadline).toMatchObject({ dueOn: '2027-06-29', extension: 16 });
  });
  test('proposed after the last closing: next year’s first round, with its dates', () => {
    const s = proposed('2027-10-20', '2027-11-03', '2027-11-04');
    expect(s.state.visits.at(-1)).toMatchObject({ tier: 'province', round: 1, roundYear: 2028 });
    expect(s.state.deadline?.dueOn).toBe('2028-06-29');
    s.on('2028-06-20').did('RecordTierResult', resultOf(9200, 5));
    expect(s.state.deadline?.dueOn && s.state.deadline.dueOn <= '2028-07-29').toBe(true);
  });
});

describe('a closed round is not entered by naming a day', () => {
  const commune = { ...person, role: 'commune-officer', unit: '650-01' };
  const province = { ...person, role: 'province-officer', unit: '66' };
  const toBeProposed = (by: Actor) =>
    begun(2027, 'R2026', '2027-04-12')
      .did('SubmitDossier', { criteriaSet: 'R2026/13' })
      .moves()
      .by(by)
      .on('2027-04-26')
      .did('RecordPreAssessment', { report: doc('M03', '2027-04-26'), proposes: true })
      .did('CompleteDossier', { documents: [] })
      .on('2027-05-04');
  const sending = { letter: doc('CV', '2027-04-29'), samples: 5 };
  const received = (s: Story) =>
    s
      .by(province)
      .did('ReceiveDossier', { receipt: doc('PN') })
      .moves();
  const roundOf = (s: Story) => s.state.visits.at(-1)?.round;
  const moved = (s: Story, rightDay: string, more: object = {}) => ({
    revision: s.facts.findLast((f) => f.type === 'DossierForwarded')?.revision,
    rightDay,
    ...more,
    reason: 'x',
    document: doc('ĐC'),
  });
  test('who proposes falls into the round that is open when it is said; no other day of it matters', () => {
    const s = toBeProposed(commune).did('ForwardDossier', { ...sending, occurredOn: '2027-04-29' });
    expect(s.said).toMatchObject({ proposedOn: '2027-05-04' });
    expect(s.state.visits.at(-1)?.forwarded).toMatchObject({ on: '2027-04-29' });
    expect(roundOf(received(s))).toBe(2);
    const sameRound = toBeProposed(commune).did('ForwardDossier', { ...sending, occurredOn: '2027-05-03' });
    expect(sameRound.said).not.toHaveProperty('proposedOn');
  });
  test('who receives it, or an import of older papers, says when it was', () => {
    expect(
      roundOf(received(toBeProposed(province).did('ForwardDossier', { ...sending, occurredOn: '2027-04-29' }))),
    ).toBe(1);
    const papers = toBeProposed(commune);
    papers.year = { ...papers.year, olderPapers: [{ id: 'dot-1', document: doc('CV'), until: '2027-12-31' }] };
    papers.did('ForwardDossier', { ...sending, occurredOn: '2027-04-29', olderPapers: 'dot-1' });
    expect(roundOf(received(papers))).toBe(1);
  });
  test('nor by correcting one: only who receives it puts it there, and what was opened in another goes with it', () => {
    const s = received(toBeProposed(commune).did('ForwardDossier', sending)).on('2027-05-05');
    expect(roundOf(s)).toBe(2);
    s.by(commune).expects('CorrectFact', moved(s, '2027-04-29'), [
      { type: 'FactCorrected', data: { data: { proposedOn: '2027-05-04' } } },
    ]);
    expect(roundOf(s.copy().did('CorrectFact', moved(s, '2027-04-29')).moves())).toBe(2);
    const opened = s.facts.findLast((f) => f.type === 'TierOpened')?.revision as number;
    s.by(province).expects('CorrectFact', moved(s, '2027-04-29'), 'OUTCOME_WOULD_CHANGE', {
      revisions: [String(opened)],
    });
    expect(roundOf(s.did('CorrectFact', moved(s, '2027-04-29', { annuls: [opened] })).moves())).toBe(1);
  });
  test('a day that was said too early, in a round closed since, is put right into the later one', () => {
    const s = toBeProposed(commune).on('2027-04-29').did('ForwardDossier', sending).on('2027-05-04');
    s.did('CorrectFact', moved(s, '2027-05-04'));
    expect(roundOf(received(s))).toBe(2);
  });
});

describe('what the province proposes to the nation falls into the nation’s own round (art. 5.2)', () => {
  const sent = (on: string): Story =>
    proposed('2027-04-12', '2027-04-29', '2027-05-04')
      .on('2027-06-20')
      .did('RecordTierResult', resultOf(9200, 5))
      .on(on)
      .did('NotifyResult', { letter: doc('CV', on) })
      .did('CompleteDossier', { documents: [] })
      .did('ForwardDossier', { letter: doc('CV', on), minutes: doc('BB', on), samples: 5 })
      .did('ReceiveDossier', { receipt: doc('PN', on) })
      .moves();
  test('by 29/7 into its first, finished before 30/9', () => {
    const s = sent('2027-07-29');
    expect(s.state.visits.at(-1)).toMatchObject({ tier: 'national', round: 1 });
    expect(s.state.deadline).toMatchObject({ dueOn: '2027-09-29' });
  });
  test('later into its second, finished before 30/3 of the next year', () => {
    const s = sent('2027-07-30');
    expect(s.state.visits.at(-1)).toMatchObject({ tier: 'national', round: 2 });
    expect(s.state.deadline).toMatchObject({ dueOn: '2028-03-29' });
  });
});

test('what is filed after the last closing of a plan falls into next year’s first round', () => {
  const s = begun(2027, 'R2026', '2027-11-02').did('SubmitDossier', { criteriaSet: 'R2026/13' });
  expect(s.said).toMatchObject({ round: 1, roundYear: 2028 });
});

describe('a dossier filed before 22/5/2026 is finished within 60 days (art. 12.2)', () => {
  const filed = (day: string) =>
    begun(2026, 'R2025', day).did('SubmitDossier', { criteriaSet: 'R2023/13' }).moves().on(day);
  test('no tier has a later date, and on 22/7 it is overdue', () => {
    const s = filed('2026-05-21')
      .on('2026-07-10')
      .did('RecordPreAssessment', { report: doc('M03', '2026-07-10'), proposes: true });
    expect(s.state.deadline).toMatchObject({ dueOn: '2026-07-21', basis: expect.stringContaining('Điều 12') });
    s.on('2026-07-22').moves();
    expect(s.state.deadline?.overdue).toBe(true);
  });
  test('a supplement at the province moves no date beyond them, nor does a calendar changed later', () => {
    const s = filed('2026-05-21')
      .on('2026-05-26')
      .did('RecordPreAssessment', { report: doc('M03'), proposes: true });
    up(s, '2026-05-27').on('2026-06-10').did('RequestSupplement', { items: 'x', answerBy: '2026-07-01' });
    s.on('2026-06-30')
      .did('AnswerSupplement', { documents: [doc('PKN')] })
      .moves();
    expect(s.state.deadline).toMatchObject({ dueOn: '2026-07-21', basis: expect.stringContaining('Điều 12') });
    s.expects('MoveDeadline', {}, 'already-so').on('2026-07-22').moves();
    expect(s.state.deadline?.overdue).toBe(true);
  });
  test('a date that the province fixed beyond them stands after a supplement', () => {
    const s = filed('2026-05-21')
      .on('2026-05-26')
      .did('RecordPreAssessment', { report: doc('M03'), proposes: true });
    up(s, '2026-05-27').did('FixDeadline', { dueOn: '2026-08-03', reason: 'x' });
    s.did('RequestSupplement', { items: 'x', answerBy: '2026-06-10' });
    s.on('2026-06-08')
      .did('AnswerSupplement', { documents: [doc('PKN')] })
      .moves();
    expect(s.state.deadline).toMatchObject({ dueOn: '2026-08-03', fixed: true });
  });
  test('a renewal within 30 (point b), a Sunday and so the Monday after it', () => {
    const s = begun(2026, 'R2025', '2026-05-18', {
      purpose: 'renewal',
      earlier: { ...recognised, certificate: { number: 'GCN', issuedOn: '2023-06-01' } },
    });
    s.did('SubmitDossier', { criteriaSet: 'R2023/13' }).moves();
    s.on('2026-06-10').did('RecordPreAssessment', { report: doc('M03', '2026-06-10'), proposes: true });
    expect(s.state.deadline).toMatchObject({ dueOn: '2026-06-22', basis: expect.stringContaining('Điều 12') });
  });
  test('what is filed on the day of the act comes under it', () => {
    const s = begun(2026, 'R2025', '2026-05-22').did('SubmitDossier', { criteriaSet: 'R2026/13' }).moves();
    expect(s.state.deadline?.basis).not.toContain('Điều 12');
  });
});

test('a renewal under 26/2026/QĐ-TTg has its result at the province within 45 days of the dossier', () => {
  const at = (more: object) => {
    const s = begun(2027, 'R2026', '2027-02-25', more);
    s.did('SubmitDossier', { criteriaSet: 'R2026/13' }).moves();
    s.on('2027-03-01').did('RecordPreAssessment', { report: doc('M03', '2027-03-01'), proposes: true });
    return up(s, '2027-03-02').state.deadline;
  };
  const renewal = {
    purpose: 'renewal',
    earlier: { ...recognised, year: 2024, certificate: { number: 'GCN', issuedOn: '2024-08-08' } },
  };
  expect(at(renewal)).toMatchObject({ dueOn: '2027-04-16', basis: expect.stringContaining('Điều 7, khoản 6') });
  expect(at({})?.basis).not.toContain('khoản 6');
});
