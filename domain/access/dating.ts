// How far back a person may date an act: by so many working days alone, further only with a paper and by the tier above,
// or within an import of older papers that was approved.
import type { Command } from '../kernel/aggregate.ts';
import type { Context } from '../kernel/command.ts';
import type { Dating, DatingTerms } from '../kernel/dating.ts';
import type { Actor } from '../kernel/event.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { defaultPolicies } from '../programme-year/year-plan.ts';
import type { RoleId } from '../rulebooks/responsibilities.ts';
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

const applicant: RoleId = 'producer';

/**
 * Who may give the command for the day that was named.
 * @param ask who the actor is, or why the caller may not; `above`: as one of the tier above
 */
export function permittedForDay(r: {
  command: Command;
  c: Context<any, any>;
  dating: Dating;
  ask: (above: boolean) => Actor | Refusal;
}): Actor | Refusal {
  const { command, c, ask } = r;
  const { olderPapers, latePaper } = r.dating;
  const { occurredOn, today } = c;
  const usually = ask(false);
  if (command.by.kind === 'workflow' || occurredOn >= today) return usually;
  const terms = command.aggregate.dating?.(c) ?? usual;
  if (olderPapers !== undefined) {
    const approved = terms.olderPapers.some(({ id, until }) => id === olderPapers && today <= until);
    return approved ? usually : OLDER_PAPERS_NOT_APPROVED({ id: olderPapers }, '/olderPapers');
  }
  const days = workingDaysBetween(occurredOn, today, terms.calendar);
  const limit = !isRefusal(usually) && usually.role === applicant ? terms.applicant : terms.officer;
  if (days <= limit) return usually;
  const above = ask(true);
  if (isRefusal(above))
    return isRefusal(usually) ? usually : DATED_BACK_TOO_FAR({ occurredOn, days, limit }, '/occurredOn');
  return latePaper ? above : LATE_PAPER_MISSING({ days }, '/latePaper');
}
