import { describe, expect, test } from 'vitest';
import { come, resultOf, type Story, story, yearOf } from '../../../test/domain/story.ts';
import { planUnder } from '../../../test/plans.ts';
import { visitOf } from '../product-cycle.ts';

const plan = planUnder('R2019', 2022);
const twice = yearOf(2022, () => ({ ...plan, policies: { ...plan.policies, 'paper-minutes': 'twice' } }) as never);
const [FIRST, SECOND] = ['can-bo-1', 'can-bo-2'];
const waiting = () => come.atDistrict(story('66-2022-ca-phe-1', { year: twice })).on('2022-06-21');
const by = (s: Story, id: string) => s.by({ kind: 'person', id, role: 'district-officer', unit: '650' } as never);
const right = resultOf(8000, 4);
const wrong = resultOf(8100, 4);

describe('minutes on paper that two people enter', () => {
  test('are a result once both have entered the same, and not before', () => {
    const s = by(waiting(), FIRST);
    s.expects('RecordTierResult', right, ['PaperResultEntered']).did('RecordTierResult', right);
    expect(visitOf(s.state)).toMatchObject({ entries: [{ by: FIRST }] });
    expect(visitOf(s.state)?.result).toBeUndefined();
    s.expects('RecordTierResult', right, 'SECOND_ENTRY_BY_ANOTHER', { by: FIRST });
    by(s, SECOND).expects('RecordTierResult', right, ['TierResultRecorded']);
  });
  test('are not told by the first to the second: neither sentence nor refusal has a figure', () => {
    const s = by(waiting(), FIRST).did('RecordTierResult', right);
    const { type, data } = s.facts.at(-1) as (typeof s.facts)[number];
    expect(type).toBe('PaperResultEntered');
    expect(JSON.stringify(data)).toContain('8000');
    const [refused] = [by(s, FIRST).when('RecordTierResult', right).outcome];
    expect(JSON.stringify(refused)).not.toContain('8000');
  });
  test('that differ are listed, and are a result by what somebody says the paper says', () => {
    const s = by(by(waiting(), FIRST).did('RecordTierResult', right), SECOND);
    s.expects('ResolvePaperResult', { ...right, reason: 'x' }, 'NO_DIFFERENCES');
    s.did('RecordTierResult', wrong);
    expect(visitOf(s.state)?.differences?.map(({ field }) => field)).toEqual(['totals', 'mean']);
    s.expects('RecordTierResult', right, 'ENTRIES_DIFFER', { fields: ['totals', 'mean'] });
    const resolving = { ...right, reason: 'Người thứ hai đọc nhầm dòng' };
    s.expects('ResolvePaperResult', resolving, [
      { type: 'PaperDifferencesResolved', data: { fields: ['totals', 'mean'] } },
      'TierResultRecorded',
    ]);
    s.did('ResolvePaperResult', resolving);
    expect(visitOf(s.state)).toMatchObject({ result: { stars: 4 }, differences: undefined });
  });
  test('differ in no more than what they say: neither in their order nor in what says nothing', () => {
    const totals = [
      { member: 'a', total: 8000 },
      { member: 'b', total: 8000 },
    ];
    const s = by(waiting(), FIRST).did('RecordTierResult', { ...right, totals });
    const same = { ...right, totals: [...totals].reverse(), missed: [] };
    by(s, SECOND).expects('RecordTierResult', same, ['TierResultRecorded']);
  });
  test('are compared again where the result they led to was annulled', () => {
    const s = by(by(waiting(), FIRST).did('RecordTierResult', right), SECOND).did('RecordTierResult', wrong);
    const resolving = { ...right, reason: 'Nhầm dòng' };
    s.did('ResolvePaperResult', resolving);
    const document = { number: 'HB', date: '2022-06-21' };
    s.did('AnnulFacts', { revisions: [s.facts.length - 1], reason: 'x', document });
    expect(visitOf(s.state)?.differences?.map(({ field }) => field)).toEqual(['totals', 'mean']);
    s.expects('ResolvePaperResult', resolving, ['PaperDifferencesResolved', 'TierResultRecorded']);
  });
  test('are not dated before the tier was opened', () => {
    const s = by(waiting(), FIRST).did('RecordTierResult', right);
    const early = { ...right, occurredOn: '2022-05-31' };
    by(s, SECOND).expects('RecordTierResult', early, 'RESTS_ON_LATER');
  });
  test('that do not hold together are refused to whoever enters them', () => {
    by(waiting(), FIRST).expects('RecordTierResult', { ...right, mean: 1 }, 'MEAN_DOES_NOT_FOLLOW');
  });
  test('by default one person enters them', () => {
    come.atDistrict().on('2022-06-21').expects('RecordTierResult', right, ['TierResultRecorded']);
  });
});
