// What a person should know of a thing before they decide on it. Advice never refuses anything.
import { type Details, fill, type Words } from './refusal.ts';

export type Advice = {
  readonly code: string;
  readonly sentences: Words;
  readonly details: Details;
  /** JSON pointer of what it is about */
  readonly field: string;
};

/** Declares an advice. `{name}` in a sentence is filled from the details. */
export const advice =
  (code: string, words: Words) =>
  (details: Details, field: string): Advice => ({
    code,
    sentences: { vi: fill(words.vi, details), en: fill(words.en, details) },
    details,
    field,
  });
