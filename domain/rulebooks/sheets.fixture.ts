// Sheets for tests: the best or least option of every criterion, with single choices replaced.
import { type CriteriaSet, leavesOf, type ScoreSheet } from './criteria-set.ts';

export function bestSheet(set: CriteriaSet, but: ScoreSheet = {}): Record<string, ScoreSheet[string]> {
  const best = leavesOf(set).map(({ code, options }) => {
    const top = options.reduce((a, b) => (b.points > a.points ? b : a));
    return [code, top.id] as const;
  });
  return { ...Object.fromEntries(best), ...but };
}

export function emptySheet(set: CriteriaSet, but: ScoreSheet = {}): Record<string, ScoreSheet[string]> {
  return { ...Object.fromEntries(leavesOf(set).map(({ code }) => [code, null])), ...but };
}
