// A session's results go into the cycles by themselves, and what a cycle does not take is told and never forced.
import { beforeEach, expect, test } from 'vitest';
import { matterOf } from '../activities/matter-of.ts';
import { councilSession } from '../domain/council-session/council-session.ts';
import { type ProductCycle, productCycle, visitOf } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { CHAIR, type Council, councilOf, inSession, SECRETARY, SESSION, sheetWithout } from './council-world.ts';
import { planUnder } from './plans.ts';
import { rehearsing } from './rehearsal.ts';
import { type World, worldWithProduct } from './world.ts';

const OFFICER = 'demo-krong-nang';
const doc = (number: string) => ({ number, date: '2022-06-15' });

let w: World;
let council: Council;
let first: string;
let second: string;
beforeEach(async () => {
  w = await worldWithProduct();
  council = await inSession(w, ['tieu', 'ca-cao']);
  [first, second] = council.cycles as [string, string];
  for (const cycle of council.cycles) {
    for (const by of council.scoring)
      await council.give(by, 'SealSheet', { cycle, sheet: sheetWithout(dropped(cycle, by)) });
    await council.give(CHAIR, 'OpenScores', { cycle });
    await council.give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true });
  }
  await council.give(CHAIR, 'CloseSession');
}, 120_000);

/** The first product's mean, 89.71, lies between two printed bands: its stars turn on policy `band-gaps`. */
const dropped = (cycle: string, by: string): number => (cycle !== council.cycles[0] ? 0 : by === CHAIR ? 4 : 3);

const session = async () => (await w.executor.look(councilSession, SESSION)).state;
const cycle = async (id: string): Promise<ProductCycle> => (await w.executor.look(productCycle, id)).state;
const typesOf = async (id: string) => (await w.store.readStream(`productCycle-${id}`)).map((e) => e.type);
async function sign(number: string): Promise<void> {
  await council.give(SECRETARY, 'DrawUpMinutes', { number });
  const hash = (await session()).minutes.at(-1)?.hash;
  for (const by of [CHAIR, SECRETARY]) await council.give(by, 'SignMinutes', { hash });
}
/** The process does what is due now. */
const processed = () => rehearsing(w).until(w.now(), `councilSession-${SESSION}`);
const on = (by: string, name: string, id: string, input: object = {}) =>
  w.give({ by, command: getCommand('productCycle', name), id, input });
const deliveries = async () =>
  (await session()).agenda.map(({ delivery }) => delivery && [delivery.taken, delivery.code]);

test('nothing goes before the minutes are signed; then each cycle has its result, and goes on by it', async () => {
  await processed();
  expect(visitOf(await cycle(first))?.result).toBeUndefined();
  await sign('01/BB-HĐ');
  await processed();
  const { result } = visitOf(await cycle(first)) ?? {};
  expect(result).toMatchObject({
    outcome: 'forward',
    session: { id: SESSION },
    totals: Array(7).fill(expect.any(Number)),
  });
  const [event] = (await w.store.readStream(`productCycle-${first}`)).filter((e) => e.type === 'TierResultRecorded');
  expect(event).toMatchObject({
    actor: { kind: 'workflow' },
    causationId: `councilSession-${SESSION}`,
    data: { minutes: { number: '01/BB-HĐ', sha256: (await session()).minutes[0]?.hash } },
  });
  expect(await deliveries()).toEqual([
    [true, undefined],
    [true, undefined],
  ]);
  const before = (await w.store.head())?.position;
  await processed();
  expect((await w.store.head())?.position).toBe(before);
});

test('half done, it goes on where it stopped', async () => {
  await sign('01/BB-HĐ');
  const input = { session: SESSION };
  await w.executor.execute({
    command: getCommand('productCycle', 'RecordCouncilResult'),
    id: first,
    input,
    commandId: 'as-if-it-broke-off',
    caller: { kind: 'workflow', id: 'x' },
  });
  await processed();
  for (const id of council.cycles)
    expect((await typesOf(id)).filter((type) => type === 'TierResultRecorded')).toHaveLength(1);
  expect(await deliveries()).toEqual([
    [true, undefined],
    [true, undefined],
  ]);
});

test('a cycle that was withdrawn meanwhile is told of and not forced', async () => {
  await on('demo-krong-nang-xa-1', 'WithdrawProduct', second, { reason: 'Ngừng sản xuất', document: doc('ĐƠN') });
  await sign('01/BB-HĐ');
  await processed();
  expect(await deliveries()).toEqual([
    [true, undefined],
    [false, 'PRODUCT_NOT_AT_TIER'],
  ]);
  expect(await typesOf(second)).not.toContain('TierResultRecorded');
  const before = (await w.store.head())?.position;
  await processed();
  expect((await w.store.head())?.position).toBe(before);
});

test('what changed policies make a cycle refuse is told to session and office, and holds up no other', async () => {
  await sign('01/BB-HĐ');
  const planned = async (gaps: string) =>
    w.give({
      by: 'demo-province',
      command: getCommand('programmeYear', 'ChangeYearPlan'),
      id: '66-2022',
      input: {
        plan: { ...planUnder('R2019', 2022), policies: { 'band-gaps': gaps } },
        document: doc('KH'),
      },
    });
  await planned('round-to-point');
  await processed();
  expect(await deliveries()).toEqual([
    [false, 'MINIMUM_OPTION_NOT_NAMED'],
    [true, undefined],
  ]);
  const { facts, stream } = await w.executor.look(councilSession, SESSION);
  const { revision } = facts.find(({ type }) => type === 'ResultDelivered') ?? { revision: -1 };
  const office = { executor: w.executor, calendar: { holidays: [] }, today: '2022-06-15' };
  const told = await matterOf(office, `${stream}@${revision}`);
  expect(told?.matters[0]?.what.vi).toMatch(/chưa nhận kết quả 66-2022-tieu-1/);
  expect(told?.to).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ role: 'district-officer', unit: '650' }),
      ...[CHAIR, SECRETARY].map((account) => ({ account })),
    ]),
  );
  const before = (await w.store.head())?.position;
  await processed();
  expect((await w.store.head())?.position).toBe(before);
  await planned('half-open');
  await processed();
  expect(await deliveries()).toEqual([
    [true, undefined],
    [true, undefined],
  ]);
  expect(await matterOf(office, `${stream}@${revision}`)).toBeUndefined();
});

const late = (member: string, follows: string) => ({
  member,
  cycle: first,
  kind: 'relation',
  reason: 'Đơn',
  document: doc('KL'),
  follows,
});

test('a conflict found after delivery gives another result: the process takes the old one back and delivers the new one', async () => {
  await sign('01/BB-HĐ');
  await processed();
  await council.give(SECRETARY, 'RecordConflict', late(council.scoring[1] as string, 'another-result'));
  await processed();
  // Nothing changes in the cycle before supplementary minutes say so.
  expect(visitOf(await cycle(first))?.result?.totals).toHaveLength(7);
  await sign('02/BB-HĐ');
  await processed();
  expect(visitOf(await cycle(first))?.result).toMatchObject({ session: { id: SESSION }, totals: { length: 6 } });
  expect(await typesOf(first)).toEqual(
    expect.arrayContaining(['TierResultRecorded', 'CouncilResultVoided', 'TierResultRecorded']),
  );
  expect(await deliveries()).toEqual([
    [true, undefined],
    [true, undefined],
  ]);
  await expect(council.give(OFFICER, 'DeliverAgain', { cycle: first })).rejects.toThrow('NOTHING_TO_DELIVER');
});

test('where no result is left the cycle waits again, and a session after this one decides', async () => {
  await sign('01/BB-HĐ');
  await processed();
  for (const [i, member] of council.scoring.slice(1, 4).entries())
    await council.give(SECRETARY, 'RecordConflict', late(member, i < 2 ? 'another-result' : 'no-result'));
  await sign('02/BB-HĐ');
  await processed();
  expect(visitOf(await cycle(first))?.result).toBeUndefined();
  expect((await session()).agenda.map((item) => [item.closed !== undefined, item.delivery?.taken])).toEqual([
    [false, undefined],
    [true, true],
  ]);
  const members = councilOf(5);
  const scope = { tier: 'district', unit: '650', round: 1, rulebook: 'R2019', meetsOn: '2022-06-20', after: SESSION };
  await w.give({
    by: OFFICER,
    command: getCommand('councilSession', 'ConveneSession'),
    id: '66-2022-krong-nang-2',
    input: { decision: doc('13/QĐ'), ...scope, members, agenda: [first] },
  });
  const before = (await w.store.head())?.position;
  await processed();
  expect((await w.store.head())?.position).toBe(before);
});

test('what people did on the old result is theirs: the office is told, annuls it, and asks for delivery again', async () => {
  await sign('01/BB-HĐ');
  await processed();
  await on(OFFICER, 'NotifyResult', first, { letter: doc('TB') });
  await council.give(SECRETARY, 'RecordConflict', late(council.scoring[1] as string, 'another-result'));
  await sign('02/BB-HĐ');
  await processed();
  expect(await deliveries()).toEqual([
    [false, 'RESULT_RESTED_ON'],
    [true, undefined],
  ]);
  expect(visitOf(await cycle(first))?.result?.totals).toHaveLength(7);
  const types = await typesOf(first);
  const told = types.lastIndexOf('ResultNotified');
  await on(OFFICER, 'AnnulFacts', first, { revisions: [told], reason: 'Biên bản bổ sung', document: doc('02/BB-HĐ') });
  await council.give(OFFICER, 'DeliverAgain', { cycle: first });
  await processed();
  expect(visitOf(await cycle(first))?.result).toMatchObject({ session: { id: SESSION }, totals: { length: 6 } });
});

test('a void result that was gone on by stays until the office has annulled what rests on it', async () => {
  await sign('01/BB-HĐ');
  await processed();
  await on(OFFICER, 'NotifyResult', first, { letter: doc('TB') });
  for (const [i, member] of council.scoring.slice(1, 4).entries())
    await council.give(SECRETARY, 'RecordConflict', late(member, i < 2 ? 'another-result' : 'no-result'));
  await sign('02/BB-HĐ');
  await processed();
  expect((await deliveries())[0]).toEqual([true, 'RESULT_RESTED_ON']);
  const told = (await typesOf(first)).lastIndexOf('ResultNotified');
  await on(OFFICER, 'AnnulFacts', first, { revisions: [told], reason: 'x', document: doc('02/BB-HĐ') });
  await council.give(OFFICER, 'DeliverAgain', { cycle: first });
  await processed();
  expect((await deliveries())[0]).toBeUndefined();
  expect(visitOf(await cycle(first))?.result).toBeUndefined();
});

test('what a session decided is corrected by nobody in the cycle', async () => {
  await sign('01/BB-HĐ');
  await processed();
  const { at } = visitOf(await cycle(first))?.result ?? { at: -1 };
  const change = { revision: at, changes: { stars: 3 }, reason: 'Nhầm', document: doc('ĐC') };
  await expect(on(OFFICER, 'CorrectFact', first, change)).rejects.toThrow('NOT_CORRECTABLE');
});

test('paper and session are judged alike: the same totals, the same outcome', async () => {
  await sign('01/BB-HĐ');
  await processed();
  const [event] = (await w.store.readStream(`productCycle-${first}`)).filter((e) => e.type === 'TierResultRecorded');
  const { session: _, tier, outcome, due, ...said } = (event as StoredEvent).data as Record<string, unknown>;
  const { at } = visitOf(await cycle(first))?.result ?? { at: -1 };
  await on(OFFICER, 'AnnulFacts', first, { revisions: [at], reason: 'x', document: doc('HB') });
  await on(OFFICER, 'RecordTierResult', first, said);
  const paper = (await w.store.readStream(`productCycle-${first}`)).findLast((e) => e.type === 'TierResultRecorded');
  expect(paper?.data).toEqual({ ...said, tier, outcome, due });
});
