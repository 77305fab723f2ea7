// What a column of a table that is taken in is, and what a table.
import type { Command } from '../domain/kernel/aggregate.ts';
import type { Words } from '../domain/kernel/refusal.ts';

export type InColumn = {
  readonly id: string;
  readonly title: Words;
  readonly width: number;
  /** a `code` is text whatever it looks like, and so are numbers that are names; `points` are read in hundredths */
  readonly kind: 'text' | 'code' | 'tax' | 'person' | 'telephone' | 'day' | 'choice' | 'whole' | 'points';
  /** of a `whole` number */
  readonly least?: number;
  readonly most?: number;
  readonly optional?: true;
  readonly values?: Readonly<Record<string, Words>>;
  /** what an office writes for a value besides its words */
  readonly also?: Readonly<Record<string, readonly string[]>>;
  /** in the template’s first row, to be written over */
  readonly example: string;
};

export type Values = Readonly<Record<string, any>>;

export type Template = {
  readonly title: Words;
  readonly columns: readonly InColumn[];
  readonly command: Command;
  /** what makes a row itself: a second one of the same is a slip */
  keyOf(values: Values): string;
  /** keys of rows that have to be taken in before it */
  restsOn(values: Values): readonly string[];
  /** old papers rest on nothing that somebody sees here: the row is judged by what there is when it is taken in */
  readonly seesByItself?: true;
  given(values: Values, province: string): { readonly id: string; readonly input: object };
};

export const column = (
  id: string,
  [vi, en]: readonly [string, string],
  kind: InColumn['kind'],
  example: string,
  more: Partial<Pick<InColumn, 'optional' | 'values' | 'also' | 'width' | 'least' | 'most'>> = {},
): InColumn => ({ id, title: { vi, en }, kind, example, width: 24, ...more });

export const optional = true;
