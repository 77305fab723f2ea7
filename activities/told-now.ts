// Whom a telling means at the moment of writing: roles at units, or accounts.
import { whoActs } from '../domain/access/authorise.ts';
import { type CouncilSession, councilSession, sessionSituation } from '../domain/council-session/council-session.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';
import type { Situation } from '../domain/kernel/command.ts';
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
  const { category, id } = splitStream(stream);
  // Only a council has seats, only a cycle a producer; no other stream has responsibilities of its own.
  if ('seats' in one) return category === councilSession.category ? seatedIn(state as CouncilSession, one.seats) : [];
  if ('producer' in one) {
    const { producer } = category === productCycle.category ? (state as ProductCycle) : {};
    return producer === undefined ? [] : [{ role: 'producer', unit: producer }];
  }
  const matter = await matterIn(executor, { category, id, state });
  if (!matter) return [];
  const { situation, tier } = matter;
  return whoActs({
    responsibility: one.holders.responsibility as ResponsibilityId,
    tier: one.holders.tier ?? tier,
    situation,
    tree: (await executor.look(unitTree, situation.province)).state,
    today,
    occurredOn: today,
  });
}

const seatedIn = ({ members }: CouncilSession, seats: readonly string[]): readonly ToldAccount[] =>
  members.filter(({ seat }) => seats.includes(seat)).map(({ account }) => ({ account }));

type Of = { readonly category: string; readonly id: string; readonly state: unknown };

/** What is asked with who holds a responsibility in a stream, and at which tier. */
async function matterIn(
  executor: Executor,
  { category, id, state }: Of,
): Promise<{ situation: Situation; tier?: string | undefined } | undefined> {
  if (category === productCycle.category) {
    const year = (await executor.look(programmeYear, cycleParts(id).yearId)).state;
    return { situation: situationOf(id, state as ProductCycle, year) };
  }
  if (category !== councilSession.category) return undefined;
  const session = state as CouncilSession;
  return { situation: sessionSituation(id, session), tier: session.tier };
}
