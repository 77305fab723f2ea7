import { describe, expect, test } from 'vitest';
import { come, doc, resultOf, yearOf } from '../../../test/domain/story.ts';
import { waitingFor } from '../waiting.ts';

const ask = { items: 'Thiếu phiếu kiểm nghiệm', answerBy: '2022-06-24' };
const answer = { documents: [doc('PKN')] };
const asked = () => come.atDistrict().on('2022-06-08').did('RequestSupplement', ask);

describe('RequestSupplement', () => {
  test('stops the tier’s clock: meanwhile only the supplement’s own date is due', () => {
    const s = asked();
    expect(s.state.deadline).toMatchObject({ subject: 'supplement', dueOn: '2022-06-24', fixed: true });
    expect(s.state.paused).toMatchObject({ subject: 'tier/district/result', dueOn: '2022-06-30' });
    expect(s.due().map((a) => a.command)).toEqual(['RecordReminderDue', 'MarkOverdue']);
    s.on('2022-06-30').expects('RecordTierResult', resultOf(6000, 3), 'SUPPLEMENT_PENDING');
  });
  test('at each passing a tier asks once for everything; the next tier may ask again', () => {
    asked().expects('RequestSupplement', ask, 'SUPPLEMENT_ASKED', { on: '2022-06-08' });
    const second = asked().did('AnswerSupplement', answer).did('RequestSupplement', ask);
    expect(second.state.visits.at(-1)?.supplement).toMatchObject({ no: 2 });
    second.did('AnswerSupplement', answer).expects('RequestSupplement', ask, 'SUPPLEMENT_ASKED', { times: 2 });
    come.atProvince().expects('RequestSupplement', { ...ask, answerBy: '2022-07-10' }, ['SupplementRequested']);
  });
  test('a last day off ends on the next working day, unless the plan says otherwise', () => {
    const saturday = { ...ask, answerBy: '2022-06-25' };
    const s = come.atDistrict().on('2022-06-08').did('RequestSupplement', saturday).on('2022-06-26').moves();
    expect(s.said).toMatchObject({ which: 'T-1' });
    expect(s.state.deadline).toMatchObject({ subject: 'supplement', dueOn: '2022-06-27', overdue: false });
    s.on('2022-06-27').expects('GoOnWithoutSupplement', {}, 'SUPPLEMENT_NOT_LATE', { dueOn: '2022-06-27' });
    const asPlanned = come.atDistrict().on('2022-06-08');
    asPlanned.year = yearOf(2022, (p) => ({ ...p, policies: { 'last-day-off': 'as-planned' } }));
    expect(asPlanned.did('RequestSupplement', saturday).state.deadline).toMatchObject({ dueOn: '2022-06-25' });
  });
  test('is refused where no tier is open, and with a date that is past', () => {
    come.submitted().expects('RequestSupplement', ask, 'NO_TIER_OPEN');
    come.districtResult().expects('RequestSupplement', ask, 'NO_TIER_OPEN');
    come
      .atDistrict()
      .did('WithdrawProduct', { reason: 'x', document: doc('RUT') })
      .expects('RequestSupplement', ask, 'NO_TIER_OPEN');
    come.atDistrict().on('2022-06-24').expects('RequestSupplement', ask, 'DEADLINE_PAST');
  });
});

describe('GoOnWithoutSupplement', () => {
  const late = () => asked().on('2022-06-27').moves();
  test('what was not handed in by its date does not lock the tier: it goes on by its own act', () => {
    const s = late().expects('RecordTierResult', resultOf(6000, 3), 'SUPPLEMENT_PENDING');
    expect(waitingFor(s.state, s.year)).toMatchObject({ responsibility: 'check-dossier', tier: 'district' });
    s.did('GoOnWithoutSupplement');
    // asked Wednesday 8/6, due Friday 24/6: 12 working days, however late the tier goes on
    expect(s.said).toEqual({ workingDays: 12, dueOn: '2022-07-18' });
    expect(s.state.deadline).toMatchObject({ subject: 'tier/district/result', dueOn: '2022-07-18', overdue: false });
    expect(s.state.visits.at(-1)?.supplement).toMatchObject({ lapsed: { on: '2022-06-27' } });
    s.expects('AnswerSupplement', answer, 'NO_SUPPLEMENT_ASKED');
    s.did('RecordTierResult', resultOf(6000, 3));
  });
  test('from then on a date of its own runs for the tier, and it is reminded', () => {
    const s = late();
    // marked on Monday 27/6, and policy hand-over-working-days
    expect(s.state.deadline).toMatchObject({ subject: 'tier/district/go-on', dueOn: '2022-07-04', overdue: false });
    s.on('2022-07-01').moves();
    expect(s.said).toMatchObject({ which: 'T-1', why: { en: 'go on without the supplement' } });
    expect(s.said.to).toMatchObject([{ role: 'district-officer' }]);
    s.on('2022-07-05').moves();
    expect(s.state.deadline).toMatchObject({ overdue: true });
    s.expects('MoveDeadline', {}, 'already-so');
    s.did('AnswerSupplement', answer);
    expect(s.state.deadline).toMatchObject({ subject: 'tier/district/result', overdue: false });
  });
  test('a date that the province lengthened counts, and only its days are added', () => {
    const s = asked().did('FixDeadline', { dueOn: '2022-07-05', reason: 'x' }).on('2022-06-27').moves();
    expect(waitingFor(s.state, s.year)).toMatchObject({ responsibility: 'answer-supplement' });
    s.expects('GoOnWithoutSupplement', {}, 'SUPPLEMENT_NOT_LATE', { dueOn: '2022-07-05' });
    s.expects('RecordTierResult', resultOf(6000, 3), 'SUPPLEMENT_PENDING', { dueOn: '2022-07-05' });
    s.on('2022-07-08').moves().did('GoOnWithoutSupplement');
    expect(s.said).toMatchObject({ workingDays: 19 });
  });
  test('once the tier is to go on, the province fixes the tier’s date', () => {
    const s = late().did('FixDeadline', { dueOn: '2022-07-15', reason: 'x' });
    expect(s.state.deadline).toMatchObject({ subject: 'tier/district/go-on', dueOn: '2022-07-15' });
    s.expects('GoOnWithoutSupplement', {}, ['SupplementLapsed']);
  });
  test('at its second passing it may ask again', () => {
    late()
      .did('GoOnWithoutSupplement')
      .expects('RequestSupplement', { ...ask, answerBy: '2022-07-04' }, ['SupplementRequested']);
  });
  test('is refused before the date is over, where nothing is waited for, and after the end', () => {
    asked().on('2022-06-24').expects('GoOnWithoutSupplement', {}, 'SUPPLEMENT_NOT_LATE', { dueOn: '2022-06-24' });
    come.atDistrict().expects('GoOnWithoutSupplement', {}, 'NO_SUPPLEMENT_ASKED');
    late()
      .did('WithdrawProduct', { reason: 'x', document: doc('RUT') })
      .expects('GoOnWithoutSupplement', {}, 'CYCLE_ENDED');
  });
});

describe('AnswerSupplement', () => {
  test('adds the working days after the day of asking through the day of answering', () => {
    // asked Wednesday 8/6, answered Wednesday 15/6: Thu, Fri, Mon, Tue, Wed = 5 → 30/6 + 5 working days
    const s = asked().on('2022-06-15').did('AnswerSupplement', answer);
    expect(s.said).toMatchObject({ workingDays: 5, dueOn: '2022-07-07' });
    expect(s.state.deadline).toMatchObject({
      subject: 'tier/district/result',
      dueOn: '2022-07-07',
      extension: 5,
      overdue: false,
    });
    expect(s.state.paused).toBeUndefined();
  });
  test('answered on the same day, or over a week-end, it adds what was worked', () => {
    expect(asked().did('AnswerSupplement', answer).state.deadline?.dueOn).toBe('2022-06-30');
    const friday = come.atDistrict().on('2022-06-10').did('RequestSupplement', ask);
    expect(friday.on('2022-06-12').did('AnswerSupplement', answer).state.deadline?.dueOn).toBe('2022-06-30');
    expect(friday.copy().state.deadline?.extension).toBe(0);
  });
  test('adds a manifest; the rulebook stays the one of the first filing', () => {
    const s = asked();
    const { rulebook, submitted } = s.state;
    s.did('AnswerSupplement', answer);
    const added = s.said.manifest;
    expect(added).toMatch(/^[0-9a-f]{64}$/);
    expect(added).not.toBe(submitted?.manifest);
    expect(s.state).toMatchObject({ rulebook, submitted });
  });
  test('is refused when nothing was asked, twice, and after the product was withdrawn', () => {
    come.atDistrict().expects('AnswerSupplement', answer, 'NO_SUPPLEMENT_ASKED');
    asked().did('AnswerSupplement', answer).expects('AnswerSupplement', answer, 'NO_SUPPLEMENT_ASKED');
    asked()
      .did('WithdrawProduct', { reason: 'x', document: doc('RUT') })
      .expects('AnswerSupplement', answer, 'CYCLE_ENDED');
    asked().expects('AnswerSupplement', { documents: [] }, 'INPUT_INVALID');
  });
  test('a plan changed meanwhile moves the resumed deadline by the new date plus the days added', () => {
    const s = asked().on('2022-06-15');
    s.year = { ...s.year, plan: changedPlan(s.year.plan) };
    s.expects('MoveDeadline', {}, 'already-so');
    s.did('AnswerSupplement', answer);
    s.expects('MoveDeadline', {}, [
      { type: 'DeadlineMoved', data: { from: '2022-07-07', due: { dueOn: '2022-07-22' } } },
    ]);
  });
  test('a review waits for its supplement too', () => {
    const s = come
      .atReview()
      .on('2022-10-24')
      .did('RequestSupplement', { ...ask, answerBy: '2022-11-01' });
    const review = { basis: 'national-result', minutes: doc('BB'), stars: 4 };
    s.expects('RecordReview', review, 'SUPPLEMENT_PENDING');
    s.did('AnswerSupplement', answer).expects('RecordReview', review, ['ReviewRecorded']);
  });
});

function changedPlan<P>(plan: P): P {
  const text = JSON.stringify(plan).replaceAll('"resultBy":"2022-06-30"', '"resultBy":"2022-07-15"');
  return JSON.parse(text);
}
