// What the law itself dates: terms counted from an event of the procedure, closing dates of rounds, and the time within
// which old dossiers must be finished. The year plan's own dates are another matter.
import { addDays, addMonths, type Day } from '../time/civil-date.ts';
import { addWorkingDays, type Calendar } from '../time/working-days.ts';
import type { Cite, FilingKind, LegalDeadline, LegalRound, MonthDay, Rulebook, TierId, Words } from './rulebook.ts';

/** A term with its day. `dueOn` is the last day on which it is kept, or the first for one that only opens. */
export type DatedTerm = { id: string; name: Words; dueOn: Day; cite: Cite };

function dayOf({ value, unit, direction }: LegalDeadline, from: Day, calendar: Calendar): Day {
  const n = direction === 'before' ? -value : value;
  if (unit === 'working-days') return addWorkingDays(from, n, calendar);
  return unit === 'days' ? addDays(from, n) : addMonths(from, n);
}

/**
 * The terms a rulebook counts from (or back from) an event that happened on a day, at one tier or at any. The day itself
 * is not counted (Bộ luật Dân sự 2015, art. 147); whoever waits for the day moves it off a day off (art. 148(5), policy
 * `last-day-off`).
 */
export function legalDeadlines(
  rulebook: Pick<Rulebook, 'deadlines'>,
  q: { of: string; on: Day; calendar: Calendar; tier?: TierId },
): readonly DatedTerm[] {
  return rulebook.deadlines
    .filter(({ of, tiers }) => of === q.of && (q.tier === undefined || tiers.includes(q.tier)))
    .map((term) => ({ id: term.id, name: term.name, dueOn: dayOf(term, q.on, q.calendar), cite: term.cite }));
}

/** A round of a year with its last days, both inclusive. */
export type DatedRound = { tier: TierId; no: number; year: number; proposeBy: Day; finishBy: Day; cite: Cite };

const two = (n: number) => String(n).padStart(2, '0');

/** The last day 'before' a day of the year: 29/4 for 'trước ngày 30 tháng 4'. */
function lastBefore({ month, day, yearsLater = 0 }: MonthDay, year: number): Day {
  return addDays(`${year + yearsLater}-${two(month)}-${two(day)}`, -1);
}

const dated = ({ tier, no, proposalsBefore, finishBefore, cite }: LegalRound, year: number): DatedRound => ({
  tier,
  no,
  year,
  proposeBy: lastBefore(proposalsBefore, year),
  finishBy: lastBefore(finishBefore, year),
  cite,
});

/** The legal rounds of a programme year, in the order of the act; none under acts that set no rounds. */
export function legalRounds(rulebook: Pick<Rulebook, 'rounds'>, year: number): readonly DatedRound[] {
  return rulebook.rounds.map((round) => dated(round, year));
}

/**
 * The round of a tier for which something proposed to it on a day is in time by the act: later proposals wait. The first
 * rating tier's rounds are the year plan's (`roundFor`), which hold within the act's.
 * @param lastDay where a last day really ends
 */
export function legalRoundFor(
  rulebook: Pick<Rulebook, 'rounds'>,
  tier: TierId,
  proposedOn: Day,
  lastDay: (on: Day) => Day = (on) => on,
): DatedRound | undefined {
  const year = Number(proposedOn.slice(0, 4));
  return [year - 1, year, year + 1]
    .flatMap((y) => legalRounds(rulebook, y))
    .filter((round) => round.tier === tier && proposedOn <= lastDay(round.proposeBy))
    .sort((a, b) => (a.proposeBy < b.proposeBy ? -1 : 1))[0];
}

/**
 * The last day for finishing a dossier bound to `bound` once `successor` is in force (26/2026/QĐ-TTg, art. 12.2: 60 days,
 * 30 for a re-rating, from 22/5/2026). Undefined where the successor sets none, or is not later.
 */
export function finishUnderOldAct(
  bound: Pick<Rulebook, 'effectiveFrom'>,
  successor: Pick<Rulebook, 'effectiveFrom' | 'transitions'>,
  kind: FilingKind,
): { finishBy: Day; cite: Cite } | undefined {
  if (bound.effectiveFrom >= successor.effectiveFrom) return undefined;
  const rule = (successor.transitions ?? []).find(({ kinds }) => kinds.includes(kind));
  return rule && { finishBy: addDays(successor.effectiveFrom, rule.finishWithinDays), cite: rule.cite };
}
