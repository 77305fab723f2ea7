// By when members, secretary and signers have to act. The day of a meeting is the decision's; no act that was read says by
// when minutes are signed: policy `minutes-working-days` does, and the day is a fact once nothing is left to decide on.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { shownDay } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import type { Words } from '../kernel/refusal.ts';
import { due, policiesOf, workingDaysAfter } from '../programme-year/due.ts';
import type { Reminded } from '../programme-year/reminder-days.ts';
import type { Day } from '../time/civil-date.ts';
import { hasDeclared } from './conflicts.ts';
import {
  awaitedIn,
  type CouncilSession,
  councilSession,
  type Item,
  isDecided,
  isOpen,
  isSigned,
  type ToldDate,
} from './council-session.ts';
import { standingMinutes } from './delivery.ts';
import { ratersOf } from './quorum.ts';
import { presidedLast } from './signing.ts';
import { undecided } from './sitting.ts';

export const termIds = ['declarations', 'sheets', 'minutes', 'signatures', 'appeal'] as const;
export type TermId = (typeof termIds)[number];

/**
 * What of a session is waited for, by when, and from whom, where it is not whoever convenes the council; `at`: revision of
 * the fact it runs from
 */
export type Term = Reminded & {
  readonly subject: TermId;
  readonly cycle?: string | undefined;
  readonly at: number;
  readonly to: readonly string[];
  readonly overdue: boolean;
};

export const termWords: Readonly<Record<TermId, Words>> = {
  declarations: { vi: 'khai xung đột lợi ích trước phiên họp Hội đồng', en: 'declare conflicts of interest' },
  sheets: { vi: 'gửi phiếu chấm, ý kiến bằng văn bản cho Hội đồng', en: 'seal your sheets, as written opinions' },
  minutes: { vi: 'lập biên bản phiên họp Hội đồng', en: 'draw up the minutes of the council’s session' },
  signatures: { vi: 'ký biên bản phiên họp Hội đồng', en: 'sign the minutes of the council’s session' },
  appeal: { vi: 'trả lời đề nghị xem xét lại kết quả', en: 'answer the appeal on a result' },
};

/** With the product, where it is of one. */
export const saidIn = ({ subject, cycle }: Pick<Term, 'subject' | 'cycle'>): Words => {
  const { vi, en } = termWords[subject];
  return cycle === undefined ? { vi, en } : { vi: `${vi} ${cycle}`, en: `${en}: ${cycle}` };
};

const minutesTermSet = councilSession.event('MinutesTermSet', {
  version: 1,
  schema: z.strictObject({
    /** the fact since which minutes are missing, or are no longer what is on record */
    from: z.int().min(0),
    ...due.shape,
  }),
  quiet: true,
  boundsNothing: true,
  evolve: (state, { from, dueOn }) => ({ ...state, minutesBy: { from, dueOn } }),
  sentence: ({ dueOn }) => ({
    vi: `Biên bản phải được lập và ký đến hết ${shownDay(dueOn)}`,
    en: `The minutes are to be drawn up and signed by the end of ${shownDay(dueOn)}`,
  }),
});

/** The fact since which minutes are missing or outdated; undefined while there is something to decide on, or they stand. */
export function minutesLackSince(state: CouncilSession): { at: number; on: Day } | undefined {
  const { sittings, agenda } = state;
  const closed = sittings.at(-1)?.closed;
  if (!closed || undecided(state).length > 0 || standingMinutes(state)) return undefined;
  const decided = agenda.flatMap((item) => item.closed ?? item.postponed ?? []);
  return [closed, ...decided].reduce((last, mark) => (mark.at > last.at ? mark : last));
}

/** Whether the process has to say by when they are due. */
export const minutesTermLacks = (state: CouncilSession): boolean => {
  const lack = minutesLackSince(state);
  return lack !== undefined && state.minutesBy?.from !== lack.at;
};

export const setMinutesTerm = councilSession.command('SetMinutesTerm', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state }) => {
    if (!minutesLackSince(state)) return NOT_DUE();
    return minutesTermLacks(state) ? undefined : 'already-so';
  },
  decide: ({ state, needs }) => {
    const lack = minutesLackSince(state);
    if (!lack) return NOT_DUE();
    const days = policiesOf(needs.year)['minutes-working-days'];
    const by = workingDaysAfter(lack.on, days, needs.year, `policy minutes-working-days (${days})`);
    return [minutesTermSet({ from: lack.at, ...by })];
  },
  words: { vi: 'Định hạn lập, ký biên bản', en: 'Say by when the minutes are due' },
});

/** What is waited for now, as far as it has a date: the soonest first. */
export function termsOf(state: CouncilSession): readonly Term[] {
  const council = ofTheCouncil(state);
  const found = [...(council && council.to.length > 0 ? [council] : []), ...state.agenda.flatMap(appealIn)];
  return found
    .map((term): Term => {
      const before = toldOf(state, term);
      return { ...term, reminded: before?.reminded ?? [], overdue: before?.overdue ?? false };
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

type Which = Pick<ToldDate, 'subject' | 'at' | 'dueOn'>;

/** What was told of a date. */
export const toldOf = ({ told = [] }: CouncilSession, { subject, at, dueOn }: Which): ToldDate | undefined =>
  told.find((one) => one.subject === subject && one.at === at && one.dueOn === dueOn);

type Found = Omit<Term, 'reminded' | 'overdue'>;

/** Whoever convened the council answers it. */
function appealIn(item: Item): readonly Found[] {
  const appeal = awaitedIn(item);
  if (!appeal) return [];
  const { at, on: since, answerBy: dueOn } = appeal;
  return [{ subject: 'appeal', cycle: item.cycle, at, since, dueOn, to: [] }];
}

/** From members, secretary and signers. */
function ofTheCouncil(state: CouncilSession): Found | undefined {
  if (undecided(state).length > 0) return beforeTheMeeting(state);
  const lack = minutesLackSince(state);
  const { minutesBy, minutes } = state;
  if (!lack || minutesBy?.from !== lack.at) return undefined;
  const { dueOn } = minutesBy;
  const last = minutes.at(-1);
  const secretaries = state.members.filter((m) => m.seat === 'council-secretary').map((m) => m.account);
  const term = { at: lack.at, since: lack.on, dueOn };
  if (!last || isSigned(last) || last.drawnUp.at < lack.at) return { ...term, subject: 'minutes', to: secretaries };
  const presided = presidedLast(state);
  const to = [
    ...(presided !== undefined && !last.signed.includes('presiding') ? [presided] : []),
    ...(last.signed.includes('secretary') ? [] : secretaries),
  ];
  return { ...term, subject: 'signatures', to };
}

function beforeTheMeeting(state: CouncilSession): Found | undefined {
  const { agenda, meetsOn, inWriting } = state;
  const left = agenda.filter((item) => !isDecided(item));
  const sent = left.map((item) => item.dossier?.distributed);
  if (meetsOn === undefined || sent.some((mark) => mark === undefined)) return undefined;
  const { at, on: since } = sent.reduce((last, mark) => ((mark?.at ?? -1) > (last?.at ?? -1) ? mark : last)) ?? {};
  if (at === undefined || since === undefined) return undefined;
  const term = { at, since, dueOn: meetsOn };
  const scoring = state.members.filter((m) => m.scores).map((m) => m.account);
  if (!isOpen(state)) {
    const to = scoring.filter((account) => left.some((item) => !hasDeclared(item, account)));
    return { ...term, subject: 'declarations', to };
  }
  if (!inWriting) return undefined;
  const unsealed = left.filter((item) => !item.opening);
  const owes = (account: string) =>
    unsealed.some((item) => ratersOf(state, item).some((m) => m.account === account) && !own(item.sealed, account));
  return { ...term, subject: 'sheets', to: scoring.filter(owes) };
}
