// A result is appealed: admissible or not, by when, and what becomes of it here, in its cycle, and in the session that decides again.
import { beforeEach, expect, test } from 'vitest';
import { councilSession } from '../domain/council-session/council-session.ts';
import { minutesOf } from '../domain/council-session/minutes.ts';
import { type ProductCycle, productCycle, visitOf } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { digest } from '../eventstore/envelope.ts';
import { CHAIR, type Council, councilOf, inSession, SECRETARY, SESSION, sheetWithout } from './council-world.ts';
import { rehearsing } from './rehearsal.ts';
import { type World, worldWithProduct } from './world.ts';

const [OFFICER, AGAIN] = ['demo-krong-nang', '66-2022-krong-nang-lai'];
const doc = (number: string, date = '2022-06-15') => ({ number, date });

let w: World;
let council: Council;
let cycle: string;
const give = (by: string, name: string, input: object, id = SESSION) =>
  w.give({ by, command: getCommand('councilSession', name), id, input });
const refused = async (by: string, name: string, input: object, id = SESSION) => {
  const command = getCommand('councilSession', name);
  const { seen, revision } = await w.executor.look(councilSession, id);
  const caller = { kind: 'person', id: by } as const;
  const commandId = `${name}-${Math.random()}`;
  const ifMatch = revision < 0 ? {} : { ifMatch: seen };
  const result = await w.executor.execute({ command, id, input, commandId, caller, ...ifMatch });
  return result.outcome === 'refused' ? result.refusal.code : result.outcome;
};
const item = async () => (await w.executor.look(councilSession, SESSION)).state.agenda[0];
const its = async (): Promise<ProductCycle> => (await w.executor.look(productCycle, cycle)).state;
const processed = async (...sessions: string[]) =>
  rehearsing(w).until(w.now(), ...[SESSION, ...sessions].map((id) => `councilSession-${id}`), `productCycle-${cycle}`);

async function rate(session: string, drop: number): Promise<void> {
  for (const by of council.scoring) await give(by, 'SealSheet', { cycle, sheet: sheetWithout(drop) }, session);
  await give(CHAIR, 'OpenScores', { cycle }, session);
  await give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true }, session);
  await give(CHAIR, 'CloseSession', {}, session);
  await give(SECRETARY, 'DrawUpMinutes', { number: `BB/${session}` }, session);
  const hash = (await w.executor.look(councilSession, session)).state.minutes.at(-1)?.hash;
  for (const by of [CHAIR, SECRETARY]) await give(by, 'SignMinutes', { hash }, session);
}

beforeEach(async () => {
  w = await worldWithProduct();
  council = await inSession(w, ['tieu']);
  [cycle] = council.cycles as [string];
}, 120_000);

const appeal = (by = 'producer') => ({ cycle, by, letter: doc('Đơn'), grounds: 'Chưa xem chứng nhận hữu cơ' });
const answer = (admissible: boolean) => ({ cycle, admissible, reason: 'Có tình tiết mới', document: doc('TL') });

test('is for a result that is in its cycle, one at a time, within its term from the day the result was told', async () => {
  expect(await refused(OFFICER, 'FileAppeal', appeal())).toBe('NOTHING_TO_APPEAL');
  await rate(SESSION, 1);
  await processed();
  expect(await refused(CHAIR, 'FileAppeal', appeal())).toBe('ROLE_MISSING');
  await w.give({
    by: OFFICER,
    command: getCommand('productCycle', 'NotifyResult'),
    id: cycle,
    input: { letter: doc('TB') },
  });
  w.at('2022-06-30');
  expect(await refused(OFFICER, 'FileAppeal', appeal())).toBe('APPEAL_TERM_OVER');
  expect(await refused(OFFICER, 'DecideAppeal', answer(true))).toBe('NO_APPEAL');
  await give(OFFICER, 'FileAppeal', appeal('inspection'));
  expect(await refused(OFFICER, 'FileAppeal', appeal('inspection'))).toBe('APPEAL_PENDING');
  expect((await item())?.appeals).toMatchObject([{ by: 'inspection', answerBy: '2022-07-14' }]);
  await give(OFFICER, 'DecideAppeal', answer(false));
  await processed();
  expect((await item())?.appeals).toMatchObject([{ admissible: false }]);
  expect([(await item())?.superseded, visitOf(await its())?.result?.session?.id]).toEqual([undefined, SESSION]);
}, 120_000);

test('admitted: the result is superseded, leaves its cycle, and a session that names this one decides again', async () => {
  await rate(SESSION, 5);
  await processed();
  const before = await w.executor.look(councilSession, SESSION);
  await give(OFFICER, 'FileAppeal', appeal());
  await give(OFFICER, 'DecideAppeal', answer(true));
  await processed();
  expect(visitOf(await its())?.result).toBeUndefined();
  const events = await w.store.readStream(`productCycle-${cycle}`);
  expect(events.find((e) => e.type === 'CouncilResultVoided')?.data).toMatchObject({ minutes: { number: 'TL' } });
  // What was decided and signed stays as it was.
  const { state } = await w.executor.look(councilSession, SESSION);
  expect(digest(minutesOf(SESSION, state))).toBe(before.state.minutes[0]?.hash);
  expect(state.agenda[0]).toMatchObject({
    closed: before.state.agenda[0]?.closed,
    superseded: { document: doc('TL') },
  });
  for (const [name, input] of [
    ['ReopenProduct', { cycle, reason: 'x', document: doc('x'), falls: 8 }],
    [
      'RecordConflict',
      { member: CHAIR, cycle, kind: 'relation', reason: 'x', document: doc('x'), follows: 'no-result' },
    ],
  ] as const)
    expect([name, await refused(SECRETARY, name, input)]).toEqual([name, 'RESULT_SUPERSEDED']);
  expect(await refused(OFFICER, 'FileAppeal', appeal())).toBe('RESULT_SUPERSEDED');
  const members = councilOf(5);
  const scope = { tier: 'district', unit: '650', round: 1, rulebook: 'R2019', meetsOn: '2022-06-20', after: SESSION };
  await give(OFFICER, 'ConveneSession', { decision: doc('02/QĐ'), ...scope, members, agenda: [cycle] }, AGAIN);
  await give(OFFICER, 'DistributeDossiers', {}, AGAIN);
  for (const by of council.scoring) await give(by, 'DeclareConflicts', { products: [{ cycle, kind: 'none' }] }, AGAIN);
  w.at('2022-06-20');
  for (const member of council.scoring) await give(SECRETARY, 'RecordAttendance', { member, what: 'arrived' }, AGAIN);
  await give(CHAIR, 'OpenSession', {}, AGAIN);
  await rate(AGAIN, 1);
  await processed(AGAIN);
  expect(visitOf(await its())?.result?.session?.id).toBe(AGAIN);
  expect((await w.executor.look(councilSession, AGAIN)).state.after).toBe(SESSION);
}, 120_000);

test('where people went on by the result, it is theirs to take back: the office is told, and then it leaves the cycle', async () => {
  await rate(SESSION, 1);
  await processed();
  await w.give({
    by: OFFICER,
    command: getCommand('productCycle', 'NotifyResult'),
    id: cycle,
    input: { letter: doc('TB') },
  });
  await give(OFFICER, 'FileAppeal', appeal());
  await give(OFFICER, 'DecideAppeal', answer(true));
  await processed();
  expect((await item())?.delivery).toMatchObject({ taken: true, code: 'RESULT_RESTED_ON' });
  const { facts } = await w.executor.look(productCycle, cycle);
  const told = facts.findLast((f) => f.type === 'ResultNotified')?.revision;
  const input = { revisions: [told], reason: 'Đánh giá lại', document: doc('HB') };
  await w.give({ by: OFFICER, command: getCommand('productCycle', 'AnnulFacts'), id: cycle, input });
  await give(OFFICER, 'DeliverAgain', { cycle });
  await processed();
  expect(visitOf(await its())?.result).toBeUndefined();
}, 120_000);

const annul = async (type: string) => {
  const { facts } = await w.executor.look(councilSession, SESSION);
  return { revisions: [facts.findLast((f) => f.type === type)?.revision], reason: 'Nhầm', document: doc('HB') };
};

test('is not dated before the result it is about, nor its answer before it; and goes with its answer alone', async () => {
  await rate(SESSION, 1);
  await processed();
  w.at('2022-06-20');
  const before = { ...appeal(), occurredOn: '2022-06-14' };
  expect(await refused(OFFICER, 'FileAppeal', before)).toBe('RESTS_ON_LATER');
  await give(OFFICER, 'FileAppeal', appeal());
  expect(await refused(OFFICER, 'DecideAppeal', { ...answer(false), occurredOn: '2022-06-17' })).toBe('RESTS_ON_LATER');
  await give(OFFICER, 'DecideAppeal', answer(true));
  expect(await refused(OFFICER, 'AnnulFacts', await annul('AppealFiled'))).toBe('FACTS_REST_ON_IT');
  // A slip of the answer is taken back while the cycle has the result; afterwards another session decides.
  expect(await refused(OFFICER, 'AnnulFacts', await annul('AppealDecided'))).toBe('appended');
  await processed();
  expect((await item())?.superseded).toBeUndefined();
  expect(visitOf(await its())?.result?.session?.id).toBe(SESSION);
  await give(OFFICER, 'DecideAppeal', answer(true));
  await processed();
  expect(visitOf(await its())?.result).toBeUndefined();
  expect(await refused(OFFICER, 'AnnulFacts', await annul('AppealDecided'))).toBe('FACT_STANDS');
}, 120_000);

test('of a result that a late conflict has undone meanwhile it is answered, and nothing is superseded', async () => {
  await rate(SESSION, 1);
  await processed();
  await give(OFFICER, 'FileAppeal', appeal());
  const conflict = { cycle, kind: 'relation', reason: 'x', document: doc('KL') };
  for (const [i, member] of council.scoring.slice(2, 5).entries()) {
    const follows = i < 2 ? 'another-result' : 'no-result';
    await give(SECRETARY, 'RecordConflict', { ...conflict, member, follows });
  }
  expect((await item())?.closed).toBeUndefined();
  expect(await refused(OFFICER, 'DecideAppeal', answer(true))).toBe('NOTHING_TO_APPEAL');
  await give(OFFICER, 'DecideAppeal', answer(false));
  expect((await item())?.appeals).toMatchObject([{ admissible: false }]);
}, 120_000);

test('the session that decides again names the old one, and no other', async () => {
  await rate(SESSION, 1);
  await processed();
  await give(OFFICER, 'FileAppeal', appeal());
  await give(OFFICER, 'DecideAppeal', answer(true));
  await processed();
  const scope = { tier: 'district', unit: '650', round: 1, rulebook: 'R2019', meetsOn: '2022-06-20' };
  const convening = { decision: doc('02/QĐ'), ...scope, members: councilOf(5), agenda: [cycle] };
  expect(await refused(OFFICER, 'ConveneSession', convening, AGAIN)).toBe('EARLIER_SESSION_UNNAMED');
  const ofOthers = { ...convening, after: SESSION, agenda: ['66-2022-khac-1'] };
  expect(await refused(OFFICER, 'ConveneSession', ofOthers, AGAIN)).toBe('EARLIER_SESSION_OF_OTHERS');
  expect(await refused(OFFICER, 'ConveneSession', { ...convening, after: SESSION }, AGAIN)).toBe('appended');
}, 120_000);
