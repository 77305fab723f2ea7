// Lets a criteria set be written as its form reads: printed points, and each option's id made from them.
import type { Criterion, CriterionBranch, CriterionLeaf, MinimumOption, Option, Part } from './criteria-set.ts';
import type { PartCode } from './rulebook.ts';
import { words } from './words.ts';

/** Printed points, Vietnamese, English; `case` where the form has two alternative lists. */
type OptionRow = readonly [points: number, vi: string, en: string, alternative?: 1 | 2];

type LeafRow = {
  vi: string;
  en: string;
  max: number;
  options: readonly OptionRow[];
} & Pick<CriterionLeaf, 'appliesIf' | 'evidence'>;

const hundredths = (printed: number) => Math.round(printed * 100);

/** Two options of one list with the same points get a letter: '6.2/3', '6.2/3b'. */
function idOf(code: string, rows: readonly OptionRow[], index: number): string {
  const [points, , , alternative] = rows[index] as OptionRow;
  const twins = rows.slice(0, index).filter((row) => row[0] === points && row[3] === alternative).length;
  const suffix = twins === 0 ? '' : String.fromCharCode(97 + twins);
  return `${code}/${alternative === undefined ? '' : `${alternative}-`}${points}${suffix}`;
}

/** A scored criterion; points and `max` as printed (whole or decimal points). */
export function leaf(code: string, { vi, en, max, options, ...rest }: LeafRow): CriterionLeaf {
  const built = options.map(([points, optionVi, optionEn, alternative], index): Option => {
    const option = { id: idOf(code, options, index), points: hundredths(points), name: words(optionVi, optionEn) };
    return alternative === undefined ? option : { ...option, case: alternative };
  });
  return { code, name: words(vi, en), max: hundredths(max), options: built, ...rest };
}

/** A heading with criteria below it; `max` as printed. */
export function branch(
  code: string,
  { vi, en, max }: { vi: string; en: string; max: number },
  criteria: readonly Criterion[],
): CriterionBranch {
  return { code, name: words(vi, en), max: hundredths(max), criteria };
}

/** Part A, B or C; `max` as printed. */
export function part(code: PartCode, max: number, criteria: readonly Criterion[]): Part {
  return { code, max: hundredths(max), criteria };
}

/** A minimum option; `atLeast` in printed points. */
export function minimum(row: Omit<MinimumOption, 'atLeastPoints'> & { atLeast: number }): MinimumOption {
  const { atLeast, ...rest } = row;
  return { ...rest, atLeastPoints: hundredths(atLeast) };
}
