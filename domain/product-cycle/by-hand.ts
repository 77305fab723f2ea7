// What officers do beside the procedure so that it goes on: give the next move to one of them, remind by hand, note
// something down, ask the coordination office and be answered (7-programme 35 asks for a place where questions are kept).
import { z } from 'zod';
import { account } from '../access/account.ts';
import { addressee, named, why } from '../access/addressee.ts';
import { authorise } from '../access/authorise.ts';
import type { Account } from '../access/grants.ts';
import { longText, slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { isRefusal, refusal } from '../kernel/refusal.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { dayOf } from '../time/civil-date.ts';
import { type ProductCycle, productCycle, situationOf } from './product-cycle.ts';
import { whom } from './reminding.ts';
import { type Waiting, waitingFor } from './waiting.ts';

const NOBODY_TO_ACT = refusal('NOBODY_TO_ACT', 'conflict', {
  vi: 'Hiện không chờ ai làm gì: không có việc để giao hay nhắc.',
  en: 'Nobody is waited for at the moment: there is nothing to assign or to remind of.',
});
const ACCOUNT_MAY_NOT_ACT = refusal('ACCOUNT_MAY_NOT_ACT', 'invalid', {
  vi: 'Tài khoản {account} không có vai trò để {what}.',
  en: 'The account {account} holds no role by which it may {whatEn}.',
});
const REMINDED_TODAY = refusal('REMINDED_TODAY', 'conflict', {
  vi: 'Hôm nay đã nhắc {to}; mỗi ngày nhắc bằng tay một lần.',
  en: '{toEn} was reminded by hand today already; once a day is enough.',
});
const QUESTION_UNKNOWN = refusal('QUESTION_UNKNOWN', 'unknown', {
  vi: 'Không có câu hỏi nào ở bản ghi {question}.',
  en: 'There is no question at revision {question}.',
});

const workAssigned = productCycle.event('WorkAssigned', {
  version: 1,
  schema: z.strictObject({ account: slug, work: z.string(), note: personalRef.optional() }),
  beside: true,
  evolve: (state, { account, work }, meta) => ({ ...state, assigned: { account, work, ...markOf(meta) } }),
  tells: ({ account, note }) => ({
    kind: 'message',
    to: [{ account }],
    why: { vi: 'làm việc được giao', en: 'do the work given to you' },
    says: note,
    urgent: true,
  }),
  stillSo: ({ ended, assigned }, { account, work }) =>
    !ended && assigned?.account === account && assigned.work === work,
  sentence: ({ account }) => ({ vi: `Giao việc cho ${account}`, en: `Work given to ${account}` }),
});

const remindedByHand = productCycle.event('RemindedByHand', {
  version: 1,
  schema: z.strictObject({
    to: z.array(addressee),
    why,
    text: personalRef,
  }),
  quiet: true,
  beside: true,
  evolve: (state, { to }, meta) => {
    const on = dayOf(meta.recordedAt);
    const sameDay = state.remindedByHand?.on === on ? state.remindedByHand.whom : [];
    return { ...state, remindedByHand: { on, whom: [...sameDay, ...to.map(keyOf)] } };
  },
  tells: ({ to, why, text }) => ({ kind: 'message', to, why, says: text, urgent: true }),
  stillSo: ({ ended }) => !ended,
  sentence: ({ to, why }) => ({
    vi: `Nhắc trực tiếp: ${why.vi} → ${named(to, 'vi')}`,
    en: `Reminded by hand: ${why.en} → ${named(to, 'en')}`,
  }),
});

const noteAdded = productCycle.event('NoteAdded', {
  version: 1,
  schema: z.strictObject({ text: personalRef }),
  quiet: true,
  beside: true,
  evolve: (state) => state,
  sentence: () => ({ vi: 'Ghi chú nội bộ', en: 'Internal note' }),
});

const officeAsked = productCycle.event('OfficeAsked', {
  version: 1,
  schema: z.strictObject({ question: personalRef }),
  quiet: true,
  beside: true,
  evolve: (state, _, meta) => ({ ...state, questions: [...(state.questions ?? []), { asked: markOf(meta) }] }),
  tells: ({ question }) => ({
    kind: 'message',
    to: [{ holders: { responsibility: 'answer-question' } }],
    why: { vi: 'trả lời câu hỏi', en: 'answer a question' },
    says: question,
    urgent: true,
  }),
  stillSo: ({ questions = [] }, _, { revision }) =>
    questions.some(({ asked, answered }) => asked.at === revision && !answered),
  sentence: () => ({ vi: 'Hỏi Văn phòng Điều phối', en: 'A question to the coordination office' }),
});

const questionAnswered = productCycle.event('QuestionAnswered', {
  version: 1,
  schema: z.strictObject({ question: z.int().min(0), answer: personalRef }),
  quiet: true,
  beside: true,
  evolve: (state, { question }, meta) => ({
    ...state,
    questions: (state.questions ?? []).map((q) => (q.asked.at === question ? { ...q, answered: markOf(meta) } : q)),
  }),
  tells: ({ question, answer }) => ({
    kind: 'news',
    to: [{ actorOf: question }],
    why: { vi: 'câu hỏi đã được trả lời', en: 'a question was answered' },
    says: answer,
    urgent: true,
  }),
  sentence: ({ question }) => ({ vi: `Trả lời câu hỏi (bản ghi ${question})`, en: `Question ${question} answered` }),
});

const keyOf = ({ role, unit }: { role: string; unit: string }): string => `${role}@${unit}`;

const somebodyActs = ({ state, needs }: { state: ProductCycle; needs: { year: ProgrammeYear } }) =>
  waitingFor(state, needs.year) ? undefined : NOBODY_TO_ACT();

/** The work that is waited for, as an assignment names it: with another wait the assignment is of the past. */
const workOf = ({ responsibility, tier }: Waiting): string =>
  tier === undefined ? responsibility : `${responsibility}/${tier}`;

export const assignWork = productCycle.command('AssignWork', {
  input: z.strictObject({ account: slug, note: personal(longText).optional() }),
  by: responsibility('work-by-hand'),
  needs: ({ input }) => ({ holder: input && account.need(input.account) }),
  guard: somebodyActs,
  decide: ({ id, state, input, needs, today }) => {
    const waiting = waitingFor(state, needs.year) as Waiting;
    const work = workOf(waiting);
    if (state.assigned?.account === input.account && state.assigned.work === work && !input.note) return [];
    const actor = authorise({
      by: responsibility(waiting.responsibility),
      tier: waiting.tier,
      situation: situationOf(id, state, needs.year),
      caller: { kind: 'person', id: input.account },
      account: (needs.holder as Account | undefined) ?? account.initial,
      tree: needs.units,
      today,
      occurredOn: today,
    });
    return isRefusal(actor)
      ? ACCOUNT_MAY_NOT_ACT({ account: input.account, what: waiting.vi, whatEn: waiting.en }, '/account')
      : [workAssigned({ ...input, work })];
  },
  words: { vi: 'Giao việc', en: 'Assign the work' },
});

export const remindNow = productCycle.command('RemindNow', {
  input: z.strictObject({ text: personal(longText) }),
  by: responsibility('work-by-hand'),
  guard: somebodyActs,
  decide: (c) => {
    const asked = whom(c);
    const { to } = asked;
    if (to.length === 0) return NOBODY_TO_ACT();
    const { remindedByHand: before } = c.state;
    const left = to.filter((a) => before?.on !== c.today || !before.whom.includes(keyOf(a)));
    if (left.length === 0) return REMINDED_TODAY({ to: named(to, 'vi'), toEn: named(to, 'en') });
    return [remindedByHand({ ...asked, to: left, text: c.input.text })];
  },
  words: { vi: 'Nhắc ngay', en: 'Remind now' },
});

export const addNote = productCycle.command('AddNote', {
  input: z.strictObject({ text: personal(longText) }),
  by: responsibility('work-by-hand'),
  decide: ({ input }) => [noteAdded(input)],
  words: { vi: 'Ghi chú nội bộ', en: 'Add a note' },
});

export const askOffice = productCycle.command('AskOffice', {
  input: z.strictObject({ question: personal(longText) }),
  by: responsibility('ask-office'),
  decide: ({ input }) => [officeAsked(input)],
  words: { vi: 'Hỏi Văn phòng Điều phối', en: 'Ask the coordination office' },
});

export const answerQuestion = productCycle.command('AnswerQuestion', {
  /** `question`: revision of the fact that asked */
  input: z.strictObject({ question: z.int().min(0), answer: personal(longText) }),
  by: responsibility('answer-question'),
  decide: ({ state, input }) =>
    state.questions?.some((q) => q.asked.at === input.question)
      ? [questionAnswered(input)]
      : QUESTION_UNKNOWN({ question: input.question }, '/question'),
  words: { vi: 'Trả lời câu hỏi', en: 'Answer a question' },
});
