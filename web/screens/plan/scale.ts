// Where a day lies within the twelve months, in hundredths of their width.
import { dayShown } from '../../words/dates.ts';

type Period = { readonly from: string; readonly until: string };
export type Scale = {
  /** `add`: so many days later */
  at(on: string, add?: number): number;
  span(period: Period): { left: string; width: string };
  /** day and month; with the year where it is another one */
  shown(on: string): string;
  period(period: Period): string;
};

const DAY_MS = 86_400_000;

export function scaleOf(year: number): Scale {
  const begin = Date.UTC(year, 0, 1);
  const length = Date.UTC(year + 1, 0, 1) - begin;
  const at = (on: string, add = 0): number =>
    Math.min(100, Math.max(0, (100 * (Date.parse(on) + add * DAY_MS - begin)) / length));
  const shown = (on: string): string => (on.startsWith(String(year)) ? dayShown(on).slice(0, 5) : dayShown(on));
  return {
    at,
    span: ({ from, until }) => ({ left: `${at(from)}%`, width: `${at(until, 1) - at(from)}%` }),
    shown,
    period: ({ from, until }) => `${shown(from)} – ${shown(until)}`,
  };
}
