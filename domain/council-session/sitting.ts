// A session sits once or more often: opened by who presides when enough members are there and have had their dossiers.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import type { Actor } from '../kernel/event.ts';
import { longText, shownDay, slug } from '../kernel/fields.ts';
import { type Mark, markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { type Day, day } from '../time/civil-date.ts';
import { type CycleStates, cycleIn, cycleNeeds } from './agenda.ts';
import { MEETING_IN_PAST, SESSION_OPEN } from './convening.ts';
import { type CouncilRules, rulesOf } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Item,
  isDecided,
  isOpen,
  itemOf,
  scoringBegun,
  seatIds,
  withItem,
} from './council-session.ts';
import { dossierRefused, lateRefused, NOT_ON_AGENDA } from './distribution.ts';
import { onTheDay, type Quorum, quorumOf } from './quorum.ts';

const SESSION_NOT_OPEN = refusal('SESSION_NOT_OPEN', 'conflict', {
  vi: 'Phiên họp chưa mở hoặc đã bế mạc.',
  en: 'The session is not open.',
});
const SESSION_SUSPENDED = refusal('SESSION_SUSPENDED', 'conflict', {
  vi: 'Phiên họp đang tạm dừng vì không đủ thành viên.',
  en: 'The session is suspended: too few members are there.',
});
const NO_QUORUM = refusal('NO_QUORUM', 'conflict', {
  vi: 'Không đủ thành viên{of}: có mặt {present}/{base}, cần {needed}; người chủ trì: {presides}.',
  en: 'No quorum{ofEn}: {present} of {base} present, {needed} needed; presiding: {presides}.',
});
const NOT_PRESIDING = refusal('NOT_PRESIDING', 'forbidden', {
  vi: 'Người chủ trì{of} là {presides}, không phải {member}.',
  en: 'It is {presides} who presides{ofEn}, not {member}.',
});
const MEETING_LATER = refusal('MEETING_LATER', 'conflict', {
  vi: 'Phiên họp được triệu tập ngày {on}.',
  en: 'The session is convened for {on}.',
});
const NOTHING_LEFT = refusal('NOTHING_LEFT', 'conflict', {
  vi: 'Không còn sản phẩm nào chờ Hội đồng quyết định.',
  en: 'No product is left for the council to decide on.',
});
const PRODUCTS_UNDECIDED = refusal('PRODUCTS_UNDECIDED', 'conflict', {
  vi: 'Chưa quyết định các sản phẩm {cycles}: đóng từng sản phẩm, chuyển phiên khác, hoặc nêu ngày họp tiếp.',
  en: 'Products {cycles} are undecided: close or postpone each, or name the day of the next sitting.',
});

const PRODUCT_DECIDED = refusal('PRODUCT_DECIDED', 'conflict', {
  vi: 'Sản phẩm {cycle} đã được quyết định hoặc chuyển phiên khác.',
  en: 'Product {cycle} has been decided on or postponed.',
});

const sessionOpened = councilSession.event('SessionOpened', {
  version: 2,
  schema: z.strictObject({
    sitting: z.int().min(1),
    presides: slug,
    present: z.int().min(0),
    base: z.int().min(0),
    /** absent in version 1: those of the plan */
    numbers: z
      .strictObject({
        maxSpread: z.int(),
        quorumBasisPoints: z.int(),
        minMembers: z.int(),
        namedMayPreside: z.boolean(),
        knockOutVote: z.enum(['majority', 'two-thirds', 'every']),
      })
      .optional(),
  }),
  upcast: { 1: (data) => data },
  evolve: (state, { presides, numbers }, meta) => ({
    ...onTheDay(state, markOf(meta).on),
    suspended: false,
    ...(numbers ? { numbers } : {}),
    sittings: [...state.sittings, { opened: markOf(meta), presided: presides }],
  }),
  derives: (data, before, { needs, occurredOn }) => {
    const { presides, present, base } = openingBy(before, needs.year, occurredOn).quorum;
    return { ...data, sitting: before.sittings.length + 1, presides: presides ?? '', present, base };
  },
  sentence: ({ sitting, presides, present, base }) => ({
    vi: `Khai mạc phiên họp (lần ${sitting}): ${present}/${base} thành viên, ${presides} chủ trì`,
    en: `Session opened (sitting ${sitting}): ${present} of ${base} members, ${presides} presides`,
  }),
});

const sessionClosed = councilSession.event('SessionClosed', {
  version: 1,
  schema: z.strictObject({ sitting: z.int().min(1), next: day.optional() }),
  evolve: (state, { next }, meta) => ({
    ...state,
    ...(next === undefined ? {} : { meetsOn: next }),
    sittings: lastClosed(state, markOf(meta)),
  }),
  sentence: ({ sitting, next }) => ({
    vi: `Bế mạc phiên họp (lần ${sitting})${next ? `, họp tiếp ngày ${shownDay(next)}` : ''}`,
    en: `Session closed (sitting ${sitting})${next ? `, next sitting on ${shownDay(next)}` : ''}`,
  }),
});

/** Its sittings once the one that goes on is closed. */
export const lastClosed = ({ sittings }: CouncilSession, closed: Mark): CouncilSession['sittings'] =>
  sittings.map((s, i) => (i === sittings.length - 1 ? { ...s, closed } : s));

const productPostponed = councilSession.event('ProductPostponed', {
  version: 1,
  schema: z.strictObject({ cycle: cycleId, reason: personalRef }),
  evolve: (state, { cycle }, meta) => withItem(state, cycle, () => ({ postponed: markOf(meta), closed: undefined })),
  sentence: ({ cycle }) => ({
    vi: `Chuyển sản phẩm ${cycle} sang phiên họp khác`,
    en: `Product ${cycle} goes to another session`,
  }),
});

/** Products the council still has to decide on. */
export const undecided = ({ agenda }: CouncilSession): readonly Item[] => agenda.filter((item) => !isDecided(item));

/** Why nothing is said or decided on a product any more. */
export const decidedRefused = (item: Item, field = '/cycle'): Refusal | undefined =>
  isDecided(item) ? PRODUCT_DECIDED({ cycle: item.cycle }, field) : undefined;

const ofProduct = (item: Item | undefined) =>
  item ? { of: ` cho sản phẩm ${item.cycle}`, ofEn: ` on product ${item.cycle}` } : { of: '', ofEn: '' };

/** Why the council cannot decide now, or not by this person. */
export function quorumRefused(q: Quorum, item: Item | undefined, by: string): Refusal | undefined {
  const { enough, presides = '–', ...counted } = q;
  if (!enough) return NO_QUORUM({ ...ofProduct(item), ...counted, presides });
  return presides === by ? undefined : NOT_PRESIDING({ ...ofProduct(item), presides, member: by });
}

/** Why nothing can be done in the session now. In writing members have their term instead of a sitting. */
export function sittingRefused(state: CouncilSession): Refusal | undefined {
  if (!isOpen(state)) return SESSION_NOT_OPEN();
  return state.suspended ? SESSION_SUSPENDED() : undefined;
}

/** Why nobody comes together for another sitting, or not on this day. */
export function nextSittingRefused(state: CouncilSession, on: Day): Refusal | undefined {
  if (undecided(state).length === 0) return NOTHING_LEFT();
  const { meetsOn = '' } = state;
  return !state.inWriting && on < meetsOn ? MEETING_LATER({ on: meetsOn }) : undefined;
}

const numbersIn = ({ maxSpread, quorumBasisPoints, minMembers, namedMayPreside, knockOutVote }: CouncilRules) => ({
  maxSpread,
  quorumBasisPoints,
  minMembers,
  namedMayPreside,
  knockOutVote,
});

/** By what a sitting is opened: once it has begun to score, it goes on by the numbers it began with. */
function openingBy(before: CouncilSession, year: ProgrammeYear, on: Day) {
  const { numbers: _, ...fresh } = before;
  const state: CouncilSession = scoringBegun(before) ? before : fresh;
  const rules = rulesOf(state, year);
  return { state, rules, quorum: quorumOf(onTheDay(state, on), undefined, rules) };
}

const presiding = seated(...seatIds);

export const openSession = councilSession.command('OpenSession', {
  input: z.strictObject({}),
  by: presiding,
  restsOn: 'what-was-seen',
  needs: ({ state }) => cycleNeeds(undecided(state).map((item) => item.cycle)),
  guard: ({ state, occurredOn }) => (isOpen(state) ? SESSION_OPEN() : nextSittingRefused(state, occurredOn)),
  decide: ({ state: before, actor, needs, occurredOn }) => {
    const { state, rules, quorum: q } = openingBy(before, needs.year, occurredOn);
    const by = { rules, calendar: needs.year.calendar, on: occurredOn };
    const late = undecided(state)
      .map((item) => dossierOfItem(item, state, needs) ?? lateRefused(state, item, by))
      .find(isRefusal);
    if (late) return late;
    const refused = quorumRefused(q, undefined, actor.id);
    if (refused) return refused;
    const { present, base } = q;
    const numbers = numbersIn(rules);
    return [sessionOpened({ sitting: state.sittings.length + 1, presides: actor.id, present, base, numbers })];
  },
  words: { vi: 'Khai mạc phiên họp', en: 'Open the session' },
});

const dossierOfItem = (item: Item, { tier = '' }: CouncilSession, cycles: CycleStates): Refusal | undefined =>
  dossierRefused(item, cycleIn(cycles, item.cycle), tier);

/** A session is run by who presides; where it does not sit, or has lost its quorum, its secretary may do it too. */
export function runningRefused(state: CouncilSession, { id, role }: Actor, rules: CouncilRules): Refusal | undefined {
  const { presides } = quorumOf(state, undefined, rules);
  const forSecretary = presides === undefined || !isOpen(state) || state.suspended === true;
  if (id === presides || (forSecretary && role === 'council-secretary')) return undefined;
  return NOT_PRESIDING({ of: '', ofEn: '', presides: presides ?? '–', member: id });
}

export const postponeProduct = councilSession.command('PostponeProduct', {
  input: z.strictObject({ cycle: cycleId, reason: personal(longText) }),
  by: presiding,
  restsOn: 'what-was-seen',
  decide: ({ state, input, actor, needs }) => {
    const item = itemOf(state, input.cycle);
    if (!item) return NOT_ON_AGENDA({ cycle: input.cycle }, '/cycle');
    return (
      decidedRefused(item) ?? runningRefused(state, actor, rulesOf(state, needs.year)) ?? [productPostponed(input)]
    );
  },
  words: { vi: 'Chuyển sản phẩm sang phiên khác', en: 'Postpone a product' },
});

export const closeSession = councilSession.command('CloseSession', {
  input: z.strictObject({ next: day.optional() }),
  by: presiding,
  restsOn: 'what-was-seen',
  guard: ({ state }) => (isOpen(state) ? undefined : SESSION_NOT_OPEN()),
  decide: ({ state, input, actor, needs, occurredOn: on }) => {
    const { next } = input;
    if (next !== undefined && next < on) return MEETING_IN_PAST({ on: next, before: on }, '/next');
    const left = undecided(state).map((item) => item.cycle);
    if (left.length > 0 && next === undefined) return PRODUCTS_UNDECIDED({ cycles: left }, '/next');
    return (
      runningRefused(state, actor, rulesOf(state, needs.year)) ?? [
        sessionClosed({ sitting: state.sittings.length, ...input }),
      ]
    );
  },
  words: { vi: 'Bế mạc phiên họp', en: 'Close the session' },
});
