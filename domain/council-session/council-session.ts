// One session of a council: who sits in it, which products it rates, and all that makes its rating stand: dossiers in
// time, conflicts, quorum, sealed sheets, minutes. One stream, because these must be judged together.

import { aggregate, type Need } from '../kernel/aggregate.ts';
import type { Situation } from '../kernel/command.ts';
import type { Telling } from '../kernel/event.ts';
import type { Document } from '../kernel/fields.ts';
import { shaped } from '../kernel/fields.ts';
import type { Mark } from '../kernel/mark.ts';
import { own } from '../kernel/own.ts';
import type { PersonalRef } from '../kernel/personal.ts';
import {
  type CalendarNeeds,
  calendarsFor,
  calendarYears,
  type ProgrammeYear,
  programmeYear,
  withDaysOff,
} from '../programme-year/programme-year.ts';
import type { ScoreSheet } from '../rulebooks/criteria-set.ts';
import type { RoleId } from '../rulebooks/responsibilities.ts';
import type { Points, StarsGiven } from '../rulebooks/rulebook.ts';
import type { Day, Instant } from '../time/civil-date.ts';
import { type UnitTree, unitTree } from '../unit/unit-tree.ts';
import type { ConflictKind } from './conflict-kinds.ts';

export const seatIds = [
  'council-chair',
  'council-deputy',
  'council-secretary',
  'council-member',
] as const satisfies readonly RoleId[];
export type SeatId = (typeof seatIds)[number];

/** Who convened it, and who sign for it: they learn what becomes of its results. */
export const whoAnswerForIt: Telling['to'] = [
  { holders: { responsibility: 'convene-council' } },
  { seats: ['council-chair', 'council-secretary'] satisfies SeatId[] },
];

/** `from`: the body that sent them; `scores`: a secretary does so only where the decision names them a member too */
export type Member = {
  readonly account: string;
  readonly seat: SeatId;
  readonly from: string;
  readonly scores: boolean;
};

/** A dossier as the members were given it; `at`: revision of its cycle that last changed it */
export type Dossier = {
  readonly rulebook: string;
  readonly criteriaSet: string;
  readonly manifest: string;
  readonly at: number;
};

export type Found = { readonly account: string; readonly kind: ConflictKind };

/** A sealed sheet: what it says is kept from everybody until its product is opened. */
export type Sealed = {
  readonly revision: number;
  readonly commitment: string;
  readonly envelope: PersonalRef;
  readonly at: number;
};

/** A sheet that was opened; `revision`: the one that was opened */
export type Scored = {
  readonly member: string;
  readonly revision: number;
  readonly sheet: ScoreSheet;
  readonly total: Points;
};

/** The sheets of a product as they were opened; a second time after the council discussed. */
export type Opening = Mark & {
  readonly by: string;
  readonly scored: readonly Scored[];
  /** whose sheet did not fit what they had sealed */
  readonly unfit: readonly string[];
};

export type Vote = Mark & {
  readonly ground: string;
  readonly votes: readonly { readonly member: string; readonly for: boolean }[];
  readonly established: boolean;
};

/** `why`: revision of the fact that took it out of the result */
export type Voided = { readonly member: string; readonly kind: ConflictKind; readonly why: number };

/** What a council concludes on a product. */
export type Result = {
  readonly stars: StarsGiven;
  readonly totals: readonly { readonly member: string; readonly total: Points }[];
  readonly mean?: Points | undefined;
  /** minimum options that were missed, where the stars are fewer than the band gives */
  readonly missed: readonly { readonly criterion: string; readonly star: number }[];
  readonly knockOut?: string | undefined;
  /** the council confirmed the minimum options that the rulebook's data do not hold */
  readonly unreadConfirmed?: boolean | undefined;
};
export type Closing = Mark & Result;

/**
 * What became of a result in its product's cycle. `of`: revision of the fact that said the result; `code`: why the cycle did
 * not take it
 */
export type Delivery = Mark & { readonly of: number; readonly taken: boolean; readonly code?: string | undefined };

/** `admissible`: once it is answered */
export type Appeal = Mark & { readonly by: string; readonly answerBy: Day; readonly admissible?: boolean };

export type Item = {
  readonly cycle: string;
  readonly dossier?: Dossier & { readonly distributed: Mark };
  readonly found: readonly Found[];
  readonly declared: Readonly<Record<string, ConflictKind | 'none'>>;
  /** whose conflict chair or secretary put on record with its paper: their own word does not lift it */
  readonly recorded: readonly string[];
  /** by member: what is sealed and not opened yet */
  readonly sealed: Readonly<Record<string, Sealed>>;
  /** by member: how often they sealed a sheet of it */
  readonly revisions: Readonly<Record<string, number>>;
  /** the sheets as they count, once opened */
  readonly opening?: Opening | undefined;
  /** as they were opened before the council discussed and scored again */
  readonly earlier: readonly Opening[];
  /** the opened sheets were discussed: the council scores again */
  readonly discussed?: Mark;
  readonly votes: readonly Vote[];
  readonly voided: readonly Voided[];
  readonly closed?: Closing | undefined;
  readonly postponed?: Mark | undefined;
  readonly delivery?: Delivery | undefined;
  /** somebody asked for its delivery again */
  readonly askedAgain?: Mark;
  /** who asked that its result be looked at again */
  readonly appeals?: readonly Appeal[];
  /** another session decides again: what was concluded stays readable, and is no result any more */
  readonly superseded?: Mark & { readonly document: Document };
};

/** `sitting`: which one they came to, or left; nobody is there at the next because they were at the last */
export type Attendance = {
  readonly account: string;
  readonly arrived: boolean;
  readonly when: Instant;
  readonly sitting: number;
};

/** Who presided signs minutes, and the secretary. */
export type SignedAs = 'presiding' | 'secretary';

/** Minutes as they were drawn up: their hash is what is signed. The first are those of the session, others supplement. */
export type Minutes = {
  readonly number: string;
  readonly hash: string;
  readonly drawnUp: Mark;
  readonly signed: readonly SignedAs[];
};

/** What a plan may not change any more once a council has begun to score. */
export type Numbers = {
  /** hundredths by which totals may differ */
  readonly maxSpread: number;
  readonly quorumBasisPoints: number;
  readonly minMembers: number;
  readonly namedMayPreside: boolean;
  readonly knockOutVote: 'majority' | 'two-thirds' | 'every';
};

/** `at`: revision of the fact that the date runs from */
export type ToldDate = {
  readonly subject: string;
  readonly at: number;
  readonly dueOn: Day;
  readonly reminded: readonly string[];
  readonly overdue: boolean;
};

export type CouncilSession = {
  readonly convened?: Mark;
  readonly tier?: string;
  readonly unit?: string;
  readonly round?: number;
  readonly roundYear?: number | undefined;
  readonly rulebook?: string;
  readonly meetsOn?: Day;
  readonly inWriting?: boolean | undefined;
  /** what sheets are closed to where the chair holds the other half: X25519, base64url */
  readonly publicKey?: string;
  /** the session whose results it looks at again */
  readonly after?: string | undefined;
  readonly members: readonly Member[];
  /** whom the establishing decision names to preside after chair and deputies */
  readonly presides?: string | undefined;
  readonly agenda: readonly Item[];
  readonly attendance: readonly Attendance[];
  readonly sittings: readonly { readonly opened: Mark; readonly presided: string; readonly closed?: Mark }[];
  /** the numbers it decides by, as they were when it was opened */
  readonly numbers?: Numbers;
  /** quorum was lost while it sat */
  readonly suspended?: boolean;
  readonly minutes: readonly Minutes[];
  /** by when minutes are drawn up and signed, and the fact since which they are missing */
  readonly minutesBy?: { readonly from: number; readonly dueOn: Day };
  /** what was reminded of last, of each date */
  readonly told?: readonly ToldDate[];
  /** revision of the last correction or annulment */
  readonly amendedAt?: number | undefined;
};

/** `66-2022-krong-nang-dot-1`: province, year and a name. */
export const sessionId = shaped(/^\d{2}-20\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/, {
  vi: 'Mã phiên họp có dạng tỉnh-năm-tên, ví dụ 66-2022-krong-nang-dot-1.',
  en: 'A session is called province-year-name, like 66-2022-krong-nang-dot-1.',
}).max(90);

export const sessionParts = (id: string) => ({
  province: id.slice(0, 2),
  year: Number(id.slice(3, 7)),
  yearId: id.slice(0, 7),
});

export type SessionNeeds = { year: Need<ProgrammeYear>; units: Need<UnitTree> } & CalendarNeeds;

export const councilSession = aggregate<CouncilSession, SessionNeeds>({
  category: 'councilSession',
  resource: 'council-sessions',
  words: { vi: 'Phiên họp Hội đồng', en: 'Council session' },
  id: sessionId,
  initial: { members: [], agenda: [], attendance: [], sittings: [], minutes: [] },
  needs: ({ id }) => {
    const { province, year, yearId } = sessionParts(id);
    return { year: programmeYear.need(yearId), units: unitTree.need(province), ...calendarsFor(year) };
  },
  joined: ({ id, needs }) => ({ year: withDaysOff(needs.year, calendarYears(sessionParts(id).year, needs)) }),
  situation: ({ id, state, input }) => sessionSituation(id, state, input),
  beganOn: (state) => state.convened?.on,
  inOrder: true,
});

/** What is asked with who may do something in a session. @param input what it is to be convened with */
export function sessionSituation(
  id: string,
  state: CouncilSession,
  input?: { unit?: string; rulebook?: string },
): Situation {
  const { province } = sessionParts(id);
  const unit = state.unit ?? input?.unit ?? province;
  return {
    province,
    place: unit,
    rulebook: state.rulebook ?? input?.rulebook ?? '',
    seats: state.members.map(({ account, seat }) => ({ account, role: seat, unit })),
  };
}

export const itemOf = ({ agenda }: CouncilSession, cycle: string): Item | undefined =>
  agenda.find((item) => item.cycle === cycle);

export const memberOf = ({ members }: CouncilSession, account: string): Member | undefined =>
  members.find((m) => m.account === account);

export const isConflicted = ({ declared }: Item, account: string): boolean =>
  (own(declared, account) ?? 'none') !== 'none';

/** What a council concluded, unless another session decides again. */
export const resultOfItem = ({ closed, superseded }: Pick<Item, 'closed' | 'superseded'>): Closing | undefined =>
  superseded ? undefined : closed;

/** What somebody waits to have answered. */
export const awaitedIn = (item: Item | undefined): Appeal | undefined =>
  item?.appeals?.find(({ admissible }) => admissible === undefined);

/** The council has nothing left to decide on it. */
export const isDecided = ({ closed, postponed }: Item): boolean => closed !== undefined || postponed !== undefined;

/** The state with one product of the agenda changed. */
export const withItem = (
  state: CouncilSession,
  cycle: string,
  change: (item: Item) => Partial<Item>,
): CouncilSession => ({
  ...state,
  agenda: state.agenda.map((item) => (item.cycle === cycle ? { ...item, ...change(item) } : item)),
});

export const isOpen = ({ sittings }: CouncilSession): boolean => {
  const last = sittings.at(-1);
  return last !== undefined && last.closed === undefined;
};

/** The sitting that goes on, or else the next one. */
export const sittingNow = (state: CouncilSession): number => state.sittings.length + (isOpen(state) ? 0 : 1);

/** Once a sheet is sealed, or something voted on, nobody changes who sits, what is rated and how. */
export const scoringBegun = ({ agenda }: CouncilSession): boolean =>
  agenda.some((item) => item.votes.length > 0 || Object.keys(item.revisions).length > 0);

/** Its minutes are signed by chair and secretary: what it decided stands, and changes by supplementary minutes alone. */
export const isSigned = ({ signed }: Minutes): boolean => signed.length === 2;
