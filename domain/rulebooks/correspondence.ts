// Which criterion and which option of another act's set is the one that was scored. Labels are worded once for what the
// forms ask, so the same wording means the same question; codes alone do not (they shift from act to act).
import { own } from '../kernel/own.ts';
import { type CriteriaSet, type CriterionLeaf, leavesOf, type Option, type OptionId } from './criteria-set.ts';

type Pair = { from: CriterionLeaf; to: CriterionLeaf; by: 'wording' | 'mapping' };

/** Criterion of the scored set → criterion of the other, where a person knows better. */
export type Mapping = Readonly<Record<string, string>>;

export type Correspondence = {
  pairs: readonly Pair[];
  onlyFrom: readonly CriterionLeaf[];
  onlyTo: readonly CriterionLeaf[];
};

/** Pairs scored criteria by `mapping`, then by wording where it stands once in each set. */
export function correspondingCriteria(from: CriteriaSet, to: CriteriaSet, mapping: Mapping = {}): Correspondence {
  const [ours, theirs] = [leavesOf(from), leavesOf(to)];
  const mapped = new Set(Object.values(mapping));
  const pairs = ours.flatMap((leaf): readonly Pair[] => {
    const code = own(mapping, leaf.code);
    const named = theirs.find((other) => other.code === code);
    if (named) return [{ from: leaf, to: named, by: 'mapping' }];
    const alike = theirs.filter((other) => other.name.vi === leaf.name.vi && !mapped.has(other.code));
    const single = ours.filter((other) => other.name.vi === leaf.name.vi).length === 1;
    return single && alike.length === 1 ? [{ from: leaf, to: alike[0] as CriterionLeaf, by: 'wording' }] : [];
  });
  return {
    pairs,
    onlyFrom: ours.filter((leaf) => !pairs.some((pair) => pair.from === leaf)),
    onlyTo: theirs.filter((leaf) => !pairs.some((pair) => pair.to === leaf)),
  };
}

/**
 * The option of `to` that says what the chosen option of `from` says: by wording, or by points where both lists have the
 * same ones. Null when none was chosen; undefined when no option corresponds.
 */
export function correspondingOption(
  { from, to }: Pick<Pair, 'from' | 'to'>,
  chosen: OptionId | null,
): OptionId | null | undefined {
  if (chosen === null) return null;
  const option = from.options.find(({ id }) => id === chosen);
  if (!option) return undefined;
  const worded = to.options.filter(({ name }) => name.vi === option.name.vi);
  if (worded.length === 1) return worded[0]?.id;
  const scale = ({ options }: CriterionLeaf) => options.map((o: Option) => `${o.case ?? ''}:${o.points}`).join(' ');
  return scale(from) === scale(to) ? to.options[from.options.indexOf(option)]?.id : undefined;
}
