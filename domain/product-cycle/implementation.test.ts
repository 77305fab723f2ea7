import { describe, expect, test } from 'vitest';
import { come, doc } from '../../test/domain/story.ts';
import { supportKinds } from './implementation.ts';

describe('visits, needs and support', () => {
  test('are recorded from the selection of the plan on, as often as one likes', () => {
    const s = come.toImplementation();
    s.did('RecordVisit', { progressPercent: 40, remarks: 'Đúng tiến độ', difficulties: 'Thiếu vốn' })
      .did('RecordVisit', { remarks: 'Lần hai' })
      .did('RecordNeed', { kind: 'capital', remarks: 'Cần 200 triệu' })
      .did('RecordSupport', { kind: 'capital', source: 'state', amountDong: 120_000_000 })
      .did('RecordSupport', { kind: 'market-link', source: 'mobilised', amountDong: 5_000_000, document: doc('HT') });
    expect(s.state.records).toMatchObject({ visits: 2, needs: 1, supportDong: 125_000_000 });
  });
  test('also while the dossier is being rated', () => {
    come
      .atProvince()
      .expects('RecordVisit', { remarks: 'x' }, ['VisitRecorded'])
      .expects('RecordNeed', { kind: 'capital' }, ['NeedRecorded']);
  });
  test('are refused before a plan is selected and after the cycle ended', () => {
    const early = come.planSubmitted();
    const ended = come.recognised();
    for (const [name, input] of [
      ['RecordVisit', { remarks: 'x' }],
      ['RecordNeed', { kind: 'capital' }],
      ['RecordSupport', { kind: 'capital', source: 'state', amountDong: 1 }],
    ] as const) {
      early.expects(name, input, 'STEP_NOT_REACHED');
      ended.expects(name, input, 'CYCLE_ENDED');
    }
  });
  test('there are eleven kinds of support, two sources, and money is whole đồng', () => {
    expect(Object.keys(supportKinds)).toHaveLength(11);
    const s = come.toImplementation();
    s.expects('RecordSupport', { kind: 'luck', source: 'state', amountDong: 1 }, 'INPUT_INVALID');
    s.expects('RecordSupport', { kind: 'capital', source: 'mine', amountDong: 1 }, 'INPUT_INVALID');
    s.expects('RecordSupport', { kind: 'capital', source: 'state', amountDong: 1.5 }, 'INPUT_INVALID');
    s.expects('RecordSupport', { kind: 'capital', source: 'state', amountDong: -1 }, 'INPUT_INVALID');
    s.expects('RecordVisit', { remarks: 'x', progressPercent: 101 }, 'INPUT_INVALID');
  });
});

test('promotion is recorded at any time, whatever the step, and after the end', () => {
  const fair = { kind: 'fair', where: 'Hội chợ Buôn Ma Thuột' };
  for (const s of [
    come.started(),
    come.toPlan(),
    come.atNation(),
    come.recognised(),
    come.started().did('WithdrawProduct', { reason: 'x' }),
  ])
    s.expects('RecordPromotion', fair, ['PromotionRecorded']);
  come.started().expects('RecordPromotion', { kind: 'gift', where: 'x' }, 'INPUT_INVALID');
});
