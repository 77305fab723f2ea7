// Score sheets of the demo: nearly the best options, a little different from member to member.
import { isRefusal } from '../domain/kernel/refusal.ts';
import { leavesOf, type ScoreSheet } from '../domain/rulebooks/criteria-set.ts';
import { setNamed } from '../domain/rulebooks/rate-sheets.ts';
import { sheetProblems } from '../domain/rulebooks/score-sheet.ts';

/** @param member whose sheet, as a number; `drop`: so many of the first criteria get nothing */
export function demoSheet(criteriaSet: string, member: number, drop = 0): { choices: ScoreSheet } {
  const set = setNamed(criteriaSet);
  if (isRefusal(set)) throw new Error(set.code);
  const choices: Record<string, string | null> = {};
  for (const [i, { code, options }] of leavesOf(set).entries()) {
    const ranked = [...options].sort((a, b) => b.points - a.points);
    const rank = (i * 7 + member * 3) % 11 === 0 ? 1 : 0;
    choices[code] = i < drop ? null : ((ranked[rank] ?? ranked[0])?.id ?? null);
  }
  // What depends on a criterion that is not met is not scored.
  for (const { field } of sheetProblems(choices, set)) if (field) choices[field.slice(1)] = null;
  return { choices };
}
