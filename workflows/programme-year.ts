// The procedure of a programme year: it opens on its first day once its plan is approved, gives the units their duties, and
// closes after its last.
import { give, type Move, over, until } from '../domain/kernel/procedure.ts';
import type { YearFacts } from '../domain/programme-year/year-facts.ts';

export function programmeYear({ approved, opened, closed, opens, closes, planned, duties }: YearFacts): Move {
  if (closed) return over('the year is closed');
  if (!approved) return until('the year plan is approved');
  if (!opened) return give('OpenYear', { cause: planned, which: opens.shown, dueAt: opens.at });
  const { record: [first] = [], record = [], begin } = duties;
  if (first !== undefined)
    return give('RecordDutiesGivenOut', { cause: planned, which: first, input: { streams: record } });
  if (begin && begin.at < closes.at)
    return give('BeginDuties', { cause: planned, which: begin.on.stream, dueAt: begin.at, on: begin.on });
  return give('CloseYear', { cause: planned, which: closes.shown, dueAt: closes.at });
}
