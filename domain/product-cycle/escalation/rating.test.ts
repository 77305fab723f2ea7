import { describe, expect, test } from 'vitest';
import { come, doc, resultOf, story, totalsOf, yearOf } from '../../../test/domain/story.ts';
import { productCycle } from '../product-cycle.ts';

const record = (result: object, s = come.atDistrict()) => s.on('2022-06-21').when('RecordTierResult', result);

describe('OpenTier', () => {
  test('opens the first tier once rating is open after filing, with the dates of the dossier’s round', () => {
    const filed = come.submitted();
    filed.expects('OpenTier', {}, 'NOT_DUE');
    filed
      .did('OpenStep')
      .expects('OpenTier', {}, [
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
    record(resultOf(8000, 0, { knockOut: 'material-imported-or-unknown' })).then([
      { type: 'TierResultRecorded', data: { outcome: 'ends' } },
      'RatingEnded',
    ]);
    record(resultOf(8000, 4, { knockOut: 'material-imported-or-unknown' })).then('STARS_EXCEED_BAND');
    record(resultOf(8000, 0)).then('MINIMUM_OPTION_NOT_NAMED');
  });
  test('the rulebook’s own list of knock-outs decides, not any text', () => {
    const known = ['material-imported-or-unknown', 'unacceptable-impurity', 'food-safety-certificate-missing'];
    record(resultOf(8000, 0, { knockOut: 'food-safety-paper-missing' })).then('KNOCK_OUT_UNKNOWN', { known });
    record(resultOf(8000, 0, { knockOut: 'forged-dossier' })).then('KNOCK_OUT_UNKNOWN', { set: 'R2019/6' });
  });
  test('a dossier that a knock-out ends before anybody scored has no points', () => {
    const refused = { minutes: doc('BB', '2022-06-20'), stars: 0, knockOut: 'food-safety-certificate-missing' };
    const s = come.atDistrict().on('2022-06-21').did('RecordTierResult', refused);
    expect(s.state.visits[0]?.result).toMatchObject({ stars: 0, totals: [], knockOut: refused.knockOut });
    expect(s.state.ended).toMatchObject({ kind: 'rated', stars: 0 });
    const told = s.facts.find((f) => f.type === 'TierResultRecorded');
    const sentence = productCycle.events.get('TierResultRecorded')?.sentence(told?.data, told as never);
    expect(sentence?.en).toBe(
      'Result at tier District (minutes on paper): 0 stars, knocked out: Food safety certificate rules not complied with → the rating ends (BB, 20/06/2022)',
    );
    record({ ...refused, stars: 3 }).then('STARS_EXCEED_BAND');
    record({ ...refused, mean: 8000 }).then('TOTALS_MISSING');
    record({ ...refused, totals: totalsOf(8000) }).then('TOTALS_MISSING');
    record({ minutes: doc('BB'), stars: 3, unreadConfirmed: true }).then('TOTALS_MISSING');
  });
  test('the stars follow from the band and from which star’s minimum was missed', () => {
    const at = (criterion: string, star: number) => ({ missed: [{ criterion, star }] });
    record(resultOf(8000, 3, at('7', 4))).then(['TierResultRecorded']);
    record(resultOf(8000, 2, at('7', 4))).then('STARS_DO_NOT_FOLLOW', { stars: 2, follows: 3, band: 4 });
    record(resultOf(8000, 3, at('8.1', 3))).then('STARS_DO_NOT_FOLLOW', { follows: 2 });
    record(resultOf(9200, 2, { missed: [...at('7', 4).missed, ...at('8.1', 3).missed] })).then(['TierResultRecorded']);
  });
  test('a minimum was missed at a criterion of the form, and not below the star it is read for', () => {
    const at = (criterion: string, star: number) => ({ missed: [{ criterion, star }] });
    record(resultOf(8000, 3, at('nonsense', 4))).then('CRITERION_UNKNOWN_HERE', { criterion: 'nonsense' });
    record(resultOf(8000, 2, at('7', 3))).then('CRITERION_UNKNOWN_HERE', { criterion: '7', star: 3 });
    record(resultOf(9200, 4, at('7', 5))).then(['TierResultRecorded']);
  });
  test('where the act’s minimums are only partly read, a result that binds says the council confirmed the rest', () => {
    record(resultOf(5000, 3, { unreadConfirmed: undefined })).then('UNREAD_NOT_CONFIRMED');
    record(resultOf(4000, 2, { unreadConfirmed: undefined })).then(['TierResultRecorded', 'RatingEnded']);
  });
  test('is refused without an open tier, twice, in a review and when the cycle ended', () => {
    record(resultOf(8000, 4), come.dossierReady()).then('NO_TIER_OPEN');
    record(resultOf(8000, 4), come.districtResult()).then('NO_TIER_OPEN');
    come.atReview().expects('RecordTierResult', resultOf(8000, 4), 'NO_TIER_OPEN');
    record(resultOf(8000, 4), come.atDistrict().did('WithdrawProduct', { reason: 'x', document: doc('RUT') })).then(
      'CYCLE_ENDED',
    );
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

describe('policy mean-compared', () => {
  const printed90 = { ...resultOf(0, 5), totals: totalsOf(8999, 9000, 9000), mean: 9000 };
  test('printed: a mean that prints 90,00 is in the 5★ band, and goes on from the province', () => {
    record(printed90).then('STARS_EXCEED_BAND', { mean: '89,996… (in 90,00)' });
    const year = yearOf(2022, (p) => ({ ...p, policies: { 'mean-compared': 'printed' } }));
    const s = () => come.atProvince(story(undefined, { year }));
    record(printed90, s()).then([{ type: 'TierResultRecorded', data: { stars: 5, outcome: 'forward' } }]);
    record({ ...printed90, stars: 4 }, s()).then('MINIMUM_OPTION_NOT_NAMED');
  });
  test('the sentence shows the decimals that decide', () => {
    const data = { ...resultOf(0, 4), totals: totalsOf(8999, 9000), mean: 9000 };
    const s = come.atProvince().on('2022-07-20').did('RecordTierResult', data);
    const sentence = productCycle.events.get('TierResultRecorded')?.sentence(s.said, s.facts.at(-1) as never);
    expect(sentence?.vi).toContain('89,995 (in 90,00) điểm (2 thành viên), 4 sao');
    expect(sentence?.en).toContain('89.995 (printed 90.00) points (2 members), 4 stars');
  });
});

describe('policy band-gaps', () => {
  test('89.5 is 4★ half-open (default) and 5★ rounded to a point', () => {
    record(resultOf(8950, 5)).then('STARS_EXCEED_BAND');
    const year = yearOf(2022, (p) => ({ ...p, policies: { 'band-gaps': 'round-to-point' } }));
    record(resultOf(8950, 5), come.atDistrict(story(undefined, { year }))).then(['TierResultRecorded']);
  });
});
