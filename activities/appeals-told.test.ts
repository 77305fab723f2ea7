// An appeal in letters: whoever convenes the council hears of it at once, before its answer is due, and once that is late.
import { expect, test } from 'vitest';
import { councilSession } from '../domain/council-session/council-session.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { CHAIR, inSession, SECRETARY, SESSION, sheetWithout } from '../test/council-world.ts';
import { postWorld } from '../test/post-world.ts';

const OFFICER = 'demo-krong-nang';
const doc = (number: string) => ({ number, date: '2022-06-15' });

test('is told at once, reminded of, told as late, and no more once it is answered', async () => {
  const w = await postWorld();
  const { cycles, scoring, give } = await inSession(w, ['tieu']);
  const [cycle] = cycles as [string];
  for (const by of scoring) await give(by, 'SealSheet', { cycle, sheet: sheetWithout(1) });
  for (const [name, input] of [
    ['OpenScores', { cycle }],
    ['CloseProduct', { cycle, unreadConfirmed: true }],
    ['CloseSession', {}],
  ] as const)
    await give(CHAIR, name, input);
  await give(SECRETARY, 'DrawUpMinutes', { number: '01/BB' });
  const hash = (await w.executor.look(councilSession, SESSION)).state.minutes.at(-1)?.hash;
  for (const by of [CHAIR, SECRETARY]) await give(by, 'SignMinutes', { hash });
  const until = async (day: string) => {
    for (const stream of [councilSession.stream(SESSION), productCycle.stream(cycle)]) w.process.hint(stream);
    await w.process.runUntil(`${day}T02:00:00.000Z`);
  };
  await until('2022-06-16');
  const grounds = 'Chưa xem chứng nhận hữu cơ';
  await give(OFFICER, 'FileAppeal', { cycle, by: 'producer', letter: doc('Đơn'), grounds });
  await until('2022-07-02');
  /** What of the appeal whoever convenes the council is written, by its day. */
  const told = () =>
    w.outbox
      .filter(({ to, text }) => to.startsWith(`${OFFICER}@`) && text.includes('xem xét lại kết quả'))
      .map(({ date, text }) => [date?.slice(0, 10), text] as const);
  expect(told().map(([day]) => day)).toEqual([
    '2022-06-16',
    '2022-06-21',
    '2022-06-27',
    '2022-06-29',
    '2022-06-30',
    '2022-07-01',
  ]);
  const [atOnce, first, , , , late] = told().map(([, text]) => text);
  expect(atOnce).toContain(`Chủ thể đề nghị xem xét lại kết quả ${cycle}`);
  for (const text of [first, late]) expect(text).toContain('Trả lời đề nghị xem xét lại kết quả');
  for (const text of [first, late]) expect(text).toContain(cycle);
  expect(first).toContain('30/06/2022');
  expect(late).toMatch(/[Qq]uá hạn/);
  const others = w.outbox.filter(({ to, text }) => /trả lời đề nghị/i.test(text) && !to.startsWith(`${OFFICER}@`));
  expect(others.map(({ to }) => to)).toEqual([]);
  // The letter says who asked, and not why.
  expect(w.outbox.map(({ text }) => text).join()).not.toContain(grounds);
  const before = told().length;
  await w.give({
    by: OFFICER,
    command: getCommand('councilSession', 'DecideAppeal'),
    id: SESSION,
    input: { cycle, admissible: false, reason: 'Không có tình tiết mới', document: doc('TL') },
  });
  await until('2022-07-20');
  expect(
    told()
      .slice(before)
      .filter(([, text]) => /trả lời đề nghị/i.test(text)),
  ).toEqual([]);
}, 120_000);
