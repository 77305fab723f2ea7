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
  type CouncilSession,
  councilSession,
  type Item,
  isSigned,
  itemOf,
  type Minutes,
  type SeatId,
  sessionId,
  withItem,
} from './council-session.ts';
import { NOT_ON_AGENDA } from './distribution.ts';
import { asMinutes } from './said-result.ts';

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
    to: taken
      ? []
      : [
          { holders: { responsibility: 'convene-council' } },
          { seats: ['council-chair', 'council-secretary'] satisfies SeatId[] },
        ],
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
  evolve: (state, { cycle }, meta) => withItem(state, cycle, () => ({ askedAgain: markOf(meta), delivery: undefined })),
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
  return agenda.every(({ closed }) => !closed || closed.at < last.drawnUp.at) ? last : undefined;
}

/** A result of a session that its cycle has not been seen with. */
export const isUndelivered = ({ closed, delivery }: Item): boolean =>
  closed !== undefined && !(delivery?.of === closed.at && delivery.taken);

/** Whether a cycle stands with just this result of the session. */
export function isTaken(session: string, { closed }: Item, { visits }: ProductCycle): boolean {
  return visits.some(({ result }) => result?.session?.id === session && result.session.of === closed?.at);
}

/** A cycle as a result is held against it: by the policies of its own year. */
export type Taking = { readonly state: ProductCycle; readonly year: ProgrammeYear };

/**
 * Why a cycle takes no result of the session now: all that its command would refuse, so that what one product's result is
 * refused for is told, and holds up no other's.
 */
export function untakeable(
  { tier = '' }: CouncilSession,
  { cycle, closed }: Item,
  { state, year }: Taking,
): Refusal | undefined {
  return notWaiting(cycle, state, tier) ?? resultRefused(state) ?? (closed && unsound(asMinutes(closed), state, year));
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
    if (!item?.closed || !minutes) return NOT_DUE();
    const { number, hash, drawnUp } = minutes;
    return (
      untakeable(session, item, { state: c.state, year: c.needs.year }) ??
      resultFacts(c, {
        ...asMinutes(item.closed),
        minutes: { number, date: drawnUp.on, sha256: hash },
        session: { id: c.input.session, of: item.closed.at },
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
    if (!item?.closed || !standingMinutes(state)) return NOT_DUE();
    const its = cycleIn(needs, cycle);
    const of = item.closed.at;
    const taken = isTaken(id, item, its);
    const { cycleYear: year = programmeYear.initial } = needs;
    const code = taken ? undefined : untakeable(state, item, { state: its, year })?.code;
    if (!taken && code === undefined) return NOT_DUE();
    const { delivery } = item;
    if (delivery?.of === of && delivery.taken === taken && delivery.code === code) return [];
    const others = state.agenda.filter((one) => one.cycle !== cycle && isUndelivered(one));
    const over = taken && others.length === 0 ? { over: true as const } : {};
    return [resultDelivered({ cycle, of, taken, ...(code === undefined ? {} : { code }), ...over })];
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
    const waits = item.closed && standingMinutes(state) && !isTaken(id, item, cycleIn(needs, cycle));
    return waits && item.delivery ? [deliveryAsked({ cycle })] : NOTHING_TO_DELIVER({ cycle }, '/cycle');
  },
  words: { vi: 'Chuyển lại kết quả vào chu trình', en: 'Deliver a result again' },
});
