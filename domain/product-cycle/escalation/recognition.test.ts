import { describe, expect, test } from 'vitest';
import { come, doc, resultOf, totalsOf } from '../../../test/domain/story.ts';
import { productCycle } from '../product-cycle.ts';

const decided = (on: string) => ({ decision: doc('QĐ', on) });
const decision = decided('2022-08-02');
const review = (stars: number, more: object = {}) => ({
  basis: 'national-result',
  minutes: doc('BBRS'),
  stars,
  ...more,
});
const rerated = (points: number, stars: number, more: object = {}) =>
  review(stars, { basis: 're-rating', totals: totalsOf(points, points), mean: points, unreadConfirmed: true, ...more });

describe('Recognise', () => {
  test('ends the cycle with its stars, opens promotion, and then its certificate', () => {
    const s = come.recognised();
    expect(s.said).toEqual({ tier: 'province', stars: 4, decision: decision.decision });
    expect(s.state.ended).toMatchObject({ kind: 'recognised', stars: 4 });
    expect(s.due().map((a) => [a.command, a.which])).toEqual([
      ['OpenStep', 'promotion'],
      ['AwaitTelling', 'tell'],
    ]);
    expect(s.moves().state).toMatchObject({ step: 'promotion', decision: decision.decision, certificate: s.id });
  });
  test('an early decision is not late, one after its date is', () => {
    expect(come.recognised().state.done.rating?.late).toBe(false);
    expect(come.provinceResult().on('2022-08-13').did('Recognise', decision).state.done.rating?.late).toBe(true);
  });
  test('its decision rests on the result, and it on the decision', () => {
    const s = come.provinceResult().on('2022-08-05');
    s.expects('Recognise', decided('2022-07-19'), 'DECIDED_BEFORE_RESULT', { result: '2022-07-20' });
    s.expects('Recognise', { ...decision, occurredOn: '2022-08-01' }, 'RECOGNISED_BEFORE_DECISION');
    s.expects('Recognise', { ...decision, occurredOn: '2022-08-02' }, ['ProductRecognised']);
  });
  test('nor does a correction turn their order', () => {
    const s = come.recognised().moves().on('2022-08-20');
    const revision = s.facts.find((f) => f.type === 'ProductRecognised')?.revision;
    const put = (decision: object) => ({ revision, changes: { decision }, reason: 'x', document: doc('ĐC') });
    s.expects('CorrectFact', put(doc('QĐ', '2022-07-19')), 'DECIDED_BEFORE_RESULT');
    s.expects('CorrectFact', put(doc('QĐ', '2022-08-03')), 'RECOGNISED_BEFORE_DECISION');
    s.expects('CorrectFact', put(doc('QĐ', '2022-08-01')), ['FactCorrected']);
  });
  test('is refused without a result to recognise, and twice', () => {
    come.atProvince().expects('Recognise', decision, 'NOT_TO_BE_RECOGNISED');
    come.districtResult().expects('Recognise', decision, 'NOT_TO_BE_RECOGNISED');
    come.provinceResult(undefined, 9200, 5).expects('Recognise', decision, 'NOT_TO_BE_RECOGNISED');
    come.recognised().expects('Recognise', decision, 'CYCLE_ENDED');
  });
  test('5★ are the ministry’s', () => {
    const s = come.atNation().on('2022-10-20').did('RecordTierResult', resultOf(9300, 5));
    const recognised = { type: 'ProductRecognised', data: { tier: 'national', stars: 5 } };
    s.expects('Recognise', decided('2022-10-20'), [recognised]);
  });
});

describe('a product that misses 5★ comes back to the province', () => {
  test('the process opens the review as a second stay, with a date of its own', () => {
    const s = come.atNation().on('2022-10-20').did('RecordTierResult', resultOf(8800, 4));
    s.expects('OpenReview', {}, [{ type: 'ReviewOpened', data: { tier: 'province', due: { dueOn: '2022-11-03' } } }]);
    s.moves();
    expect(s.state.visits.map((v) => [v.tier, v.review])).toEqual([
      ['district', false],
      ['province', false],
      ['national', false],
      ['province', true],
    ]);
    s.expects('OpenReview', {}, 'already-so');
  });
  test('on the national result: at most its band, and at most 4★', () => {
    come.atReview().expects('RecordReview', review(5), 'REVIEW_ABOVE_LIMIT', { max: 4 });
    come.atReview().expects('RecordReview', review(4), [{ type: 'ReviewRecorded', data: { outcome: 'recognise' } }]);
    come.atReview(undefined, 6500, 3).expects('RecordReview', review(4), 'REVIEW_ABOVE_LIMIT', { max: 3 });
    come.atReview(undefined, 6500, 3).expects('RecordReview', review(3), ['ReviewRecorded']);
  });
  test('re-rated: held to the rules of a rating, and 90 points and more are still 4★', () => {
    come.atReview().expects('RecordReview', review(0, { reason: 'x' }), 'NO_STAR_WITHOUT_GROUND');
    come.atReview().expects('RecordReview', review(0, { knockOut: 'material-imported-or-unknown' }), 'NOT_RE_RATED');
    const out = { basis: 're-rating', knockOut: 'material-imported-or-unknown' };
    const knocked = come.atReview().expects('RecordReview', review(0, out), ['ReviewRecorded', 'RatingEnded']);
    knocked.expects('RecordReview', review(3, out), 'STARS_EXCEED_BAND');
    knocked.expects('RecordReview', review(0, { ...out, knockOut: 'nonsense' }), 'KNOCK_OUT_UNKNOWN');
    come.atReview().expects('RecordReview', review(4, { basis: 're-rating' }), 'TOTALS_MISSING');
    come.atReview().expects('RecordReview', rerated(8000, 4), ['ReviewRecorded']);
    come.atReview().expects('RecordReview', rerated(9100, 4), ['ReviewRecorded']);
    come.atReview().expects('RecordReview', rerated(9500, 5), 'REVIEW_ABOVE_LIMIT');
    come.atReview().expects('RecordReview', rerated(6000, 4), 'STARS_EXCEED_BAND');
    come.atReview().expects('RecordReview', { ...rerated(8000, 4), mean: 8001 }, 'MEAN_DOES_NOT_FOLLOW');
    come.atReview().expects('RecordReview', rerated(8000, 4, { unreadConfirmed: undefined }), 'UNREAD_NOT_CONFIRMED');
  });
  test('a re-rating of 90 points and more is held to the same rules', () => {
    come.atReview().expects('RecordReview', { ...rerated(9100, 4), mean: 9500 }, 'MEAN_DOES_NOT_FOLLOW');
    come
      .atReview()
      .expects('RecordReview', rerated(9100, 4, { totals: [...totalsOf(9100), ...totalsOf(9100)] }), 'MEMBER_TWICE');
    come.atReview().expects('RecordReview', rerated(9100, 4, { unreadConfirmed: undefined }), 'UNREAD_NOT_CONFIRMED');
  });
  test('a review may also end without recognition', () => {
    const s = come.atReview().did('RecordReview', review(2, { reason: 'Kết luận kiểm nghiệm lại' }));
    expect(s.state.ended).toMatchObject({ kind: 'rated', stars: 2 });
  });
  test('on the result that came back: what its stars and minimum options allow, fewer only with a reason', () => {
    const missed = { missed: [{ criterion: '8.1', star: 3 }] };
    const came = (points: number, stars: number, more: object = {}) =>
      come
        .atNation()
        .on('2022-10-20')
        .did('RecordTierResult', resultOf(points, stars, more))
        .moves();
    came(9500, 2, missed).expects('RecordReview', review(4), 'REVIEW_ABOVE_LIMIT', { max: 2 });
    came(9500, 2, missed).expects('RecordReview', review(2), ['ReviewRecorded', 'RatingEnded']);
    come.atReview().expects('RecordReview', review(3), 'FEWER_NEED_REASON', { stars: 3, max: 4 });
    come.atReview().expects('RecordReview', review(3, { reason: 'Hội đồng tỉnh xếp thấp hơn' }), ['ReviewRecorded']);
    come.atReview().expects('RecordReview', review(4, { totals: totalsOf(8000), mean: 8000 }), 'NOT_RE_RATED');
  });
  test('a product knocked out above is not re-rated on points and gets no star', () => {
    const knockOut = { minutes: doc('BB'), stars: 0, knockOut: 'material-imported-or-unknown' };
    const s = come.atNation().on('2022-10-20').did('RecordTierResult', knockOut).moves();
    s.expects('RecordReview', review(4), 'REVIEW_ABOVE_LIMIT', { max: 0 });
    s.expects('RecordReview', rerated(8000, 4), 'KNOCKED_OUT_ABOVE', { tierEn: 'National' });
    s.expects('RecordReview', review(0), [
      { type: 'ReviewRecorded', data: { outcome: 'ends' } },
      { type: 'RatingEnded', data: { stars: 0 } },
    ]);
  });
  test('the sentence names the tier that returned it', () => {
    const s = come.atReview();
    const say = (type: string) => {
      const fact = s.facts.findLast((f) => f.type === type);
      return productCycle.events.get(type)?.sentence(fact?.data, fact as never);
    };
    expect(say('ReviewOpened')?.vi).toContain('Cấp Trung ương trả về Cấp tỉnh để rà soát');
    s.did('RecordReview', review(4));
    expect(say('ReviewRecorded')?.en).toContain('Review at tier Province (on the result of National): 4 stars');
  });
  test('the province then recognises 3★ or 4★', () => {
    const s = come.atReview().on('2022-11-01').did('RecordReview', review(4));
    expect(s.state.deadline?.subject).toBe('tier/province/recognise');
    const recognised = { type: 'ProductRecognised', data: { tier: 'province', stars: 4 } };
    s.expects('Recognise', decided('2022-11-01'), [recognised]);
  });
  test('is refused where nothing came back, and twice', () => {
    come.atProvince().expects('RecordReview', review(4), 'NO_REVIEW_OPEN').expects('OpenReview', {}, 'already-so');
    come.atReview().did('RecordReview', review(4)).expects('RecordReview', review(4), 'NO_REVIEW_OPEN');
    come
      .atReview()
      .did('WithdrawProduct', { reason: 'x', document: doc('RUT') })
      .expects('RecordReview', review(4), 'CYCLE_ENDED');
  });
});

describe('RecordFollowUp', () => {
  test('the commune’s talk with the producer is recorded once there is a result, whatever came of it', () => {
    const talk = { supportPlan: 'Hỗ trợ bao bì' };
    come.atDistrict().expects('RecordFollowUp', talk, 'NOT_TO_BE_RECOGNISED');
    come.recognised().expects('RecordFollowUp', talk, ['FollowUpRecorded']);
    come.districtResult(undefined, 4000, 2).expects('RecordFollowUp', {}, ['FollowUpRecorded']);
  });
});
