// Whom a telling means at the moment of writing: roles at units, or accounts.
import { whoActs } from '../domain/access/authorise.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';
import type { ToldAccount, ToldOne, ToldRole } from '../domain/kernel/event.ts';
import type { Fact } from '../domain/kernel/fold.ts';
import { cycleParts, type ProductCycle, productCycle, situationOf } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import type { ResponsibilityId } from '../domain/rulebooks/responsibilities.ts';
import type { Day } from '../domain/time/civil-date.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import type { Executor } from '../eventstore/execute-command.ts';

type Asked = {
  readonly executor: Executor;
  readonly stream: string;
  readonly state: unknown;
  readonly facts: readonly Fact[];
  /** the fact that tells */
  readonly revision: number;
  readonly today: Day;
};

export async function toldNow(to: readonly ToldOne[], asked: Asked): Promise<readonly (ToldRole | ToldAccount)[]> {
  const each = await Promise.all(to.map((one) => plain(one, asked)));
  return each.flat();
}

async function plain(one: ToldOne, { executor, stream, state, facts, revision, today }: Asked) {
  if ('role' in one || 'account' in one) return [one];
  if ('actorOf' in one) {
    const { actorOf } = one;
    const fact =
      typeof actorOf === 'number'
        ? facts[actorOf]
        : facts.slice(0, revision).findLast(({ type }) => actorOf.includes(type));
    return fact?.actor.kind === 'person' ? [{ account: fact.actor.id }] : [];
  }
  // Only a cycle has a producer and responsibilities of its own.
  if (!stream.startsWith(productCycle.stream(''))) return [];
  const { id } = splitStream(stream);
  const cycle = state as ProductCycle;
  if ('producer' in one) return cycle.producer === undefined ? [] : [{ role: 'producer', unit: cycle.producer }];
  const { province, yearId } = cycleParts(id);
  const { responsibility, tier } = one.holders;
  return whoActs({
    responsibility: responsibility as ResponsibilityId,
    tier,
    situation: situationOf(id, cycle, (await executor.look(programmeYear, yearId)).state),
    tree: (await executor.look(unitTree, province)).state,
    today,
    occurredOn: today,
  });
}
