// The procedure of a programme year: it opens on its first day once its plan is approved, and closes after its last.
import { give, type Move, over, until } from '../domain/kernel/procedure.ts';
import type { YearFacts } from '../domain/programme-year/year-facts.ts';

export function programmeYear({ approved, opened, closed, opens, closes, planned }: YearFacts): Move {
  if (closed) return over('the year is closed');
  if (!approved) return until('the year plan is approved');
  return opened
    ? give('CloseYear', { cause: planned, which: closes.shown, dueAt: closes.at })
    : give('OpenYear', { cause: planned, which: opens.shown, dueAt: opens.at });
}
