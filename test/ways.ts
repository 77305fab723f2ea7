// What a suite takes of a walk.
import type { Act, Walk } from '../demo/walk.ts';

/** A walk without what nothing waits for. */
export const needed = ({ way }: Pick<Walk, 'way'>): readonly Act[] => way.filter((act) => !act.beside);

/** A way up to the first, second … time a command is given. */
export function upTo(way: readonly Act[], command: string, times = 1): readonly Act[] {
  const [last] = way.flatMap((act, i) => (act.command.name === command ? i : [])).slice(times - 1);
  if (last === undefined) throw new Error(`nobody gives ${command} so often on this way`);
  return way.slice(0, last + 1);
}
