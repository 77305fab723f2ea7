// What may be asked of the due dates: those that a person or a unit has to keep, as a calendar shows them.
import type { Account } from '../../domain/access/grants.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import type { Day } from '../../domain/time/civil-date.ts';

export type DueDate = {
  /** the same for as long as it is waited for, however often its date moves */
  readonly id: string;
  readonly dueOn: Day;
  /** what is to be done */
  readonly what: Words;
  /** the product, or the unit whose duty it is */
  readonly about: Words;
  /** negative: late by so many working days */
  readonly workingDaysLeft: number;
  /** it has passed */
  readonly overdue: boolean;
  /** done, or no longer to be done: calendars take it away */
  readonly cancelled: boolean;
  /** others act, and whoever asks stands above them */
  readonly above: boolean;
  /** revision of the fact that last changed it: it only rises */
  readonly sequence: number;
  /** RFC 3339 UTC */
  readonly changedAt: string;
  /** path of the page about it, below the public address */
  readonly path: string;
};

export type DueDatesQuestion = {
  readonly province: string;
  readonly today: Day;
  /** without what calendars still have to take away */
  readonly openOnly?: true;
  /** whose they are: what falls to a unit, or to an account by the roles it holds today */
  readonly of: { readonly unit: string } | { readonly account: string; readonly holds: Account };
};

export type DueDates = {
  /** The earliest first. Those that are done for as long as calendars may take to ask again. */
  list(question: DueDatesQuestion): Promise<readonly DueDate[]>;
};
