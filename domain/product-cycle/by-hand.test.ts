import { describe, expect, test } from 'vitest';
import { walkOf } from '../../demo/walk.ts';
import { come } from '../../test/domain/story.ts';
import { rehearsing } from '../../test/rehearsal.ts';
import { upTo } from '../../test/ways.ts';
import { worldWithProduct } from '../../test/world.ts';
import { getCommand } from '../registry.ts';
import { productCycle } from './product-cycle.ts';

const [DISTRICT, COMMUNE] = ['demo-krong-nang', 'demo-krong-nang-xa-1'];

/** The idea is registered: the district is waited for. */
async function atDistrict() {
  const w = await worldWithProduct();
  const { way, cycle } = walkOf(w.product);
  const rehearsal = rehearsing(w);
  await rehearsal.walk(upTo(way, 'RegisterIdea'));
  const by = (who: string, name: string, input: object) =>
    w.executor.execute({
      command: getCommand('productCycle', name),
      id: cycle,
      input,
      commandId: `${name}/${JSON.stringify(input)}/${who}/${w.now()}`,
      caller: { kind: 'person', id: who },
    });
  const state = async () => (await w.executor.look(productCycle, cycle)).state;
  return { w, by, state, until: rehearsal.until, cycle };
}

const codeOf = (result: { outcome: string; refusal?: { code: string } }) => result.refusal?.code ?? result.outcome;

describe('work is given by hand', () => {
  test('to who holds a role by which it may be done, and to nobody else', async () => {
    const { by, state } = await atDistrict();
    expect(codeOf(await by(COMMUNE, 'AssignWork', { account: COMMUNE }))).toBe('ACCOUNT_MAY_NOT_ACT');
    expect(codeOf(await by(COMMUNE, 'AssignWork', { account: 'demo-buon-ma-thuot' }))).toBe('ACCOUNT_MAY_NOT_ACT');
    expect(codeOf(await by(COMMUNE, 'AssignWork', { account: 'nobody-at-all' }))).toBe('ACCOUNT_MAY_NOT_ACT');
    expect(codeOf(await by(COMMUNE, 'AssignWork', { account: DISTRICT, note: 'Ưu tiên' }))).toBe('appended');
    expect((await state()).assigned).toMatchObject({ account: DISTRICT, work: 'select-ideas' });
    expect(codeOf(await by(COMMUNE, 'AssignWork', { account: DISTRICT }))).toBe('nothing-to-do');
  });

  test('not where nobody is waited for', () => {
    come.recognised().expects('RemindNow', { text: 'x' }, ['RemindedByHand']);
    const told = come.recognised().did('NotifyResult', { letter: { number: 'TB', date: '2022-08-01' } });
    const published = told.did('PublishResult', { document: { number: 'CB', date: '2022-08-01' } });
    published.expects('RemindNow', { text: 'x' }, 'NOBODY_TO_ACT');
    published.expects('AssignWork', { account: DISTRICT }, 'NOBODY_TO_ACT');
  });
});

describe('a reminder by hand', () => {
  test('goes to who must act, once a day to each', async () => {
    const { by, state, until, cycle } = await atDistrict();
    expect(codeOf(await by(COMMUNE, 'RemindNow', { text: 'Xã chờ kết quả' }))).toBe('appended');
    expect((await state()).remindedByHand?.whom).toEqual(['district-officer@650']);
    expect(codeOf(await by(COMMUNE, 'RemindNow', { text: 'Lần nữa' }))).toBe('REMINDED_TODAY');
    await until('2022-03-08', productCycle.stream(cycle));
    expect(codeOf(await by(COMMUNE, 'RemindNow', { text: 'Lần nữa' }))).toBe('appended');
  });

  test('moves nobody’s ETag and no deadline', async () => {
    const { w, by, cycle } = await atDistrict();
    const before = await w.executor.look(productCycle, cycle);
    await by(COMMUNE, 'RemindNow', { text: 'Xã chờ kết quả' });
    await by(COMMUNE, 'AddNote', { text: 'Đã gọi điện' });
    const after = await w.executor.look(productCycle, cycle);
    expect(after.seen).toBe(before.seen);
    expect(after.state.deadline).toEqual(before.state.deadline);
  });
});

describe('a question to the coordination office', () => {
  test('is kept open until it is answered, and the answer may be bettered', () => {
    const s = come.toImplementation().did('AskOffice', { question: 'Mẫu 05 nộp mấy bản?' });
    const at = s.state.questions?.[0]?.asked.at ?? -1;
    expect(s.state.questions).toEqual([{ asked: { on: s.today, at } }]);
    s.expects('AnswerQuestion', { question: at + 1, answer: 'Một bản' }, 'QUESTION_UNKNOWN');
    s.did('AnswerQuestion', { question: at, answer: 'Một bản' }).did('AnswerQuestion', {
      question: at,
      answer: 'Hai bản',
    });
    expect(s.state.questions?.[0]?.answered?.at).toBe(at + 2);
  });

  test('is the producer’s to ask and the office’s to answer', async () => {
    const { by, state } = await atDistrict();
    expect(codeOf(await by('demo-htx-ca-phe-mau', 'AskOffice', { question: 'Bao giờ có kết quả?' }))).toBe('appended');
    const question = (await state()).questions?.[0]?.asked.at;
    expect(codeOf(await by('demo-htx-ca-phe-mau', 'AnswerQuestion', { question, answer: 'x' }))).toBe('ROLE_MISSING');
    expect(codeOf(await by('demo-province', 'AnswerQuestion', { question, answer: 'Trước 31/3' }))).toBe('appended');
  });
});
