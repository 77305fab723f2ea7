import { describe, expect, test } from 'vitest';
import { CHAIR, held, OFFICE, SECRETARY } from '../../test/domain/council.ts';
import { doc } from '../../test/domain/story.ts';
import { earliest } from '../kernel/due-action.ts';
import type { Fact } from '../kernel/fold.ts';
import { dayOf, endOfDay, startOfDay } from '../time/civil-date.ts';
import { addWorkingDays } from '../time/working-days.ts';
import { type CouncilSession, councilSession } from './council-session.ts';
import { sessionDue } from './reminding.ts';
import { minutesTermLacks, termsOf } from './terms.ts';

type Session = ReturnType<typeof held.closed>;
const PROCESS = 'quy-trinh';
const termOf = (state: CouncilSession) => termsOf(state)[0];

/** Lets everything come due that does up to an instant, as the process gives it. */
function letComeDue(s: Session, until: string): string[] {
  const told: string[] = [];
  for (;;) {
    const at = `${s.today}T00:00:00.000Z`;
    const next = earliest(sessionDue(s.id, s.state, { year: s.year, at }));
    if (!next || next.dueAt > until) return told;
    s.on(next.dueAt).by(PROCESS).did(next.command);
    const { which, to } = (s.facts.at(-1) as Fact).data as { which?: string; to: string[] };
    told.push(`${dayOf(next.dueAt)} ${which ?? 'overdue'} ${to.join()}`);
  }
}

const inDays = (s: Session, days: number) => addWorkingDays(s.today, days, s.year.calendar);

describe('the minutes', () => {
  test('have three working days, by a policy, as a fact of the process', () => {
    const s = held.closed();
    expect(minutesTermLacks(s.state)).toBe(true);
    s.by(PROCESS).did('SetMinutesTerm').expects('SetMinutesTerm', {}, 'already-so');
    const dueOn = inDays(s, 3);
    expect(s.facts.at(-1)?.data).toEqual({
      from: s.state.agenda.length > 0 ? s.facts.length - 2 : 0,
      dueOn,
      basis: 'policy minutes-working-days (3)',
    });
    expect(termOf(s.state)).toMatchObject({ subject: 'minutes', to: [SECRETARY], dueOn, overdue: false });
  });
  test('are waited for by nobody while something is left to decide on, and once they are signed', () => {
    held.open().by(PROCESS).expects('SetMinutesTerm', {}, 'NOT_DUE');
    held.signed().by(PROCESS).expects('SetMinutesTerm', {}, 'NOT_DUE');
    expect(termOf(held.signed().state)).toBeUndefined();
  });
  test('are reminded of, marked overdue, and told to who convened the council once they are late', () => {
    const s = held.closed().by(PROCESS).did('SetMinutesTerm');
    const [t1, t, late, late3] = [2, 3, 4, 6].map((n) => inDays(s, n)) as [string, string, string, string];
    const told = letComeDue(s, startOfDay(late3));
    expect(told.map((line) => line.slice(11))).toEqual([
      `T-1 ${SECRETARY}`,
      `T ${SECRETARY}`,
      `overdue ${SECRETARY}`,
      `T+1 ${SECRETARY}`,
      `T+3 ${SECRETARY}`,
    ]);
    expect([told[0], told[1], told[3]].map((line) => line?.slice(0, 10))).toEqual([t1, t, late]);
    expect(termOf(s.state)?.overdue).toBe(true);
    const { type, data } = s.facts.at(-1) as (typeof s.facts)[number];
    const tells = councilSession.events.get(type)?.tells?.(data, { stream: `councilSession-${s.id}`, revision: 0 });
    expect(tells).toMatchObject({
      kind: 'overdue',
      urgent: true,
      to: [{ account: SECRETARY }, { holders: { responsibility: 'convene-council' } }],
      about: { vi: `Phiên họp Hội đồng ${s.id}` },
    });
  });
  test('once they are drawn up their signers are waited for, each until they have signed', () => {
    const s = held.closed().by(PROCESS).did('SetMinutesTerm');
    s.by(SECRETARY).did('DrawUpMinutes', { number: '01' });
    expect(termOf(s.state)).toMatchObject({ subject: 'signatures', to: [CHAIR, SECRETARY] });
    s.did('SignMinutes', { hash: s.state.minutes[0]?.hash });
    expect(termOf(s.state)?.to).toEqual([CHAIR]);
    s.by(CHAIR).did('SignMinutes', { hash: s.state.minutes[0]?.hash });
    expect(sessionDue(s.id, s.state, { year: s.year, at: endOfDay(s.today) })).toEqual([]);
  });
  test('that are to be supplemented have their own term, from what changed', () => {
    const s = held.signed().by(SECRETARY);
    const conflict = { member: 'uy-vien-1', cycle: '66-2022-ca-phe-1', kind: 'relation', reason: 'x' };
    s.did('RecordConflict', { ...conflict, document: doc('KL', s.today), follows: 'another-result' });
    expect(minutesTermLacks(s.state)).toBe(true);
    s.by(PROCESS).did('SetMinutesTerm');
    expect(termOf(s.state)).toMatchObject({ subject: 'minutes', to: [SECRETARY], at: s.facts.length - 2 });
  });
});

describe('before the meeting', () => {
  test('members who have not declared are reminded, until they have', () => {
    const s = held.distributed();
    const [first, ...others] = s.state.members.filter((m) => m.scores).map((m) => m.account) as [string];
    const none = s.cycles.map((c) => ({ cycle: c.id, kind: 'none' }));
    s.by(first).did('DeclareConflicts', { products: none });
    expect(termOf(s.state)).toMatchObject({ subject: 'declarations', dueOn: s.state.meetsOn, to: others });
    const told = letComeDue(s, startOfDay(s.state.meetsOn as string));
    expect(told.map((line) => line.slice(11))).toEqual([`T-1 ${others.join()}`, `T ${others.join()}`]);
    for (const account of others) s.by(account).did('DeclareConflicts', { products: none });
    expect(termOf(s.state)).toBeUndefined();
    s.by(PROCESS).expects('RemindInSession', {}, 'already-so').expects('MarkSessionOverdue', {}, 'already-so');
  });
  test('nobody is reminded before the dossiers were sent, nor before a reminder’s day', () => {
    expect(termOf(held.convened().state)).toBeUndefined();
    held.distributed().by(PROCESS).expects('RemindInSession', {}, 'NOT_DUE');
    held.distributed().by(PROCESS).expects('MarkSessionOverdue', {}, 'NOT_DUE');
  });
});

describe('an appeal', () => {
  const [coffee, pepper] = ['66-2022-ca-phe-1', '66-2022-tieu-1'];
  /** Both products have their result in the cycle. */
  const delivered = () => {
    const s = held.signed();
    for (const cycle of s.cycles) {
      const { closed } = s.state.agenda.find((item) => item.cycle === cycle.id) ?? {};
      const { state } = cycle;
      const visits = state.visits.map((v) => ({ ...v, result: { ...closed, session: { id: s.id, of: closed?.at } } }));
      Object.defineProperty(cycle, 'state', { value: { ...state, visits } });
    }
    return s.by(OFFICE);
  };
  const filed = (s: Session, cycle: string) =>
    s.by(OFFICE).did('FileAppeal', { cycle, by: 'producer', letter: doc('Đơn', s.today), grounds: 'x' });
  test('is reminded of before its answer is due, and marked once its day has passed, to whoever convenes', () => {
    const s = filed(delivered(), coffee);
    const [seven, three, before, last, late] = [3, 7, 9, 10, 11].map((n) => inDays(s, n));
    expect(termOf(s.state)).toMatchObject({ subject: 'appeal', cycle: coffee, dueOn: last, to: [] });
    expect(letComeDue(s, startOfDay(late as string)).map((line) => line.trim())).toEqual([
      `${seven} T-7`,
      `${three} T-3`,
      `${before} T-1`,
      `${last} T`,
      `${late} overdue`,
      `${late} T+1`,
    ]);
    const told = s.facts.slice(-3).map((f) => {
      const { tells, stillSo } = councilSession.events.get(f.type) ?? {};
      const meta = { ...f, stream: `councilSession-${s.id}` };
      return { ...tells?.(f.data, meta, s.state), still: stillSo?.(s.state, f.data, meta as never) };
    });
    const to = [{ holders: { responsibility: 'convene-council' } }];
    const about = { vi: `Sản phẩm ${coffee}`, en: `Product ${coffee}` };
    expect(told).toMatchObject([
      { kind: 'reminder', to, about, still: true },
      { kind: 'overdue', to, about, still: true },
      { kind: 'overdue', to, about, still: true },
    ]);
    s.by(OFFICE).did('DecideAppeal', { cycle: coffee, admissible: false, reason: 'x', document: doc('TL', s.today) });
    expect(termsOf(s.state)).toEqual([]);
    s.by(PROCESS).expects('RemindInSession', {}, 'already-so').expects('MarkSessionOverdue', {}, 'already-so');
  });
  test('has a term of its own beside another’s, and beside minutes that are to be supplemented', () => {
    const s = filed(delivered(), coffee);
    const first = inDays(s, 10);
    s.on(inDays(s, 1));
    const second = inDays(filed(s, pepper), 10);
    const conflict = { member: 'uy-vien-1', cycle: pepper, kind: 'relation', reason: 'x' };
    s.by(SECRETARY);
    s.did('RecordConflict', { ...conflict, document: doc('KL', s.today), follows: 'another-result' });
    s.by(PROCESS).did('SetMinutesTerm');
    const minutes = inDays(s, 3);
    expect(termsOf(s.state).map(({ subject, cycle, dueOn }) => [subject, cycle, dueOn])).toEqual([
      ['minutes', undefined, minutes],
      ['appeal', coffee, first],
      ['appeal', pepper, second],
    ]);
    const told = letComeDue(s, endOfDay(second));
    const overdue = s.facts.filter((f) => f.type === 'SessionOverdue').map((f) => f.data as { subject: string });
    expect(overdue.map(({ subject }) => subject)).toEqual(['minutes', 'appeal', 'appeal']);
    // Each reminder once, whatever came in between.
    expect(new Set(told).size).toBe(told.length);
    expect(termsOf(s.state).every((term) => term.overdue)).toBe(true);
  });
});
