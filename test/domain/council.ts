// A council's session told on the pure domain: products that wait at a tier, members who each act for themselves.

import { account } from '../../domain/access/account.ts';
import type { Account } from '../../domain/access/grants.ts';
import { type CouncilSession, councilSession } from '../../domain/council-session/council-session.ts';
import type { Actor } from '../../domain/kernel/event.ts';
import { type Fact, fold } from '../../domain/kernel/fold.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { visitOf } from '../../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../../domain/registry.ts';
import type { CriteriaSet } from '../../domain/rulebooks/criteria-set.ts';
import { firstRatingTier, firstTier } from '../../domain/rulebooks/ladder.ts';
import { findCriteriaSet, getRulebook } from '../../domain/rulebooks/registry.ts';
import { bestWithout } from '../../domain/rulebooks/sheets.fixture.ts';
import { addWorkingDays } from '../../domain/time/working-days.ts';
import type { UnitTree } from '../../domain/unit/unit-tree.ts';
import { planUnder } from '../plans.ts';
import { type Decided, type Expected, morning, process, specification } from './specification.ts';
import { come, doc, type Story, story, units, yearOf } from './story.ts';

export const CHAIR = 'chu-tich';
export const DEPUTY = 'pho-chu-tich';
export const SECRETARY = 'thu-ky';
const memberNo = (n: number) => `uy-vien-${n}`;

/** Chair, deputy, secretary and `n` members, of whom all but the secretary score. */
export const seats = (n = 5) => [
  { account: CHAIR, seat: 'council-chair', from: 'UBND huyện' },
  { account: DEPUTY, seat: 'council-deputy', from: 'Phòng Kinh tế' },
  { account: SECRETARY, seat: 'council-secretary', from: 'Văn phòng Điều phối' },
  ...Array.from({ length: n }, (_, i) => ({
    account: memberNo(i + 1),
    seat: 'council-member',
    from: `Phòng ${i + 1}`,
  })),
];

/** Each law that has councils, with the year a product is rated in under it. */
export const laws = [
  { rulebook: 'R2019', year: 2022 },
  { rulebook: 'R2023', year: 2024 },
  { rulebook: 'R2025', year: 2026 },
  { rulebook: 'R2026', year: 2027 },
] as const satisfies readonly Law[];
export type Law = { readonly rulebook: string; readonly year: number };

/** Products that wait for their first council under a law. */
export function waiting(law: Law, products: readonly string[]): readonly Story[] {
  const year = yearOf(law.year, () => planUnder(law.rulebook, law.year));
  const rulebook = getRulebook(law.rulebook);
  return products.map((product) => {
    const s = story(`66-${law.year}-${product}-1`, { year });
    return firstTier(rulebook) === firstRatingTier(rulebook) ? come.atDistrict(s) : come.atProvince(s);
  });
}

export type Session = {
  readonly id: string;
  readonly facts: readonly Fact[];
  readonly state: CouncilSession;
  readonly cycles: readonly Story[];
  readonly year: Story['year'];
  /** what the accounts of members hold */
  holders: Record<string, Account>;
  units: UnitTree;
  /** the session this one comes after */
  earlier?: CouncilSession;
  /** 09:00 of a day, or an instant */
  on(when: string): Session;
  /** whoever gives the next commands: with a seat by it, without one as the office */
  by(who: string): Session;
  did(name: string, input?: unknown): Session;
  when(name: string, input?: unknown): Decided;
  expects(name: string, input: unknown, expected: Expected, details?: Record<string, unknown>): Session;
  readonly today: string;
};

export const OFFICE = 'van-phong';

export function session(cycles: readonly Story[], law: Law = laws[0]): Session {
  const id = `66-${law.year}-hoi-dong-1`;
  const [first] = cycles as readonly [Story];
  let facts: readonly Fact[] = [];
  let at = morning(first.today);
  let who = OFFICE;
  const actor = (): Actor => {
    const seat = self.state.members.find((m) => m.account === who)?.seat;
    return { kind: 'person', id: who, unit: '650', role: seat ?? 'district-officer' };
  };
  const self: Session = {
    id,
    cycles,
    year: first.year,
    holders: {},
    units,
    get facts() {
      return facts;
    },
    get state() {
      return fold(councilSession, facts);
    },
    get today() {
      return at.slice(0, 10);
    },
    on(when) {
      at = when.length === 10 ? morning(when) : when;
      return self;
    },
    by(account) {
      who = account;
      return self;
    },
    when(name, input = {}) {
      const command = getCommand('councilSession', name);
      const needs = {
        year: first.year,
        units: self.units,
        ...(self.earlier ? { earlier: self.earlier } : {}),
        ...Object.fromEntries(cycles.map((c) => [`cycle:${c.id}`, c.state])),
        ...Object.fromEntries(
          seats(40).map((m) => [`account:${m.account}`, self.holders[m.account] ?? account.initial]),
        ),
      };
      const by = command.by.kind === 'workflow' ? process : actor();
      return specification({ aggregate: councilSession, id, facts, needs, at, actor: by }).when(command, input);
    },
    did(name, input) {
      const { outcome, facts: now } = self.when(name, input);
      if (isRefusal(outcome) || outcome === 'already-so')
        throw new Error(`${name} by ${who}: ${JSON.stringify(outcome)}`);
      facts = now;
      return self;
    },
    expects(name, input, expected, details) {
      self.when(name, input).then(expected, details as never);
      return self;
    },
  };
  return self;
}

export const leadOf = (law: Law): number => getRulebook(law.rulebook).council.leadWorkingDays;

/** What a session is convened with; meets as soon as the act lets it. */
export const convening = (s: Session, law: Law = laws[0], more: object = {}) => ({
  decision: doc('01/QĐ-UBND', s.today),
  tier: visitOf((s.cycles[0] as Story).state)?.tier,
  unit: law.rulebook === 'R2019' || law.rulebook === 'R2023' ? '650' : '66',
  round: visitOf((s.cycles[0] as Story).state)?.round,
  rulebook: law.rulebook,
  meetsOn: addWorkingDays(s.today, leadOf(law), s.year.calendar),
  members: seats(),
  agenda: s.cycles.map((c) => c.id),
  ...more,
});

/** A sheet for a product of the session: the best options, but for its first `drop` criteria. */
export function sheetOf(s: Session, cycle: string, drop = 0) {
  const criteriaSet = s.state.agenda.find((item) => item.cycle === cycle)?.dossier?.criteriaSet ?? '';
  return { choices: bestWithout(findCriteriaSet(criteriaSet) as CriteriaSet, drop) };
}

/** Everybody who may seals a sheet of each product. @param drops criteria a member gives nothing in */
export function seal(
  s: Session,
  drops: Readonly<Record<string, number>> = {},
  cycles = s.cycles.map((c) => c.id),
): Session {
  for (const cycle of cycles) {
    const item = s.state.agenda.find((one) => one.cycle === cycle);
    for (const m of s.state.members) {
      if (!m.scores || item?.declared[m.account] !== 'none') continue;
      s.by(m.account).did('SealSheet', { cycle, sheet: sheetOf(s, cycle, drops[m.account]) });
    }
  }
  return s.by(CHAIR);
}

/** Sessions that have come as far as their name says. */
export const held = {
  convened: (law: Law = laws[0], products = ['ca-phe', 'tieu'], more: object = {}) => {
    const s = session(waiting(law, products), law);
    return s.by(OFFICE).did('ConveneSession', convening(s, law, more));
  },
  distributed: (law?: Law, products?: string[], more?: object) =>
    held.convened(law, products, more).did('DistributeDossiers'),
  declared: (law?: Law, products?: string[], more?: object) => {
    const s = held.distributed(law, products, more);
    const none = s.cycles.map((c) => ({ cycle: c.id, kind: 'none' }));
    for (const m of s.state.members) if (m.scores) s.by(m.account).did('DeclareConflicts', { products: none });
    return s;
  },
  /** everybody there on the day of the meeting */
  gathered: (law?: Law, products?: string[], more?: object) => {
    const s = held.declared(law, products, more);
    s.on(s.state.meetsOn as string).by(SECRETARY);
    if (!s.state.inWriting)
      for (const m of s.state.members) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    return s;
  },
  sealed: (law?: Law, products?: string[], more?: object) => seal(held.open(law, products, more)),
  /** every product opened and concluded, and the session closed */
  closed: (law?: Law, products?: string[], more?: object) => {
    const s = held.sealed(law, products, more);
    for (const { id: cycle } of s.cycles)
      s.did('OpenScores', { cycle }).did('CloseProduct', { cycle, unreadConfirmed: true });
    return s.did('CloseSession');
  },
  signed: (law?: Law, products?: string[], more?: object) => {
    const s = held.closed(law, products, more).by(SECRETARY).did('DrawUpMinutes', { number: '01/BB-HĐ' });
    const hash = s.state.minutes.at(-1)?.hash;
    return s.did('SignMinutes', { hash }).by(CHAIR).did('SignMinutes', { hash });
  },
  open: (law?: Law, products?: string[], more?: object) =>
    held.gathered(law, products, more).by(CHAIR).did('OpenSession'),
};
