import { describe, expect, test } from 'vitest';
import { come, doc } from '../../test/domain/story.ts';

const to = (rulebook: string, criteriaSet: string) => ({ rulebook, criteriaSet, legalBasis: doc('1489/QĐ-TTg') });

describe('ChangeRulebook', () => {
  test('moves a running cycle, with its legal basis', () => {
    const s = come.atDistrict().on('2023-02-23');
    s.expects('ChangeRulebook', to('R2023', 'R2023/13'), 'RULEBOOK_NOT_YET', { from: '2023-02-24' });
    s.on('2023-02-24').expects('ChangeRulebook', to('R2023', 'R2023/13'), [
      { type: 'RulebookChanged', data: { from: 'R2019', rulebook: 'R2023', criteriaSet: 'R2023/13' } },
    ]);
    s.did('ChangeRulebook', to('R2023', 'R2023/13'));
    expect(s.state).toMatchObject({ rulebook: 'R2023', criteriaSet: 'R2023/13' });
  });
  test('is refused before filing and after the end', () => {
    come.toImplementation().expects('ChangeRulebook', to('R2023', 'R2023/13'), 'NOTHING_BOUND');
    come.recognised().expects('ChangeRulebook', to('R2023', 'R2023/13'), 'CYCLE_ENDED');
  });
  test('is refused for a law, a set or a tier that is not there', () => {
    const s = come.atDistrict().on('2026-06-01');
    s.expects('ChangeRulebook', to('R1999', 'R2023/13'), 'RULEBOOK_UNKNOWN', { rulebook: 'R1999' });
    s.expects('ChangeRulebook', to('R2023', 'R2023/1'), 'SET_NOT_OF_GROUP');
    s.expects('ChangeRulebook', to('R2026', 'R2026/13'), 'TIER_NOT_THERE', { tier: 'district' });
    s.expects('ChangeRulebook', to('R2019', 'R2019/6'), 'BOUND_ALREADY');
  });
});
