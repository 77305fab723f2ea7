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
  test('that do not hold together are refused to whoever enters them', () => {
    by(waiting(), FIRST).expects('RecordTierResult', { ...right, mean: 1 }, 'MEAN_DOES_NOT_FOLLOW');
  });
  test('by default one person enters them', () => {
    come.atDistrict().on('2022-06-21').expects('RecordTierResult', right, ['TierResultRecorded']);
  });
});
