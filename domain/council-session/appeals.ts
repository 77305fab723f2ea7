// Somebody asks that a result be looked at again. The office says whether that is admissible; if it is, the result is superseded:
// it stays readable here, leaves its cycle, and another session, which names this one, decides. No act that was read says
// within which term: policies do.
import { z } from 'zod';
import { choice, document, longText, paper, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { cycleId, type ProductCycle } from '../product-cycle/product-cycle.ts';
import { due, policiesOf, workingDaysAfter } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { Day } from '../time/civil-date.ts';
import { cycleIn, cycleNeeds } from './agenda.ts';
import { byPreparer } from './convening.ts';
import { awaitedIn, councilSession, type Item, itemOf, whoAnswerForIt, withItem } from './council-session.ts';
import { isTaken, isUndelivered, overWith } from './delivery.ts';
import { NOT_ON_AGENDA } from './distribution.ts';

const NOTHING_TO_APPEAL = refusal('NOTHING_TO_APPEAL', 'conflict', {
  vi: 'Sản phẩm {cycle} không có kết quả nào của phiên này đang nằm trong chu trình để xem xét lại.',
  en: 'Of product {cycle} no result of this session is in its cycle that could be looked at again.',
});
const APPEAL_TERM_OVER = refusal('APPEAL_TERM_OVER', 'conflict', {
  vi: 'Kết quả {cycle} đã thông báo ngày {told}; đề nghị xem xét lại được nhận đến hết ngày {until}.',
  en: 'The result of {cycle} was told on {told}; an appeal is taken until the end of {until}.',
});
const APPEAL_PENDING = refusal('APPEAL_PENDING', 'conflict', {
  vi: 'Đã có một đề nghị xem xét lại {cycle} đang chờ trả lời.',
  en: 'An appeal on {cycle} waits to be answered already.',
});
const NO_APPEAL = refusal('NO_APPEAL', 'conflict', {
  vi: 'Không có đề nghị xem xét lại {cycle} nào đang chờ trả lời.',
  en: 'No appeal on {cycle} waits to be answered.',
});
const RESULT_SUPERSEDED = refusal('RESULT_SUPERSEDED', 'conflict', {
  vi: 'Kết quả {cycle} của phiên này không còn hiệu lực: phiên khác đánh giá lại.',
  en: 'The result of {cycle} in this session is superseded: another session decides again.',
});

export const appellants = {
  producer: { vi: 'chủ thể', en: 'the producer' },
  commune: { vi: 'UBND cấp xã', en: 'the commune' },
  member: { vi: 'thành viên Hội đồng', en: 'a member of the council' },
  inspection: { vi: 'cơ quan thanh tra, kiểm tra', en: 'an inspection' },
} as const;
const appellant = choice(appellants);

const appealFiled = councilSession.event('AppealFiled', {
  version: 1,
  correctable: ['letter'],
  schema: z.strictObject({
    cycle: cycleId,
    /** the fact that said the result */
    of: z.int().min(0),
    by: appellant,
    letter: document,
    grounds: personalRef,
    /** by when it is answered */
    answerBy: due,
  }),
  beside: true,
  restsOn: (before, { cycle }) => itemOf(before, cycle)?.closed,
  // It is reminded of until it is answered.
  ends: () => false,
  tells: ({ cycle, by }) => ({
    kind: 'message',
    to: whoAnswerForIt,
    why: {
      vi: `${appellants[by].vi} đề nghị xem xét lại kết quả ${cycle}`,
      en: `${appellants[by].en} asks that the result of ${cycle} be looked at again`,
    },
    about: { vi: `Sản phẩm ${cycle}`, en: `Product ${cycle}` },
    urgent: true,
  }),
  stillSo: (state, { cycle }, { revision }) => awaitedIn(itemOf(state, cycle))?.at === revision,
  recheck: (data, _, { needs, occurredOn }) => ({ ...data, answerBy: answerDue(occurredOn, needs.year) }),
  evolve: (state, { cycle, by, answerBy: { dueOn: answerBy } }, meta) =>
    withItem(state, cycle, ({ appeals = [] }) => ({ appeals: [...appeals, { ...markOf(meta), by, answerBy }] })),
  sentence: ({ cycle, by, letter, answerBy }) => ({
    vi: `Đề nghị xem xét lại kết quả ${cycle} của ${appellants[by].vi} (${paper(letter)}), trả lời đến hết ${shownDay(answerBy.dueOn)}`,
    en: `The result of ${cycle} is appealed by ${appellants[by].en} (${paper(letter)}), to be answered by ${shownDay(answerBy.dueOn)}`,
  }),
});

const appealDecided = councilSession.event('AppealDecided', {
  version: 1,
  correctable: ['document'],
  schema: z.strictObject({
    cycle: cycleId,
    /** the fact that asked for it */
    appeal: z.int().min(0),
    admissible: z.boolean(),
    reason: personalRef,
    document,
    /** nothing of the session is left to do */
    over: z.literal(true).optional(),
  }),
  beside: true,
  restsOn: (before, { cycle }) => awaitedIn(itemOf(before, cycle)),
  // Once its cycle is without the result, another session decides.
  stands: ({ agenda }, revision) => agenda.some((item) => item.superseded?.at === revision && !item.delivery),
  // A result that is superseded leaves its cycle.
  ends: ({ admissible, over }) => (admissible ? false : over),
  tells: ({ cycle, admissible }) => ({
    kind: 'message',
    to: whoAnswerForIt,
    why: admissible
      ? {
          vi: `kết quả ${cycle} không còn hiệu lực: triệu tập phiên đánh giá lại`,
          en: `the result of ${cycle} is superseded: convene a session that looks at it again`,
        }
      : {
          vi: `không thụ lý đề nghị xem xét lại kết quả ${cycle}`,
          en: `the appeal on the result of ${cycle} is not admissible`,
        },
    about: { vi: `Sản phẩm ${cycle}`, en: `Product ${cycle}` },
    urgent: admissible,
  }),
  evolve: (state, { cycle, appeal, admissible, document }, meta) =>
    withItem(state, cycle, ({ appeals = [] }) => ({
      appeals: appeals.map((a) => (a.at === appeal ? { ...a, admissible } : a)),
      ...(admissible ? { superseded: { ...markOf(meta), document } } : {}),
    })),
  sentence: ({ cycle, admissible, document }) => ({
    vi: admissible
      ? `Thụ lý đề nghị xem xét lại ${cycle} theo ${paper(document)}: kết quả không còn hiệu lực, phiên khác đánh giá lại`
      : `Không thụ lý đề nghị xem xét lại ${cycle} (${paper(document)})`,
    en: admissible
      ? `Appeal on ${cycle} admitted by ${paper(document)}: the result is superseded, another session decides again`
      : `Appeal on ${cycle} is not admissible (${paper(document)})`,
  }),
});

const answerDue = (since: Day, year: ProgrammeYear) => {
  const days = policiesOf(year)['appeal-answer-working-days'];
  return workingDaysAfter(since, days, year, `policy appeal-answer-working-days (${days})`);
};

/** When the producer was told of a result of the session. */
const toldOn = (session: string, { closed }: Item, { visits }: ProductCycle): Day | undefined =>
  visits.find(({ result }) => result?.session?.id === session && result.session.of === closed?.at)?.notified?.on;

/** Why an appeal comes too late: the term runs from the day the result was told; an inspection has none. */
function lateRefused(cycle: string, q: { told: Day | undefined; on: Day; year: ProgrammeYear }): Refusal | undefined {
  const { told, on, year } = q;
  if (told === undefined) return undefined;
  const { dueOn: until } = workingDaysAfter(told, policiesOf(year)['appeal-working-days'], year, '');
  return on > until ? APPEAL_TERM_OVER({ cycle, told, until }) : undefined;
}

/** Why a result is nobody's to change any more: another session decides. */
export const supersededRefused = ({ cycle, superseded }: Item): Refusal | undefined =>
  superseded ? RESULT_SUPERSEDED({ cycle }, '/cycle') : undefined;

export const fileAppeal = councilSession.command('FileAppeal', {
  input: z.strictObject({
    cycle: cycleId,
    /** who asks for it; the office enters their letter */
    by: appellant,
    letter: document,
    grounds: personal(longText),
  }),
  by: byPreparer,
  needs: ({ input }) => cycleNeeds(input && [input.cycle]),
  decide: ({ id, state, input, needs, occurredOn: on }) => {
    const { cycle, by } = input;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    const superseded = supersededRefused(item);
    if (superseded) return superseded;
    const its = cycleIn(needs, cycle);
    if (!item.closed || !isTaken(id, item, its)) return NOTHING_TO_APPEAL({ cycle }, '/cycle');
    if (awaitedIn(item)) return APPEAL_PENDING({ cycle }, '/cycle');
    const { year } = needs;
    const late = by === 'inspection' ? undefined : lateRefused(cycle, { told: toldOn(id, item, its), on, year });
    if (late) return late;
    return [appealFiled({ ...input, of: item.closed.at, answerBy: answerDue(on, year) })];
  },
  words: { vi: 'Ghi nhận đề nghị xem xét lại', en: 'Record an appeal' },
});

export const decideAppeal = councilSession.command('DecideAppeal', {
  input: z.strictObject({ cycle: cycleId, admissible: z.boolean(), reason: personal(longText), document }),
  by: byPreparer,
  restsOn: 'what-was-seen',
  decide: ({ state, input }) => {
    const { cycle } = input;
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle }, '/cycle');
    const appeal = awaitedIn(item);
    if (!appeal) return NO_APPEAL({ cycle }, '/cycle');
    // A conflict of interest found meanwhile may have left no result.
    if (input.admissible && !item.closed) return NOTHING_TO_APPEAL({ cycle }, '/cycle');
    const over = input.admissible || isUndelivered(item) ? {} : overWith(state, cycle);
    return [appealDecided({ ...input, appeal: appeal.at, ...over })];
  },
  words: { vi: 'Trả lời đề nghị xem xét lại', en: 'Answer an appeal' },
});
