// How far back a person may date an act: by so many working days alone, further only with a paper and by the tier above,
// or within an import of older papers that was approved.
import type { Command } from '../kernel/aggregate.ts';
import type { Context } from '../kernel/command.ts';
import type { Dating, DatingTerms } from '../kernel/dating.ts';
import type { Mark } from '../kernel/dating-mark.ts';
import type { Actor } from '../kernel/event.ts';
import type { Fact } from '../kernel/fold.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { defaultPolicies } from '../programme-year/year-plan.ts';
import type { RoleId } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { workingDaysBetween } from '../time/working-days.ts';

const DATED_BACK_TOO_FAR = refusal('DATED_BACK_TOO_FAR', 'invalid', {
  vi: 'Ngày {occurredOn} lùi {days} ngày làm việc, quá {limit}: phải do cấp trên ghi, kèm văn bản (latePaper), hoặc theo đợt nhập hồ sơ giấy cũ đã được cho phép (olderPapers).',
  en: '{occurredOn} lies {days} working days back, more than {limit}: it is for the tier above, with a paper (latePaper), or for an approved import of older papers (olderPapers).',
});
const LATE_PAPER_MISSING = refusal('LATE_PAPER_MISSING', 'invalid', {
  vi: 'Ghi lùi {days} ngày làm việc phải kèm văn bản (latePaper).',
  en: 'What lies {days} working days back needs its paper (latePaper).',
});
const OLDER_PAPERS_NOT_APPROVED = refusal('OLDER_PAPERS_NOT_APPROVED', 'invalid', {
  vi: 'Đợt nhập hồ sơ giấy cũ {id} chưa được cho phép, hoặc đã hết hạn nhập.',
  en: 'An import of older papers {id} is not approved, or its last day is past.',
});

/** What belongs to no year goes by the usual limits, and Saturdays and Sundays are its only days off. */
const usual: DatingTerms = {
  applicant: defaultPolicies['dating-back-applicant-working-days'],
  officer: defaultPolicies['dating-back-officer-working-days'],
  calendar: { holidays: [] },
  olderPapers: [],
};

export const applicant: RoleId = 'producer';

type Judged = { command: Command; c: Context<any, any>; dating: Dating; facts: readonly Fact[]; input: any };

/** The day that is judged and the paper it goes by: the command's own, or an earlier one that a correction says. */
function dayJudged({ command, c, dating, facts, input }: Judged) {
  const said = input === undefined ? undefined : command.datesBack?.({ ...c, facts, input });
  const on = said && said.on < c.occurredOn ? said.on : c.occurredOn;
  return { on, paper: dating.latePaper ?? said?.document, outranked: said?.outranked };
}

const approvedIn = ({ olderPapers }: DatingTerms, id: string, today: Day) =>
  olderPapers.find((papers) => papers.id === id && today <= papers.until);

/** By how many working days a day lies further back than somebody of that role may name alone, and what that is. */
function beyond(on: Day, { today, role, terms }: { today: Day; role: string | undefined; terms: DatingTerms }) {
  const days = workingDaysBetween(on, today, terms.calendar);
  const limit = role === applicant ? terms.applicant : terms.officer;
  return days > limit ? { days, limit } : undefined;
}

const termsOf = ({ command, c }: Pick<Judged, 'command' | 'c'>) => command.aggregate.dating?.(c) ?? usual;

/**
 * Who may give the command for the day that it names, for itself or for what it corrects.
 * @param ask who the actor is, or why the caller may not; `above`: as one of the tier above
 */
export function permittedForDay(r: Judged & { ask: (above: boolean) => Actor | Refusal }): Actor | Refusal {
  const { command, c, ask } = r;
  const { olderPapers } = r.dating;
  const { today } = c;
  const usually = ask(false);
  const { on, paper, outranked } = dayJudged(r);
  if (command.by.kind === 'workflow' || on >= today) return usually;
  const terms = termsOf(r);
  if (olderPapers !== undefined)
    return approvedIn(terms, olderPapers, today)
      ? usually
      : OLDER_PAPERS_NOT_APPROVED({ id: olderPapers }, '/olderPapers');
  const role = isRefusal(usually) ? undefined : usually.role;
  const passed = beyond(on, { today, role, terms });
  if (!passed) return usually;
  const above = !isRefusal(usually) && outranked?.(usually) ? usually : ask(true);
  if (isRefusal(above))
    return isRefusal(usually)
      ? usually
      : DATED_BACK_TOO_FAR({ occurredOn: on, ...passed }, on < c.occurredOn ? '/rightDay' : '/occurredOn');
  return paper ? above : LATE_PAPER_MISSING({ days: passed.days }, '/latePaper');
}

/** What is to be marked on facts that were dated back. @param from revision of the first of them */
export function marked(r: Judged & { actor: Actor; from: number }): Mark | undefined {
  const { c, from } = r;
  const { olderPapers } = r.dating;
  const { on, paper } = dayJudged(r);
  if (on >= c.today) return undefined;
  const terms = termsOf(r);
  const approved = olderPapers === undefined ? undefined : approvedIn(terms, olderPapers, c.today);
  if (approved) return { kind: 'from-older-papers', from, on, document: paper ?? approved.document };
  const passed = beyond(on, { today: c.today, role: r.actor.role, terms });
  return passed && paper ? { kind: 'beyond-limit', from, on, document: paper } : undefined;
}
