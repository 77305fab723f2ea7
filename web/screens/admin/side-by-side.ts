// Two rulebooks beside each other: the lines that are not the same in both, in the order of the newer one.
import type { RulebookText, RuleLine } from '../../talk/admin-answers.ts';

export type Beside = {
  readonly line: RuleLine;
  readonly a?: RuleLine | undefined;
  readonly b?: RuleLine | undefined;
};

export function differing(a: RulebookText, b: RulebookText): readonly Beside[] {
  const [left, right] = [linesOf(a), linesOf(b)];
  return [...new Set([...right.keys(), ...left.keys()])].flatMap((id) => {
    const [one, other] = [left.get(id), right.get(id)];
    const line = other ?? one;
    return line === undefined || one?.value.vi === other?.value.vi ? [] : [{ line, a: one, b: other }];
  });
}

const linesOf = ({ lines }: RulebookText) => new Map(lines.map((line) => [line.id, line]));

/** In groups, each where its first line stands. */
export function grouped(rows: readonly Beside[]): readonly (readonly [RuleLine['group'], readonly Beside[]])[] {
  return [...Map.groupBy(rows, ({ line }) => line.group)];
}
