import { aggregates } from './aggregates.generated.ts';
import { type Aggregate, type Command, splitStream } from './kernel/aggregate.ts';

export { aggregates };

const byCategory = new Map(aggregates.map((a) => [a.category, a]));
for (const name of ['category', 'resource'] as const)
  if (new Set(aggregates.map((a) => a[name])).size < aggregates.length)
    throw new Error(`two aggregates share a ${name}`);

/** The aggregate a stream belongs to; undefined for a category this release does not know. */
export function findAggregate(stream: string): Aggregate | undefined {
  return byCategory.get(splitStream(stream).category);
}

export function getAggregate(category: string): Aggregate {
  const found = byCategory.get(category);
  if (!found) throw new Error(`unknown stream category ${category}`);
  return found;
}

export function getCommand(category: string, name: string): Command {
  const found = getAggregate(category).commands.get(name);
  if (!found) throw new Error(`unknown command ${name} of ${category}`);
  return found;
}

/** Commands people may give, in the order of the field. */
export const personCommands = (aggregate: Aggregate): readonly Command[] =>
  [...aggregate.commands.values()].filter((c) => c.by.kind !== 'workflow');
