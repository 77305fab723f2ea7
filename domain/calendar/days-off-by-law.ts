// The days off of a civil year as the Labour Code has them (Bộ luật Lao động 2019, art. 111.3 and 112), for an office
// that works Monday to Friday. What the Prime Minister fixes every year (art. 112.3: which five days of Tết, which
// second day at the National Day) and what is swapped for a Saturday is the usual choice here: a proposal, which the
// office confirms or edits by the year's notice.
import { addDays, type Day, weekday } from '../time/civil-date.ts';
import { lunarDays } from './lunar-days.ts';

/** Days of Tết before its first day, and from it on: five in all. */
const [TET_BEFORE, TET_FROM] = [1, 4];

const isWeekend = (on: Day): boolean => weekday(on) > 5;
const run = (from: Day, count: number): Day[] => Array.from({ length: count }, (_, i) => addDays(from, i));

/** Sorted; absent for a year whose lunar days are not known here. */
export function daysOffByLaw(year: number): { holidays: Day[] } | undefined {
  const lunar = lunarDays(year);
  if (!lunar) return undefined;
  const holidays = [
    ...run(`${year}-01-01`, 1),
    ...run(addDays(lunar.tet, -TET_BEFORE), TET_BEFORE + TET_FROM),
    lunar.hungKings,
    ...run(`${year}-04-30`, 2),
    ...nationalDay(year),
  ];
  return { holidays: withSubstitutes(holidays) };
}

/** 2 September and the day before or after it: the one that joins it to the weekend. */
function nationalDay(year: number): Day[] {
  const on = `${year}-09-02`;
  const after = addDays(on, 1);
  return weekday(on) === 1 || weekday(on) === 4 ? [on, after] : [addDays(on, -1), on];
}

/** A holiday on a weekly day of rest is made up on the next working day (art. 111.3); only days of work are listed. */
function withSubstitutes(holidays: readonly Day[]): Day[] {
  const off = new Set(holidays);
  for (const holiday of [...new Set(holidays)].sort()) {
    if (!isWeekend(holiday)) continue;
    let on = addDays(holiday, 1);
    while (isWeekend(on) || off.has(on)) on = addDays(on, 1);
    off.add(on);
  }
  return [...off].filter((on) => !isWeekend(on)).sort();
}
