// Paper is slower than the system: a person may name the day on which something happened. How far back, with what, and
// how it is marked is the same for every command of an aggregate that says its terms.
import { z } from 'zod';
import { type Day, day } from '../time/civil-date.ts';
import type { Calendar } from '../time/working-days.ts';
import type { Actor } from './event.ts';
import { type Document, document, slug } from './fields.ts';

/** An import of older papers that was approved: until then they may be entered. */
export type OlderPapers = { readonly id: string; readonly document: Document; readonly until: Day };

/** Working days by which an act may be dated back, and the imports of older papers that are exempt. */
export type DatingTerms = {
  readonly applicant: number;
  readonly officer: number;
  readonly calendar: Calendar;
  readonly olderPapers: readonly OlderPapers[];
};

/** What a person may say of the day, beside a command's own input. */
export const datingFields = {
  occurredOn: day.optional(),
  /** the approved import of older papers that it belongs to */
  olderPapers: slug.optional(),
  /** the paper that proves a day further back than the limit */
  latePaper: document.optional(),
};
/** A day in the past that a command's input says something happened on, as a correction does. */
export type DatedBack = {
  readonly on: Day;
  /** the paper it goes by */
  readonly document: Document;
  /** whether an actor stands above the level at which it was said */
  readonly outranked: (by: Actor) => boolean;
};

const dating = z.object(datingFields);
export type Dating = z.infer<typeof dating>;

const NOTHING_SAID: Dating = {};

/** The input of a command and what was said of its day, apart. */
export function splitDating<I extends Dating>(sent: I): { input: Omit<I, keyof Dating>; dating: Dating } {
  const { occurredOn, olderPapers, latePaper } = sent;
  if ((occurredOn ?? olderPapers ?? latePaper) === undefined) return { input: sent, dating: NOTHING_SAID };
  const { occurredOn: _on, olderPapers: _import, latePaper: _paper, ...input } = sent;
  const said: Dating = {
    ...(occurredOn === undefined ? {} : { occurredOn }),
    ...(olderPapers === undefined ? {} : { olderPapers }),
    ...(latePaper === undefined ? {} : { latePaper }),
  };
  return { input, dating: said };
}
