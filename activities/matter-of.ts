// What a fact tells at the moment of writing: nothing any more where it is done, annulled, overtaken by a later one, or a
// reminder of a day that is past (then the overdue mark tells).
import { splitStream } from '../domain/kernel/aggregate.ts';
import type { Telling } from '../domain/kernel/event.ts';
import { amendments } from '../domain/kernel/fold.ts';
import type { Matter } from '../domain/letters/matter.ts';
import { product } from '../domain/product/product.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { findAggregate } from '../domain/registry.ts';
import type { Day } from '../domain/time/civil-date.ts';
import { type Calendar, workingDaysLeft } from '../domain/time/working-days.ts';
import type { Executor } from '../eventstore/execute-command.ts';

type Office = { readonly executor: Executor; readonly calendar: Calendar; readonly today: Day };
export type ToldNow = { readonly matter: Matter; readonly telling: Telling; readonly recordedAt: string };

/** @param ref `<stream>@<revision>` */
export async function matterOf({ executor, calendar, today }: Office, ref: string): Promise<ToldNow | undefined> {
  const at = ref.lastIndexOf('@');
  const [stream, revision] = [ref.slice(0, at), Number(ref.slice(at + 1))];
  const aggregate = findAggregate(stream);
  if (!aggregate) return undefined;
  const { id } = splitStream(stream);
  const { facts, state, damagedAt } = await executor.look(aggregate, id);
  const fact = facts[revision];
  const definition = fact && aggregate.events.get(fact.type);
  if (!fact || !definition?.tells || damagedAt !== undefined) return undefined;
  const telling = definition.tells(fact.data);
  const overtaken = facts.slice(revision + 1).some(({ type }) => aggregate.events.get(type)?.tells !== undefined);
  const past = telling.kind === 'reminder' && telling.dueOn !== undefined && telling.dueOn < today;
  if (overtaken || past || amendments(aggregate, facts).annulled.has(revision)) return undefined;
  if (definition.stillSo && !definition.stillSo(state, fact.data, fact)) return undefined;
  const { dueOn } = telling;
  const matter: Matter = {
    ref,
    what: telling.why,
    about: await aboutOf(executor, stream),
    ...(dueOn === undefined ? {} : { dueOn, daysLeft: workingDaysLeft(today, dueOn, calendar) }),
    path: stream.startsWith(productCycle.stream('')) ? `/cycles/${id}` : '/',
  };
  return { matter, telling, recordedAt: fact.recordedAt };
}

async function aboutOf(executor: Executor, stream: string): Promise<string> {
  const { id } = splitStream(stream);
  if (!stream.startsWith(productCycle.stream(''))) return id;
  const { product: productId } = cycleParts(id);
  return (await executor.look(product, productId)).state.name ?? productId;
}
