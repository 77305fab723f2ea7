import { describe, expect, test } from 'vitest';
import { come, doc, story } from '../../test/domain/story.ts';
import { type EventDefinition, upcast } from '../kernel/event.ts';
import type { Fact } from '../kernel/fold.ts';
import { productCycle } from './product-cycle.ts';
import { kindName, supportKinds } from './support-kinds.ts';

describe('visits, needs and support', () => {
  test('are recorded from the selection of the plan on, as often as one likes', () => {
    const s = come.toImplementation();
    s.did('RecordVisit', { progressPercent: 40, remarks: 'Đúng tiến độ', difficulties: 'Thiếu vốn' })
      .did('RecordVisit', { remarks: 'Lần hai' })
      .did('RecordNeed', { kind: 'machinery', remarks: 'Cần 200 triệu' })
      .did('RecordSupport', { kind: 'machinery', source: 'state', amountDong: 120_000_000 })
      .did('RecordSupport', {
        kind: 'packaging-labels',
        source: 'mobilised',
        amountDong: 5_000_000,
        document: doc('HT'),
      });
    expect(s.state.records).toMatchObject({ visits: 2, needs: 1, stateDong: 120_000_000, mobilisedDong: 5_000_000 });
  });
  test('also while the dossier is being rated', () => {
    come
      .atProvince()
      .expects('RecordVisit', { remarks: 'x' }, ['VisitRecorded'])
      .expects('RecordNeed', { kind: 'machinery' }, ['NeedRecorded']);
  });
  test('are refused before a plan is selected and after the cycle ended', () => {
    const early = come.planSubmitted();
    const ended = come.recognised();
    for (const [name, input] of [
      ['RecordVisit', { remarks: 'x' }],
      ['RecordNeed', { kind: 'machinery' }],
      ['RecordSupport', { kind: 'machinery', source: 'state', amountDong: 1 }],
    ] as const) {
      early.expects(name, input, 'STEP_NOT_REACHED');
      ended.expects(name, input, 'CYCLE_ENDED');
    }
  });
  test('the kinds are the eleven of the scheme’s annex I.5.2, two sources, and money is whole đồng', () => {
    expect(Object.keys(supportKinds)).toEqual([
      'certification',
      'brand-identity',
      'machinery',
      'product-story',
      'intellectual-property',
      'packaging-labels',
      'testing',
      'traceability',
      'product-standard',
      'quality-declaration',
      'batch-records',
    ]);
    const s = come.toImplementation();
    s.expects('RecordSupport', { kind: 'luck', source: 'state', amountDong: 1 }, 'INPUT_INVALID');
    s.expects('RecordSupport', { kind: 'machinery', source: 'mine', amountDong: 1 }, 'INPUT_INVALID');
    s.expects('RecordSupport', { kind: 'machinery', source: 'state', amountDong: 1.5 }, 'INPUT_INVALID');
    s.expects('RecordSupport', { kind: 'machinery', source: 'state', amountDong: -1 }, 'INPUT_INVALID');
    s.expects('RecordVisit', { remarks: 'x', progressPercent: 101 }, 'INPUT_INVALID');
  });
});

describe('a kind of before the scheme’s list', () => {
  const before = { source: 'state' as const, amountDong: 5_000_000 };
  const given = () => {
    const definition = productCycle.events.get('SupportRecorded') as EventDefinition;
    const s = come.toImplementation().did('RecordSupport', { kind: 'testing', ...before });
    const old = { ...(s.facts.at(-1) as Fact), data: upcast(definition, 1, { kind: 'capital', ...before }) };
    return { definition, s: story(s.id, { facts: [...s.facts.slice(0, -1), old] }).on(s.today) };
  };
  test('is read and told as it was written', () => {
    const { definition, s } = given();
    expect(definition.sentence(s.said, s.facts.at(-1) as Fact).vi).toBe(
      'Hỗ trợ: Huy động vốn, 5.000.000 đồng (ngân sách)',
    );
    expect(s.state.records.stateDong).toBe(5_000_000);
  });
  test('is given no more, and may be corrected to one of the list', () => {
    const { s } = given();
    s.expects('RecordSupport', { kind: 'capital', ...before }, 'INPUT_INVALID');
    const right = { revision: s.facts.length - 1, reason: 'x', document: doc('DC') };
    s.expects('CorrectFact', { ...right, changes: { kind: 'capital' } }, 'CORRECTION_INVALID');
    s.did('CorrectFact', { ...right, changes: { kind: 'machinery' } });
    expect(kindName(s.said.data).vi).toBe('Máy móc, thiết bị');
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
