import { own } from '../kernel/own.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { type CriteriaSet, type CriterionLeaf, leavesOf, type Option, type ScoreSheet } from './criteria-set.ts';
import type { PartCode, Points } from './rulebook.ts';
import { words } from './words.ts';

const criterionUnknown = refusal(
  'CRITERION_UNKNOWN',
  'invalid',
  words('Bộ tiêu chí {set} không có tiêu chí {criterion}.', 'Set {set} has no criterion {criterion}.'),
);
const criterionMissing = refusal(
  'CRITERION_MISSING',
  'invalid',
  words('Phiếu thiếu tiêu chí {criterion}.', 'The sheet says nothing about criterion {criterion}.'),
);
const optionUnknown = refusal(
  'OPTION_UNKNOWN',
  'invalid',
  words('Tiêu chí {criterion} không có lựa chọn {option}.', 'Criterion {criterion} has no option {option}.'),
);
const alternativesCombined = refusal(
  'ALTERNATIVES_COMBINED',
  'invalid',
  words(
    'Tiêu chí {criterion} có hai trường hợp, chỉ chấm một: {options}.',
    'Criterion {criterion} has two alternatives, only one is scored: {options}.',
  ),
);
const severalOptions = refusal(
  'SEVERAL_OPTIONS',
  'invalid',
  words('Tiêu chí {criterion} chỉ được chọn một: {options}.', 'Criterion {criterion} takes one option: {options}.'),
);
const criterionNotApplicable = refusal(
  'CRITERION_NOT_APPLICABLE',
  'invalid',
  words(
    'Không chấm tiêu chí {criterion} khi tiêu chí {dependsOn} không đạt.',
    'Criterion {criterion} is not scored unless {dependsOn} is met.',
  ),
);

/** One criterion as a member scored it; `option` is absent when none was chosen. */
export type Choice = { criterion: string; option?: string; points: Points };

/** A valid sheet added up: choices in the order of the form, the three parts, and the total in hundredths. */
export type SheetTotal = { total: Points; parts: Record<PartCode, Points>; choices: readonly Choice[] };

function chosenIds(sheet: ScoreSheet, code: string): readonly string[] {
  const entry = own(sheet, code);
  if (entry === undefined || entry === null) return [];
  return typeof entry === 'string' ? [entry] : entry;
}

function chosenOption(sheet: ScoreSheet, leaf: CriterionLeaf | undefined): Option | undefined {
  const [id] = leaf ? chosenIds(sheet, leaf.code) : [];
  return leaf?.options.find((option) => option.id === id);
}

function leafProblem(sheet: ScoreSheet, leaf: CriterionLeaf, leaves: readonly CriterionLeaf[]): Refusal | undefined {
  const { code: criterion, appliesIf } = leaf;
  if (!Object.hasOwn(sheet, criterion)) return criterionMissing({ criterion }, `/${criterion}`);
  const ids = chosenIds(sheet, criterion);
  const unknown = ids.find((id) => !leaf.options.some((option) => option.id === id));
  if (unknown !== undefined) return optionUnknown({ criterion, option: unknown }, `/${criterion}`);
  if (ids.length > 1) {
    const cases = new Set(leaf.options.filter(({ id }) => ids.includes(id)).map((option) => option.case));
    return (cases.size > 1 ? alternativesCombined : severalOptions)({ criterion, options: ids }, `/${criterion}`);
  }
  if (!appliesIf || ids.length === 0) return undefined;
  const condition = leaves.find(({ code }) => code === appliesIf.criterion);
  const points = chosenOption(sheet, condition)?.points ?? 0;
  if (points >= appliesIf.atLeastPoints) return undefined;
  return criterionNotApplicable({ criterion, dependsOn: appliesIf.criterion }, `/${criterion}`);
}

/** Everything that makes a sheet invalid for the set, each naming its criterion; empty when it may be added up. */
export function sheetProblems(sheet: ScoreSheet, set: CriteriaSet): readonly Refusal[] {
  const leaves = leavesOf(set);
  const unknown = Object.keys(sheet)
    .filter((code) => !leaves.some((leaf) => leaf.code === code))
    .map((criterion) => criterionUnknown({ set: set.id, criterion }, `/${criterion}`));
  return [...unknown, ...leaves.map((leaf) => leafProblem(sheet, leaf, leaves)).filter((p) => p !== undefined)];
}

/** A member's total: one option per criterion, none = 0. Refuses with the first of `sheetProblems`. */
export function totalOf(sheet: ScoreSheet, set: CriteriaSet): SheetTotal | Refusal {
  const [problem] = sheetProblems(sheet, set);
  if (problem) return problem;
  const parts: Record<PartCode, Points> = { A: 0, B: 0, C: 0 };
  const choices: Choice[] = [];
  for (const part of set.parts) {
    for (const leaf of leavesOf({ ...set, parts: [part] })) {
      const option = chosenOption(sheet, leaf);
      const points = option?.points ?? 0;
      parts[part.code] += points;
      choices.push({ criterion: leaf.code, points, ...(option && { option: option.id }) });
    }
  }
  return { total: parts.A + parts.B + parts.C, parts, choices };
}
