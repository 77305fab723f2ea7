// A figure is what was measured beside what it is measured against, in the same run: only their ratio travels between
// machines.

/** What is asked of a figure: of its ratio to the baseline, or, where a person waits for it, of the value itself. */
export type Goal = { readonly of: 'ratio' | 'value'; readonly is: '>=' | '<=' | '<'; readonly than: number };

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** what the value is compared with */
  readonly baseline: string;
  readonly baselineValue: number;
  /** value ÷ baseline; where both were taken in rounds, the median of the rounds' ratios */
  readonly ratio: number;
  /** absent where the figure is only reported */
  readonly goal?: Goal;
};

export type Bench = {
  /** figures it brings, as they can be asked for */
  readonly names: readonly string[];
  /** one sentence, said before it begins */
  readonly about: string;
  measure(say: (line: string) => void): Promise<readonly Figure[]>;
};

export const atLeast = (than: number): Goal => ({ of: 'ratio', is: '>=', than });
export const atMost = (than: number): Goal => ({ of: 'ratio', is: '<=', than });
export const below = (than: number): Goal => ({ of: 'value', is: '<', than });

export const showGoal = (goal: Goal | undefined): string =>
  goal ? `${goal.of} ${goal.is} ${goal.than}` : 'report only';

export function isMet({ goal, value, ratio }: Figure): boolean {
  if (!goal) return true;
  const measured = goal.of === 'ratio' ? ratio : value;
  if (goal.is === '>=') return measured >= goal.than;
  return goal.is === '<=' ? measured <= goal.than : measured < goal.than;
}

/** @param share 0.5 for the median, 0.99 for p99 (nearest rank) */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
