// What a session decided goes into the cycles of its products, one command for each, and what became of it is recorded
// here: half done, it goes on where it stopped. A cycle that went elsewhere meanwhile is never forced.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { markOf } from '../kernel/mark.ts';
import { type Refusal, refusal, refusalSentence } from '../kernel/refusal.ts';
import { resultFacts, resultRefused } from '../product-cycle/escalation/rating.ts';
import { cycleId, type ProductCycle, productCycle, visitOf } from '../product-cycle/product-cycle.ts';
import { cycleIn, cycleNeeds, notWaiting } from './agenda.ts';
import { byPreparer } from './convening.ts';
import {
  type CouncilSession,
  councilSession,
  type Item,
  isSigned,
  itemOf,
  type Minutes,
  sessionId,
  withItem,
} from './council-session.ts';
import { NOT_ON_AGENDA } from './distribution.ts';
import { asMinutes } from './result.ts';

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

/** Why a cycle takes no result of the session now. */
export const untakeable = ({ tier = '' }: CouncilSession, { cycle }: Item, state: ProductCycle): Refusal | undefined =>
  notWaiting(cycle, state, tier) ?? resultRefused(state);

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
      untakeable(session, item, c.state) ??
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
  needs: ({ input }) => cycleNeeds(input && [input.cycle]),
  decide: ({ id, state, input, needs }) => {
    const { cycle } = input;
    const item = itemOf(state, cycle);
    if (!item?.closed || !standingMinutes(state)) return NOT_DUE();
    const its = cycleIn(needs, cycle);
    const of = item.closed.at;
    const taken = isTaken(id, item, its);
    const code = taken ? undefined : untakeable(state, item, its)?.code;
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
