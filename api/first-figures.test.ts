// Figures of a product that is scored again are whoever presides's alone: in minutes that say what they would, in what was
// seen on a past day, and in an explanation of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHAIR, type Council, DEPUTY, inSession, SECRETARY, SESSION, sheetWithout } from '../test/council-world.ts';
import { type Served, served } from './world.fixture.ts';

let s: Served;
let council: Council;
const path = `/v1/council-sessions/${SESSION}`;
const member = () => council.scoring[3] as string;
const score = async (cycle: string, presides: string, apart: number) => {
  for (const by of council.scoring.filter((account) => account !== CHAIR || presides === CHAIR))
    await council.give(by, 'SealSheet', { cycle, sheet: sheetWithout(by === member() ? apart : 0), reason: 'x' });
  await council.give(presides, 'OpenScores', { cycle });
};

beforeAll(async () => {
  s = await served();
  council = await inSession(s, ['tieu', 'ca-cao']);
}, 120_000);
afterAll(() => s.close());

test('of a product that the chair has a conflict with they are the deputy’s, who presides over it, and not the chair’s', async () => {
  const [cycle = ''] = council.cycles;
  await council.give(CHAIR, 'DeclareConflicts', { products: [{ cycle, kind: 'relation' }] });
  await score(cycle, DEPUTY, 14);
  await council.give(DEPUTY, 'DiscussProduct', { cycle });
  await score(cycle, DEPUTY, 1);
  await council.give(DEPUTY, 'CloseProduct', { cycle, unreadConfirmed: true });
  const openings = async (by: string) => (await s.ask(`${path}/minutes`, { by })).body.minutes.products[0].openings;
  expect((await openings(DEPUTY)).length).toBe(2);
  for (const by of [CHAIR, member(), SECRETARY]) expect([by, (await openings(by)).length]).toEqual([by, 1]);
});

test('what was open and is scored again since is not told as of the day it was open', async () => {
  const [, cycle = ''] = council.cycles;
  await score(cycle, CHAIR, 14);
  await council.give(CHAIR, 'DiscussProduct', { cycle });
  await score(cycle, CHAIR, 1);
  await council.give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true });
  await council.give(CHAIR, 'CloseSession');
  await council.give(SECRETARY, 'DrawUpMinutes', { number: '01/BB' });
  const reopened = { reason: 'Nhầm', document: { number: 'TB', date: '2022-06-15' }, falls: 7 };
  const then = '2022-06-15';
  s.at('2022-06-16');
  await council.give(SECRETARY, 'ReopenProduct', { cycle, ...reopened });
  const asOf = async (by: string) => (await s.ask(`${path}?asOf=${then}`, { by })).body.state.agenda[1];
  const chair = await asOf(CHAIR);
  expect([chair.opening.scored.length, chair.closed.totals.length]).toEqual([7, 7]);
  for (const by of [member(), DEPUTY, SECRETARY, 'demo-krong-nang', 'demo-auditor']) {
    const { opening, closed } = await asOf(by);
    expect([by, opening, closed]).toEqual([by, undefined, undefined]);
    const explained = await s.ask(`${path}/explain?asOf=${then}`, { by });
    expect([by, explained.status, explained.text.includes(cycle)]).toEqual([by, 200, false]);
  }
  // Minutes that nobody had signed say nothing of it either.
  for (const by of [member(), SECRETARY]) {
    const { minutes, whole } = (await s.ask(`${path}/minutes?no=1`, { by })).body;
    expect([whole, minutes.products[1].openings, minutes.products[1].result]).toEqual([false, [], undefined]);
  }
  expect((await s.ask(`${path}/explain?asOf=${then}`, { by: CHAIR })).text).toContain(cycle);
  // Nor once it is concluded anew.
  s.at('2022-06-17');
  for (const account of council.scoring)
    await council.give(SECRETARY, 'RecordAttendance', { member: account, what: 'arrived' });
  await council.give(CHAIR, 'OpenSession');
  await score(cycle, CHAIR, 2);
  await council.give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true });
  expect([(await asOf(member())).opening, (await asOf(member())).closed]).toEqual([undefined, undefined]);
  expect((await s.ask(path, { by: member() })).body.state.agenda[1].closed.totals.length).toBe(7);
});
