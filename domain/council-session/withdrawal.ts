// A result that stands no more, or stands as another one, does not stay in its cycle: once supplementary minutes say so,
// the process takes it back there, with what it alone did on it. What people did on it is theirs: then the office is told.
import { z } from 'zod';
import { markOf } from '../kernel/mark.ts';
import { type Refusal, refusal, refusalSentence } from '../kernel/refusal.ts';
import { cycleId, type ProductCycle, type Result, visitOf } from '../product-cycle/product-cycle.ts';
import { councilSession, type Item, itemOf, resultOfItem, whoAnswerForIt, withItem } from './council-session.ts';

const RESULT_RESTED_ON = refusal('RESULT_RESTED_ON', 'conflict', {
  vi: 'Chu trình {cycle} đã đi tiếp theo kết quả không còn hiệu lực: cơ quan hủy các ghi nhận dựa trên đó, rồi yêu cầu chuyển lại.',
  en: 'Cycle {cycle} has gone on by a result that stands no more: the office annuls what rests on it, then asks for delivery again.',
});

export type CycleResult = Result;

/** What a cycle has of a session that is not what its minutes say. */
export const staleIn = (session: string, item: Item, { visits }: ProductCycle): CycleResult | undefined =>
  visits
    .map(({ result }) => result)
    .find((result) => result?.session?.id === session && result.session.of !== resultOfItem(item)?.at);

/** Why the process does not take a result back: somebody told it, went on by it, or decided on it. */
export function restedOn(cycle: string, state: ProductCycle, { at }: CycleResult): Refusal | undefined {
  const { result, notified, completed, forwarded } = visitOf(state) ?? {};
  const { ended } = state;
  // An end that the result itself brought about stands in the fact after it.
  const endedByIt = !ended || (ended.kind === 'rated' && ended.at === at + 1);
  const untouched = result?.at === at && !notified && !completed && !forwarded && endedByIt;
  return untouched ? undefined : RESULT_RESTED_ON({ cycle });
}

export const resultWithdrawn = councilSession.event('ResultWithdrawn', {
  version: 1,
  schema: z.strictObject({
    cycle: cycleId,
    /** the fact that had said it */
    of: z.int().min(0),
    /** why its cycle stands with it still */
    code: z.string().optional(),
    /** nothing of the session is left to do */
    over: z.literal(true).optional(),
  }),
  quiet: true,
  beside: true,
  ends: ({ over }) => over,
  tells: ({ cycle, code }) => ({
    kind: code === undefined ? 'news' : 'message',
    to: whoAnswerForIt,
    why: said({ cycle, code }),
    about: { vi: `Sản phẩm ${cycle}`, en: `Product ${cycle}` },
    urgent: true,
  }),
  stillSo: (state, { cycle, code }) => {
    const item = itemOf(state, cycle);
    return item !== undefined && !resultOfItem(item) && item.delivery?.code === code;
  },
  evolve: (state, { cycle, of, code }, meta) =>
    withItem(state, cycle, () => ({
      delivery: code === undefined ? undefined : { ...markOf(meta), of, taken: true, code },
    })),
  sentence: said,
});

function said({ cycle, code }: { cycle: string; code?: string | undefined }) {
  const why = (lang: 'vi' | 'en') => refusalSentence({ code: code ?? '', details: { cycle } }, lang);
  return code === undefined
    ? {
        vi: `Đã rút kết quả không còn hiệu lực của ${cycle} khỏi chu trình: phiên họp khác quyết định`,
        en: `The result of ${cycle} that stands no more was taken back from its cycle: another session decides`,
      }
    : {
        vi: `Chưa rút được kết quả không còn hiệu lực của ${cycle}: ${why('vi')}`,
        en: `The result of ${cycle} that stands no more is in its cycle still: ${why('en')}`,
      };
}
