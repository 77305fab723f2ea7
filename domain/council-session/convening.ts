// A council is convened by the decision that establishes it: who sits in it, and what it rates.
import { z } from 'zod';
import { choice, document, paper, shortText, shownDay, slug, unitCode } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { type Refusal, refusal, type Words } from '../kernel/refusal.ts';
import { tierName } from '../product-cycle/escalation/tier.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { RULEBOOK_UNKNOWN } from '../rulebooks/refusals.ts';
import { findRulebook, getRulebook } from '../rulebooks/registry.ts';
import { responsibility, roles } from '../rulebooks/responsibilities.ts';
import { day } from '../time/civil-date.ts';
import { agendaRefused, cycleNeeds } from './agenda.ts';
import { type CouncilRules, rulesOf } from './council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  type Item,
  isOpen,
  isSigned,
  itemOf,
  type Member,
  type SeatId,
  scoringBegun,
  seatIds,
  sessionId,
  sessionParts,
} from './council-session.ts';

const SESSION_EXISTS = refusal('SESSION_EXISTS', 'conflict', {
  vi: 'Phiên họp {id} đã được triệu tập.',
  en: 'Session {id} has been convened already.',
});
const SEATED_TWICE = refusal('SEATED_TWICE', 'invalid', {
  vi: 'Thành viên {member} có hai ghế trong Hội đồng.',
  en: 'Member {member} has two seats in the council.',
});
const SEAT_MISSING = refusal('SEAT_MISSING', 'invalid', {
  vi: 'Hội đồng phải có đúng một Chủ tịch và một Thư ký.',
  en: 'A council has one chair and one secretary.',
});
const COUNCIL_TOO_SMALL = refusal('COUNCIL_TOO_SMALL', 'invalid', {
  vi: 'Hội đồng có {members} thành viên chấm điểm, cần ít nhất {needed}.',
  en: 'The council has {members} members who score; at least {needed} are needed.',
});
const NAMED_NOT_SEATED = refusal('NAMED_NOT_SEATED', 'invalid', {
  vi: 'Người được giao chủ trì {member} phải là thành viên chấm điểm và không phải Thư ký: hai người ký biên bản.',
  en: 'Who is named to preside, {member}, has to be a scoring member and not the secretary: two people sign minutes.',
});
export const MEETING_IN_PAST = refusal('MEETING_IN_PAST', 'invalid', {
  vi: 'Ngày họp {on} trước ngày định lịch {before}.',
  en: 'The meeting on {on} lies before the day it is set on, {before}.',
});
export const SESSION_OPEN = refusal('SESSION_OPEN', 'conflict', {
  vi: 'Phiên họp đang diễn ra.',
  en: 'The session is open.',
});
const NO_EARLIER_SESSION = refusal('NO_EARLIER_SESSION', 'invalid', {
  vi: 'Phiên họp {after} không tồn tại hoặc chưa có biên bản được ký.',
  en: 'There is no session {after} with minutes that were signed.',
});
const EARLIER_SESSION_OF_OTHERS = refusal('EARLIER_SESSION_OF_OTHERS', 'invalid', {
  vi: 'Phiên họp {after} không xét sản phẩm nào của chương trình này.',
  en: 'Session {after} had none of the products of this agenda before it.',
});
export const SCORING_BEGUN = refusal('SCORING_BEGUN', 'conflict', {
  vi: 'Hội đồng đã bắt đầu chấm điểm: không đổi thành viên, chương trình.',
  en: 'Scoring has begun: members and agenda are frozen.',
});
const SESSION_OVER = refusal('SESSION_OVER', 'conflict', {
  vi: 'Phiên họp đã có biên bản.',
  en: 'The session has its minutes already.',
});

const seat = choice(Object.fromEntries(seatIds.map((id) => [id, roles[id]])) as Record<SeatId, Words>);
const member = z.strictObject({
  account: slug,
  seat,
  /** the body that sent them */
  from: shortText,
  /** a secretary scores only where the decision names them a member too */
  scores: z.boolean().optional(),
});
const members = z.array(member).min(1).max(40);
const agenda = z.array(cycleId).min(1).max(100);

const body = { meetsOn: day, members, presides: slug.optional(), agenda };
const convened = {
  decision: document,
  tier: z.string().max(30),
  unit: unitCode,
  round: z.int().min(1).max(12),
  roundYear: z.int().optional(),
  rulebook: z.string().max(20),
  /** by written opinions, without a meeting; `meetsOn` is then the last day for them */
  inWriting: z.literal(true).optional(),
  /** the session whose results are looked at again */
  after: sessionId.optional(),
  ...body,
};

const seatedAs = (given: readonly z.infer<typeof member>[]): readonly Member[] =>
  given.map(({ scores, ...m }) => ({ ...m, scores: scores ?? m.seat !== 'council-secretary' }));

const newItem = (cycle: string): Item => ({
  cycle,
  found: [],
  declared: {},
  recorded: [],
  sealed: {},
  revisions: {},
  earlier: [],
  votes: [],
  voided: [],
});

const sessionConvened = councilSession.event('SessionConvened', {
  version: 1,
  correctable: ['decision'],
  schema: z.strictObject(convened),
  evolve: (state, { decision: _, members, agenda, ...said }, meta) => ({
    ...state,
    ...said,
    convened: markOf(meta),
    members: seatedAs(members),
    agenda: agenda.map(newItem),
  }),
  sentence: ({ decision, tier, meetsOn, members, agenda, inWriting }) => ({
    vi: `Triệu tập Hội đồng ${tierName(tier).vi} theo ${paper(decision)}: ${members.length} thành viên, ${agenda.length} sản phẩm, ${inWriting ? 'lấy ý kiến bằng văn bản đến' : 'họp ngày'} ${shownDay(meetsOn)}`,
    en: `Council of tier ${tierName(tier).en} convened by ${paper(decision)}: ${members.length} members, ${agenda.length} products, ${inWriting ? 'written opinions until' : 'meeting on'} ${shownDay(meetsOn)}`,
  }),
});

const sessionChanged = councilSession.event('SessionChanged', {
  version: 1,
  correctable: ['document'],
  schema: z.strictObject({ document, ...body }),
  evolve: (state, { document: _, members, agenda, meetsOn, presides }) => {
    const seats = seatedAs(members);
    const known = new Map(state.agenda.map((item) => [item.cycle, item]));
    return {
      ...state,
      meetsOn,
      presides,
      members: seats,
      agenda: agenda.map((cycle) => keptFor(seats, state.members, known.get(cycle) ?? newItem(cycle))),
    };
  },
  sentence: ({ document, members, agenda, meetsOn }) => ({
    vi: `Thay đổi phiên họp theo ${paper(document)}: ${members.length} thành viên, ${agenda.length} sản phẩm, ngày ${shownDay(meetsOn)}`,
    en: `Session changed by ${paper(document)}: ${members.length} members, ${agenda.length} products, on ${shownDay(meetsOn)}`,
  }),
});

/**
 * What was found and declared of members who are replaced says nothing any more. For somebody new the dossiers are sent
 * again: they have their time with them as the others had, and what they have to do with a product is looked for.
 */
function keptFor(members: readonly Member[], before: readonly Member[], item: Item): Item {
  const among = (seats: readonly Member[], account: string) => seats.some((m) => m.account === account);
  const declared = Object.entries(item.declared).filter(([account]) => among(members, account));
  const kept = {
    ...item,
    found: item.found.filter((f) => among(members, f.account)),
    declared: Object.fromEntries(declared),
    recorded: item.recorded.filter((account) => among(members, account)),
  };
  const { dossier: _, ...unsent } = kept;
  return members.every((m) => among(before, m.account)) ? kept : unsent;
}

function membersRefused(
  given: readonly z.infer<typeof member>[],
  presides: string | undefined,
  { minMembers }: CouncilRules,
): Refusal | undefined {
  const accounts = given.map((m) => m.account);
  const twice = accounts.findIndex((account, i) => accounts.indexOf(account) !== i);
  if (twice >= 0) return SEATED_TWICE({ member: accounts[twice] }, `/members/${twice}/account`);
  const seated = seatedAs(given);
  const of = (seat: Member['seat']) => seated.filter((m) => m.seat === seat).length;
  if (of('council-chair') !== 1 || of('council-secretary') !== 1) return SEAT_MISSING({}, '/members');
  const scoring = seated.filter((m) => m.scores);
  if (scoring.length < minMembers)
    return COUNCIL_TOO_SMALL({ members: scoring.length, needed: minMembers }, '/members');
  return presides === undefined || scoring.some((m) => m.account === presides && m.seat !== 'council-secretary')
    ? undefined
    : NAMED_NOT_SEATED({ member: presides }, '/presides');
}

/** Why a session cannot come after the one that is named. */
function earlierRefused(
  after: string | undefined,
  earlier: CouncilSession | undefined,
  agenda: readonly string[],
): Refusal | undefined {
  if (after === undefined) return undefined;
  if (!earlier?.minutes.some(isSigned)) return NO_EARLIER_SESSION({ after }, '/after');
  return agenda.some((cycle) => itemOf(earlier, cycle)) ? undefined : EARLIER_SESSION_OF_OTHERS({ after }, '/after');
}

const tierOf = (state: CouncilSession, input?: { tier?: string }): string => state.tier ?? input?.tier ?? '';
export const byPreparer = responsibility('convene-council', tierOf);

export const conveneSession = councilSession.command('ConveneSession', {
  input: z.strictObject(convened),
  by: byPreparer,
  starts: ({ id }) => SESSION_EXISTS({ id }),
  needs: ({ input }) => ({
    ...cycleNeeds(input?.agenda),
    ...(input?.after === undefined ? {} : { earlier: councilSession.need(input.after) }),
  }),
  decide: ({ id, state, input, needs, occurredOn: on }) => {
    const { after } = input;
    const earlier = earlierRefused(after, needs.earlier, input.agenda);
    if (earlier) return earlier;
    const rulebook = findRulebook(input.rulebook);
    if (!rulebook) return RULEBOOK_UNKNOWN({ rulebook: input.rulebook }, '/rulebook');
    if (input.meetsOn < on) return MEETING_IN_PAST({ on: input.meetsOn, before: on }, '/meetsOn');
    const { tier, unit, round, roundYear = sessionParts(id).year } = input;
    const scope = { rulebook, tier, unit, round, year: roundYear, after, tree: needs.units, on };
    return (
      membersRefused(input.members, input.presides, rulesOf({ ...state, rulebook: rulebook.id, tier }, needs.year)) ??
      agendaRefused(input.agenda, needs, { ...scope, inWriting: input.inWriting === true }) ?? [sessionConvened(input)]
    );
  },
  words: { vi: 'Triệu tập Hội đồng', en: 'Convene a council' },
});

export const changeSession = councilSession.command('ChangeSession', {
  input: z.strictObject({ document, ...body }),
  by: byPreparer,
  restsOn: 'what-was-seen',
  needs: ({ input }) => cycleNeeds(input?.agenda),
  guard: ({ state }) => {
    if (state.minutes.length > 0) return SESSION_OVER();
    if (scoringBegun(state)) return SCORING_BEGUN();
    return isOpen(state) ? SESSION_OPEN() : undefined;
  },
  decide: ({ id, state, input, needs, occurredOn: on }) => {
    if (input.meetsOn < on) return MEETING_IN_PAST({ on: input.meetsOn, before: on }, '/meetsOn');
    const { rulebook = '', tier = '', unit = '', round = 0, roundYear = sessionParts(id).year } = state;
    const { after, inWriting = false } = state;
    const scope = { tier, unit, round, year: roundYear, inWriting, after, tree: needs.units, on };
    return (
      membersRefused(input.members, input.presides, rulesOf(state, needs.year)) ??
      agendaRefused(input.agenda, needs, { ...scope, rulebook: getRulebook(rulebook) }) ?? [sessionChanged(input)]
    );
  },
  words: { vi: 'Thay đổi thành viên, chương trình', en: 'Change members or agenda' },
});
