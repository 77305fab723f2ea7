// From which day a cycle may act, where its product's other cycles bar it: nobody is reminded of what would be refused.

import { policiesOf } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import { addDays, type Day } from '../time/civil-date.ts';
import { ideaRefusedOn, type OtherCycles, ratedIn } from './other-cycles.ts';
import type { NotBefore, Purpose, Validity } from './product-cycle.ts';
import { renewalOpensOn } from './renewal.ts';

/** An idea that was not chosen may be handed in again a week later ("sau 01 tuần"). */
export const ideaAgainOn = (rejectedOn: Day, year: ProgrammeYear): Day =>
  addDays(rejectedOn, policiesOf(year)['idea-resubmit-days']);

type Question = {
  readonly id: string;
  readonly purpose: Purpose;
  readonly others: OtherCycles;
  readonly year: ProgrammeYear;
  readonly on: Day;
  /** the newest one, and the law that the year expects */
  readonly certificate: Validity | undefined;
  readonly rulebook: Rulebook;
};

/** What bars a cycle that begins on a day; undefined: nothing. */
export function barsOf(q: Question): NotBefore | undefined {
  const refusedOn = ideaRefusedOn(q.others.values());
  const idea = refusedOn && ideaAgainOn(refusedOn, q.year);
  const rated = ratedIn(q.id, q.purpose, q.others)?.year;
  const opens = q.purpose === 'renewal' && q.certificate ? renewalOpensOn(q.certificate, q.rulebook) : undefined;
  const dossier = [rated === undefined ? undefined : `${rated + 1}-01-01`, opens]
    .filter((bar) => bar !== undefined)
    .sort()
    .at(-1);
  const bars = {
    ...(idea !== undefined && idea > q.on ? { idea } : {}),
    ...(dossier !== undefined && dossier > q.on ? { dossier } : {}),
  };
  return Object.keys(bars).length > 0 ? bars : undefined;
}
