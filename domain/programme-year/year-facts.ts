// What the procedure of a year turns on, read off its state.
import { shownDay } from '../kernel/fields.ts';
import { endOfDay, startOfDay } from '../time/civil-date.ts';
import { type ProgrammeYear, programmeYear } from './programme-year.ts';

/** An instant, RFC 3339 UTC, and its day as people read it. */
type Moment = { readonly at: string; readonly shown: string };

export type YearFacts = {
  /** the newest fact that changed plan, calendar or approval, `<stream>@<revision>` */
  readonly planned: string;
  readonly approved: boolean;
  readonly opened: boolean;
  readonly closed: boolean;
  readonly opens: Moment;
  readonly closes: Moment;
  readonly duties: DutiesToGive;
};

/** `begin`: the next unit to be given its duties, and when; `record`: streams on which that was done */
export type DutiesToGive = {
  readonly begin?: {
    readonly at: string;
    readonly on: { readonly stream: string; readonly input: Readonly<Record<string, unknown>> };
  };
  readonly record?: readonly string[];
};

/** Undefined before there is a plan. */
export function yearFacts(
  id: string,
  { plan, approved, opened, closed, changedAt }: ProgrammeYear,
  duties: DutiesToGive = {},
): YearFacts | undefined {
  if (!plan) return undefined;
  return {
    planned: `${programmeYear.stream(id)}@${changedAt}`,
    approved,
    opened,
    closed,
    opens: { at: startOfDay(plan.opensOn), shown: shownDay(plan.opensOn) },
    closes: { at: endOfDay(plan.closesOn), shown: shownDay(plan.closesOn) },
    duties,
  };
}
