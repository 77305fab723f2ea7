import type { DatingTerms } from '../kernel/dating.ts';
import { policiesOf } from './due.ts';
import type { ProgrammeYear } from './programme-year.ts';

/** How far back what belongs to a year may be dated. */
export function datingTermsOf(year: ProgrammeYear): DatingTerms {
  const policies = policiesOf(year);
  return {
    applicant: policies['dating-back-applicant-working-days'],
    officer: policies['dating-back-officer-working-days'],
    calendar: year.calendar,
    olderPapers: year.olderPapers,
  };
}
