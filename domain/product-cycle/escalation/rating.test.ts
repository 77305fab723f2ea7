import { describe, expect, test } from 'vitest';
import { come, doc, resultOf, story, totalsOf, yearOf } from '../../../test/domain/story.ts';

const record = (result: object, s = come.atDistrict()) => s.on('2022-06-21').when('RecordTierResult', result);

describe('OpenTier', () => {
  test('opens rating and the first tier after filing, with the dates of the dossier’s round', () => {
    come.submitted().expects('OpenTier', {}, [
      { type: 'StepOpened', data: { step: 'rating' } },
      { type: 'TierOpened', data: { tier: 'district', round: 1, due: { dueOn: '2022-06-30' } } },
    ]);
  });
  test('has nothing to do twice, before filing, or while a tier works', () => {
    come.atDistrict().expects('OpenTier', {}, 'already-so');
    come.dossierReady().expects('OpenTier', {}, 'already-so');
    come.forwarded().expects('OpenTier', {}, 'already-so');
  });
  test('the next tier opens when the dossier was received there', () => {
    const s = come.atProvince();
    expect(s.state.visits.map((v) => [v.tier, v.review])).toEqual([
      ['district', false],
      ['province', false],
    ]);
    expect(s.state.deadline).toMatchObject({ subject: 'tier/province/result', dueOn: '2022-07-29' });
  });
  test('a tier opened after its date gets the policy’s working days', () => {
    const s = come
      .forwarded()
      .on('2022-08-01')
      .did('ReceiveDossier', { receipt: doc('PN') })
      .moves();
    expect(s.state.deadline).toMatchObject({ dueOn: '2022-08-15', basis: 'policy late-step-working-days (10)' });
  });
});

describe('RecordTierResult', () => {
  test('from 50 points on the district forwards; below, the rating ends', () => {
    record(resultOf(5000, 3)).then([
      { type: 'TierResultRecorded', data: { outcome: 'forward', due: { dueOn: '2022-07-08' } } },
    ]);
    record(resultOf(4999, 2)).then([
      { type: 'TierResultRecorded', data: { outcome: 'ends' } },
      { type: 'RatingEnded', data: { tier: 'district', stars: 2 } },
    ]);
  });
  test('the province recognises 3★ and 4★, forwards from 90 points, ends below 50', () => {
    const at = come.atProvince;
    record(resultOf(5000, 3), at()).then([{ type: 'TierResultRecorded', data: { outcome: 'recognise' } }]);
    record(resultOf(8999, 4), at()).then([{ type: 'TierResultRecorded', data: { outcome: 'recognise' } }]);
    record(resultOf(9000, 5), at()).then([{ type: 'TierResultRecorded', data: { outcome: 'forward' } }]);
    record(resultOf(4900, 2), at()).then(['TierResultRecorded', 'RatingEnded']);
  });
  test('the nation recognises 5★; anything else comes back', () => {
    record(resultOf(9300, 5), come.atNation().on('2022-10-20')).then([
      { type: 'TierResultRecorded', data: { outcome: 'recognise' } },
    ]);
    record(resultOf(8800, 4), come.atNation().on('2022-10-20')).then([
      { type: 'TierResultRecorded', data: { outcome: 'return' } },
    ]);
  });
  test('is faster than the process: rating and tier open in the same append', () => {
    record(resultOf(8000, 4), come.submitted()).then(['StepOpened', 'TierOpened', 'TierResultRecorded']);
    const received = come
      .forwarded()
      .on('2022-06-24')
      .did('ReceiveDossier', { receipt: doc('PN') });
    record(resultOf(8000, 4), received).then([
      { type: 'TierOpened', data: { tier: 'province' } },
      'TierResultRecorded',
    ]);
  });
  test('the mean must follow from the totals, rounded half up', () => {
    record({ ...resultOf(0, 4), totals: totalsOf(8000, 8001), mean: 8001 }).then(['TierResultRecorded']);
    record({ ...resultOf(0, 4), totals: totalsOf(8000, 8001), mean: 8000 }).then('MEAN_DOES_NOT_FOLLOW', {
      given: '80,00',
      computed: '80,01',
    });
  });
  test('the band is judged by the exact mean, never by the rounded one', () => {
    // (8999 + 9000 + 9000) / 3 rounds to 90.00 and is below it.
    record({ ...resultOf(0, 5), totals: totalsOf(8999, 9000, 9000), mean: 9000 }).then('STARS_EXCEED_BAND', {
      band: 4,
    });
  });
  test('stars may not exceed the band, and fewer stars name the minimum option that was missed', () => {
    record(resultOf(6900, 4)).then('STARS_EXCEED_BAND');
    record(resultOf(9200, 4)).then('MINIMUM_OPTION_NOT_NAMED', { band: 5 });
    record(resultOf(9200, 4, { missed: [{ criterion: '1.1', star: 5 }] })).then(['TierResultRecorded']);
    record(resultOf(9200, 5, { missed: [{ criterion: '1.1', star: 5 }] })).then('MINIMUM_OPTION_POINTLESS');
  });
  test('a member is listed once', () => {
    record(resultOf(8000, 4, { totals: [...totalsOf(8000), ...totalsOf(8000)] })).then('MEMBER_TWICE', {
      member: 'tv-1',
    });
  });
  test('a knock-out ends the rating without a star', () => {
    record(resultOf(8000, 0, { knockOut: 'forged-dossier' })).then([
      { type: 'TierResultRecorded', data: { outcome: 'ends' } },
      'RatingEnded',
    ]);
    record(resultOf(8000, 4, { knockOut: 'forged-dossier' })).then('STARS_EXCEED_BAND');
    record(resultOf(8000, 0)).then('MINIMUM_OPTION_NOT_NAMED');
  });
  test('where the act’s minimums are only partly read, a result that binds says the council confirmed the rest', () => {
    record(resultOf(5000, 3, { unreadConfirmed: undefined })).then('UNREAD_NOT_CONFIRMED');
    record(resultOf(4000, 2, { unreadConfirmed: undefined })).then(['TierResultRecorded', 'RatingEnded']);
  });
  test('is refused without an open tier, twice, in a review and when the cycle ended', () => {
    record(resultOf(8000, 4), come.dossierReady()).then('NO_TIER_OPEN');
    record(resultOf(8000, 4), come.districtResult()).then('NO_TIER_OPEN');
    come.atReview().expects('RecordTierResult', resultOf(8000, 4), 'NO_TIER_OPEN');
    record(resultOf(8000, 4), come.atDistrict().did('WithdrawProduct', { reason: 'x' })).then('CYCLE_ENDED');
  });
});

describe('policy forwarding', () => {
  const missed = { missed: [{ criterion: '1.1', star: 3 }] };
  test('points (default): 50 points go on even with 2★', () => {
    record(resultOf(5500, 2, missed)).then([{ type: 'TierResultRecorded', data: { outcome: 'forward', stars: 2 } }]);
  });
  test('stars: the same result ends here', () => {
    const year = yearOf(2022, (p) => ({ ...p, policies: { forwarding: 'stars' } }));
    record(resultOf(5500, 2, missed), come.atDistrict(story(undefined, { year }))).then([
      'TierResultRecorded',
      'RatingEnded',
    ]);
    record(resultOf(5500, 3), come.atDistrict(story(undefined, { year }))).then(['TierResultRecorded']);
  });
});

describe('policy band-gaps', () => {
  test('89.5 is 4★ half-open (default) and 5★ rounded to a point', () => {
    record(resultOf(8950, 5)).then('STARS_EXCEED_BAND');
    const year = yearOf(2022, (p) => ({ ...p, policies: { 'band-gaps': 'round-to-point' } }));
    record(resultOf(8950, 5), come.atDistrict(story(undefined, { year }))).then(['TierResultRecorded']);
  });
});
