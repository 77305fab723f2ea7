// What a session decided goes into the cycles of its products, one command for each, and what became of it is recorded
// here: half done, it goes on where it stopped. A cycle that went elsewhere meanwhile is never forced.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { markOf } from '../kernel/mark.ts';
import { type Refusal, refusal, refusalSentence } from '../kernel/refusal.ts';
import { resultFacts, resultRefused, unsound } from '../product-cycle/escalation/rating.ts';
import { cycleId, cycleParts, type ProductCycle, productCycle, visitOf } from '../product-cycle/product-cycle.ts';
import { type ProgrammeYear, programmeYear } from '../programme-year/programme-year.ts';
import { cycleIn, cycleNeeds, notWaiting } from './agenda.ts';
import { byPreparer } from './convening.ts';
import {
  awaitedIn,
  type CouncilSession,
  councilSession,
  type Item,
  isSigned,
  itemOf,
  type Minutes,
  resultOfItem,
  sessionId,
  whoAnswerForIt,
  withItem,
} from './council-session.ts';
import { NOT_ON_AGENDA } from './distribution.ts';
import { asMinutes } from './said-result.ts';
import { undecided } from './sitting.ts';
import { type CycleResult, restedOn, resultWithdrawn, staleIn } from './withdrawal.ts';

const NOTHING_TO_DELIVER = refusal('NOTHING_TO_DELIVER', 'conflict', {
  vi: 'Sản phẩm {cycle} không có kết quả nào đang chờ chuyển vào chu trình.',
  en: 'Product {cycle} has no result that its cycle has not taken.',
});

const resultDelivered = councilSession.event('ResultDelivered', {
  version: 1,
  schema: z.strictObject({
    cycle: cycleId,
    of: z.int().min(0),
    taken: z.boolean(),
    /** why the cycle did not take it */
    code: z.string().optional(),
    /** nothing of the session is left to do */
    over: z.literal(true).optional(),
  }),
  quiet: true,
  beside: true,
  ends: ({ over }) => over,
  // Whoever convenes the council, and those who sign for it, learn at once what a cycle did not take.
  tells: ({ cycle, taken, code = '' }) => ({
    kind: 'message',
    to: taken ? [] : whoAnswerForIt,
    why: {
      vi: `chu trình chưa nhận kết quả ${cycle}: ${refusalSentence({ code, details: { cycle } }, 'vi')}`,
      en: `the cycle did not take the result of ${cycle}: ${refusalSentence({ code, details: { cycle } }, 'en')}`,
    },
    about: { vi: `Sản phẩm ${cycle}`, en: `Product ${cycle}` },
    urgent: true,
  }),
  stillSo: (state, { cycle, taken, of }) => {
    const { closed, delivery } = itemOf(state, cycle) ?? {};
    return !taken && closed?.at === of && delivery?.taken === false;
  },
  evolve: (state, { cycle, of, taken, code }, meta) =>
    withItem(state, cycle, () => ({
      delivery: { ...markOf(meta), of, taken, ...(code === undefined ? {} : { code }) },
    })),
  sentence: ({ cycle, taken, code }) => ({
    vi: taken
      ? `Kết quả ${cycle} đã vào chu trình`
      : `Kết quả ${cycle} chưa vào được chu trình: ${refusalSentence({ code: code ?? '', details: { cycle } }, 'vi')}`,
    en: taken
      ? `The result of ${cycle} is in its cycle`
      : `The cycle of ${cycle} did not take the result: ${refusalSentence({ code: code ?? '', details: { cycle } }, 'en')}`,
  }),
});

const deliveryAsked = councilSession.event('DeliveryAsked', {
  version: 1,
  schema: z.strictObject({ cycle: cycleId }),
  beside: true,
  ends: () => false,
  // What was taken back is remembered as delivered until its cycle has it no more.
  evolve: (state, { cycle }, meta) =>
    withItem(state, cycle, (item) => {
      const { delivery } = item;
      if (resultOfItem(item) || !delivery) return { askedAgain: markOf(meta), delivery: undefined };
      const { code: _, ...taken } = delivery;
      return { askedAgain: markOf(meta), delivery: taken };
    }),
  sentence: ({ cycle }) => ({
    vi: `Yêu cầu chuyển lại kết quả ${cycle} vào chu trình`,
    en: `The result of ${cycle} is to be delivered again`,
  }),
});

/**
 * The minutes that stand: the last ones, signed by both. Undefined while newer ones wait to be signed, or a result is
 * another than they say: it goes into its cycle with the minutes that say it.
 */
export function standingMinutes({ minutes, agenda }: CouncilSession): Minutes | undefined {
  const last = minutes.at(-1);
  if (!last || !isSigned(last)) return undefined;
  const decided = agenda.map(({ closed, postponed }) => closed?.at ?? postponed?.at ?? -1);
  return decided.every((at) => at < last.drawnUp.at) ? last : undefined;
}

/** A result that its cycle has not been seen with, or one that stands no more and lies in its cycle still. */
export function isUndelivered(item: Item): boolean {
  const { delivery } = item;
  const closed = resultOfItem(item);
  return closed === undefined ? delivery?.taken === true : !(delivery?.of === closed.at && delivery.taken);
}

/** What a fact says with which nothing of a session is left to do on a product: nor on any other, as a rule. */
export function overWith(state: CouncilSession, cycle: string): { over?: true } {
  const others = state.agenda.filter((one) => one.cycle !== cycle);
  const isLeft = undecided(state).length > 0 || others.some((one) => isUndelivered(one) || awaitedIn(one));
  return isLeft ? {} : { over: true };
}

/** Whether a cycle stands with just this result of the session. */
export function isTaken(session: string, item: Item, { visits }: ProductCycle): boolean {
  const closed = resultOfItem(item);
  return visits.some(({ result }) => result?.session?.id === session && result.session.of === closed?.at);
}

/** A cycle as a result is held against it: by the policies of its own year. */
export type Taking = { readonly state: ProductCycle; readonly year: ProgrammeYear };

/**
 * Why a cycle takes no result of the session now: all that its command would refuse, so that what one product's result is
 * refused for is told, and holds up no other's.
 */
export function untakeable({ tier = '' }: CouncilSession, item: Item, { state, year }: Taking): Refusal | undefined {
  const { cycle } = item;
  const closed = resultOfItem(item);
  return notWaiting(cycle, state, tier) ?? resultRefused(state) ?? (closed && unsound(asMinutes(closed), state, year));
}

/** Why a cycle is not as the session's minutes say, and does not come to be by itself. */
export function refusedFor(
  session: CouncilSession,
  item: Item,
  { stale, its, taken }: { stale: CycleResult | undefined; its: Taking; taken: boolean },
): Refusal | undefined {
  if (stale) return restedOn(item.cycle, its.state, stale);
  return taken || !resultOfItem(item) ? undefined : untakeable(session, item, its);
}

/** The year a cycle belongs to, which need not be the session's. */
const yearOf = (cycle: string) => programmeYear.need(cycleParts(cycle).yearId);

export const recordCouncilResult = productCycle.command('RecordCouncilResult', {
  input: z.strictObject({ session: sessionId }),
  by: workflow,
  needs: ({ input }) => ({ session: input && councilSession.need(input.session) }),
  guard: ({ state }) => (visitOf(state)?.result?.session ? 'already-so' : resultRefused(state)),
  decide: (c) => {
    const { session = councilSession.initial } = c.needs;
    const item = itemOf(session, c.id);
    const minutes = standingMinutes(session);
    const closed = item && resultOfItem(item);
    if (!item || !closed || !minutes) return NOT_DUE();
    const { number, hash, drawnUp } = minutes;
    return (
      untakeable(session, item, { state: c.state, year: c.needs.year }) ??
      resultFacts(c, {
        ...asMinutes(closed),
        minutes: { number, date: drawnUp.on, sha256: hash },
        session: { id: c.input.session, of: closed.at },
      })
    );
  },
  words: { vi: 'Nhận kết quả từ phiên họp Hội đồng', en: 'Take a result over from the council’s session' },
});

export const noteDelivery = councilSession.command('NoteDelivery', {
  input: z.strictObject({ cycle: cycleId }),
  by: workflow,
  needs: ({ input }) => ({
    ...cycleNeeds(input && [input.cycle]),
    ...(input ? { cycleYear: yearOf(input.cycle) } : {}),
  }),
  decide: ({ id, state, input, needs }) => {
    const { cycle } = input;
    const item = itemOf(state, cycle);
    if (!item || !standingMinutes(state)) return NOT_DUE();
    const { delivery } = item;
    const closed = resultOfItem(item);
    const its = cycleIn(needs, cycle);
    const { cycleYear: year = programmeYear.initial } = needs;
    const stale = staleIn(id, item, its);
    const over = awaitedIn(item) ? {} : overWith(state, cycle);
    const taken = isTaken(id, item, its);
    const code = refusedFor(state, item, { stale, its: { state: its, year }, taken })?.code;
    if (!closed) {
      if (!delivery?.taken || (stale && code === undefined)) return NOT_DUE();
      if (code !== undefined && delivery.code === code) return [];
      return [resultWithdrawn({ cycle, of: delivery.of, ...(code === undefined ? over : { code }) })];
    }
    const of = closed.at;
    if (!taken && code === undefined) return NOT_DUE();
    if (delivery?.of === of && delivery.taken === taken && delivery.code === code) return [];
    return [resultDelivered({ cycle, of, taken, ...(code === undefined ? over : { code }) })];
  },
  words: { vi: 'Ghi nhận kết quả đã vào chu trình', en: 'Note that a result is in its cycle' },
});

export const deliverAgain = councilSession.command('DeliverAgain', {
  input: z.strictObject({ cycle: cycleId }),
  by: byPreparer,
  needs: ({ input }) => cycleNeeds(input && [input.cycle]),
  decide: ({ id, state, input, needs }) => {
    const { cycle } = input;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    const waits = resultOfItem(item) ? !isTaken(id, item, cycleIn(needs, cycle)) : item.delivery?.code !== undefined;
    return waits && standingMinutes(state) && item.delivery
      ? [deliveryAsked({ cycle })]
      : NOTHING_TO_DELIVER({ cycle }, '/cycle');
  },
  words: { vi: 'Chuyển lại kết quả vào chu trình', en: 'Deliver a result again' },
});
