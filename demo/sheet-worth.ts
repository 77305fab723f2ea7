// Score sheets of the demo that add up to what its stories say: the points are ours, the criteria those of the act.
import { isRefusal } from '../domain/kernel/refusal.ts';
import { type CriterionLeaf, leavesOf, type Option, type ScoreSheet } from '../domain/rulebooks/criteria-set.ts';
import { bandOf, meanOf } from '../domain/rulebooks/mean.ts';
import { setNamed } from '../domain/rulebooks/rate-sheets.ts';
import type { Rulebook } from '../domain/rulebooks/rulebook.ts';

type Asked = {
  readonly criteriaSet: string;
  readonly rulebook: Rulebook;
  /** hundredths */
  readonly total: number;
  /** a criterion in which the minimum option of its band is missed */
  readonly missed?: string | undefined;
};

/** A sheet of just this total, in which the minimum options of its band are met but for the one that is named. */
export function sheetWorth({ criteriaSet, rulebook, total, missed }: Asked): { choices: ScoreSheet } {
  const set = setNamed(criteriaSet);
  if (isRefusal(set)) throw new Error(set.code);
  const band = bandOf(meanOf([total]), rulebook);
  const needed = (code: string): number =>
    Math.max(0, ...set.minimum.filter((m) => m.criterion === code && m.star <= band).map((m) => m.atLeastPoints));
  const leaves = leavesOf(set);
  const mayChoose = (leaf: CriterionLeaf): readonly Option[] => {
    const least = needed(leaf.code);
    const dependents = leaves.flatMap((l) => (l.appliesIf?.criterion === leaf.code ? l.appliesIf.atLeastPoints : []));
    return leaf.options.filter((o) =>
      leaf.code === missed ? o.points < least : o.points >= Math.max(least, ...dependents),
    );
  };
  /** per sum that the criteria so far reach, what was chosen for it */
  let reached = new Map<number, readonly string[]>([[0, []]]);
  for (const leaf of leaves) {
    const next = new Map<number, readonly string[]>();
    for (const [sum, chosen] of reached)
      for (const { id, points } of mayChoose(leaf))
        if (sum + points <= total && !next.has(sum + points)) next.set(sum + points, [...chosen, id]);
    reached = next;
  }
  const chosen = reached.get(total);
  if (!chosen) throw new Error(`no sheet of ${criteriaSet} adds up to ${total / 100}`);
  return { choices: Object.fromEntries(leaves.map(({ code }, i) => [code, chosen[i] as string])) };
}
