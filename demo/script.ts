// How a story of the demo is told: one line of days and acts. `14/6 rate 72 74.5` is what happened on 14 June,
// `@filed+2` stands for a usual way up to there, two working days later than usual; what follows it (points) fills its `$`.
import { own } from '../domain/kernel/own.ts';
import { addDays, addMonths, type Day } from '../domain/time/civil-date.ts';
import { addWorkingDays, type Calendar, isWorkingDay } from '../domain/time/working-days.ts';
import { usualWays } from './usual-ways.ts';
import { holidays } from './year-plan.ts';

export type ScriptedAct = {
  readonly on: Day;
  readonly act: string;
  readonly args: readonly string[];
  /** `key=value` */
  readonly options: Readonly<Record<string, string>>;
};

/** Reads a line of `d/m act args` separated by ` · `; days are of `year` unless they say another (`14/1/22`). */
export function readScript(line: string, year: number): readonly ScriptedAct[] {
  return line.split('·').flatMap((part) => {
    const words = part.trim().split(/\s+/);
    const [first = '', act = '', ...rest] = words;
    const way = /^@([a-z-]+)(?:\+(\d+))?$/.exec(first);
    if (way) return onTheWay(way[1] as string, Number(way[2] ?? 0), words.slice(1).join(' '), year);
    const isOption = (word: string) => /^[a-z]+=/.test(word);
    return [
      {
        on: readDay(first, year),
        act,
        args: rest.filter((word) => !isOption(word)),
        options: Object.fromEntries(rest.filter(isOption).map((word) => word.split('=') as [string, string])),
      },
    ];
  });
}

function onTheWay(name: string, later: number, filling: string, year: number): readonly ScriptedAct[] {
  const line = own(usualWays, name)?.replace('$', filling);
  if (line === undefined) throw new Error(`no usual way is called ${name}`);
  return readScript(line, year).map((a) => ({ ...a, on: workingDay(addWorkingDays(a.on, later, calendarOf(a.on))) }));
}

/** `14/6` of the story's year, `14/1/22` of another. */
export function readDay(text: string, year: number): Day {
  const match = /^(\d{1,2})\/(\d{1,2})(?:\/(\d\d))?$/.exec(text);
  if (!match) throw new Error(`not a day of a story: ${text}`);
  const [, dayOfMonth, month, inYear] = match;
  const first = `${inYear === undefined ? year : 2000 + Number(inYear)}-01-01`;
  return addDays(addMonths(first, Number(month) - 1), Number(dayOfMonth) - 1);
}

export const calendarOf = (on: Day): Calendar => holidays[Number(on.slice(0, 4))] ?? { holidays: [] };

function workingDay(on: Day): Day {
  return isWorkingDay(on, calendarOf(on)) ? on : addWorkingDays(on, 1, calendarOf(on));
}
