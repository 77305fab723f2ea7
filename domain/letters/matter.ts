// What somebody is told of one fact, as it is when the letter is written.
import type { Words } from '../kernel/refusal.ts';
import type { Day } from '../time/civil-date.ts';

export type Matter = {
  /** `<stream>@<revision>` */
  readonly ref: string;
  /** what is to be done */
  readonly what: Words;
  /** the product, or whatever else it is about */
  readonly about: Words;
  /** nothing is to be done about it */
  readonly isNews?: boolean;
  /** what goes along word for word */
  readonly lines?: readonly string[] | undefined;
  /** what somebody wrote to the reader */
  readonly said?: string | undefined;
  readonly dueOn?: Day | undefined;
  /** working days; 0: today is the last day; negative: so many late */
  readonly daysLeft?: number | undefined;
  /** who must act, where the reader stands above them */
  readonly waitsFor?: string | undefined;
  /** the unit for which the reader's acts */
  readonly onBehalfOf?: string | undefined;
  /** path of the page about it, below the public address */
  readonly path: string;
};

/** The most urgent first; what has no date comes last. */
export const byUrgency = (a: Matter, b: Matter): number =>
  Number(a.isNews ?? false) - Number(b.isNews ?? false) ||
  (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') ||
  a.about.vi.localeCompare(b.about.vi, 'vi') ||
  a.ref.localeCompare(b.ref);

/** Matters of one kind of work, and the kinds in the order of what is most urgent in each. */
export function byWork(matters: readonly Matter[]): readonly (readonly Matter[])[] {
  const groups = new Map<string, Matter[]>();
  for (const matter of [...matters].sort(byUrgency)) {
    const work = `${matter.what.vi}${matter.waitsFor === undefined ? '' : ' '}`;
    const group = groups.get(work) ?? [];
    group.push(matter);
    groups.set(work, group);
  }
  return [...groups.values()];
}

export const isLate = ({ daysLeft }: Matter): boolean => daysLeft !== undefined && daysLeft < 0;
