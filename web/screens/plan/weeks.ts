// How much is told in each week of a year, Monday to Sunday.
import type { Rehearsed } from '../../talk/year-answers.ts';

export type Week = { readonly from: string; readonly told: number };

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 5 January 1970 was a Monday. */
const A_MONDAY = 4 * DAY_MS;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const mondayOf = (ms: number): number => ms - ((ms - A_MONDAY) % WEEK_MS);

export function weeksOf(told: readonly Pick<Rehearsed, 'on' | 'to'>[], year: number): readonly Week[] {
  const counts = new Map<string, number>();
  for (const { on, to } of told) {
    const week = dayOf(mondayOf(Date.parse(on)));
    const people = new Set(to.flatMap(({ accounts }) => accounts)).size;
    counts.set(week, (counts.get(week) ?? 0) + people);
  }
  const weeks: Week[] = [];
  for (let at = mondayOf(Date.UTC(year, 0, 1)); at < Date.UTC(year + 1, 0, 1); at += WEEK_MS)
    weeks.push({ from: dayOf(at), told: counts.get(dayOf(at)) ?? 0 });
  return weeks;
}

export const heaviest = (weeks: readonly Week[]): Week | undefined =>
  weeks.reduce<Week | undefined>((most, week) => (most && most.told >= week.told ? most : week), undefined);
