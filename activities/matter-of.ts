// What a fact tells at the moment of writing: nothing any more where it is done, annulled, overtaken by a later one, or a
// reminder of a day that is past (then the overdue mark tells).
import { account } from '../domain/access/account.ts';
import { certificate } from '../domain/certificate/certificate.ts';
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import type { Telling, ToldAccount, ToldRole } from '../domain/kernel/event.ts';
import { amendments, type Fact } from '../domain/kernel/fold.ts';
import type { PersonalRef } from '../domain/kernel/personal.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import type { Matter } from '../domain/letters/matter.ts';
import { product } from '../domain/product/product.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { findAggregate } from '../domain/registry.ts';
import type { Day } from '../domain/time/civil-date.ts';
import { type Calendar, workingDaysLeft } from '../domain/time/working-days.ts';
import { nameOf, unitTree } from '../domain/unit/unit-tree.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { toldNow } from './told-now.ts';

type Office = { readonly executor: Executor; readonly calendar: Calendar; readonly today: Day };
export type ToldNow = {
  readonly matter: Matter;
  /** whom it tells, as it is now */
  readonly to: readonly (ToldRole | ToldAccount)[];
  /** what somebody wrote */
  readonly says?: PersonalRef | undefined;
  readonly recordedAt: string;
};

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
  const telling = definition.tells(fact.data, fact);
  const { kind } = telling;
  // Of one date the newest counts.
  const overtaken =
    isOfDates(telling) &&
    facts.slice(revision + 1).some((fact) => {
      const later = tellingOf(aggregate, fact);
      return isOfDates(later) && later?.dueOn === telling.dueOn;
    });
  const past = kind === 'reminder' && telling.dueOn !== undefined && telling.dueOn < today;
  if (overtaken || past || amendments(aggregate, facts).annulled.has(revision)) return undefined;
  if (definition.stillSo && !definition.stillSo(state, fact.data, fact)) return undefined;
  const { dueOn } = telling;
  const matter: Matter = {
    ref,
    what: telling.why,
    about: await aboutOf(executor, stream, telling),
    ...(kind === 'news' ? { isNews: true } : {}),
    ...(dueOn === undefined ? {} : { dueOn, daysLeft: workingDaysLeft(today, dueOn, calendar) }),
    path: isOfProduct(stream) ? `/cycles/${id}` : '/',
  };
  const to = await toldNow(telling.to, { executor, stream, state, facts, revision, today });
  return { matter, to, says: telling.says, recordedAt: fact.recordedAt };
}

const tellingOf = (aggregate: Aggregate, fact: Fact): Telling | undefined =>
  aggregate.events.get(fact.type)?.tells?.(fact.data, fact);

/** A certificate has the id of the cycle that it was issued in. */
const isOfProduct = (stream: string): boolean =>
  [productCycle, certificate].some((of) => stream.startsWith(of.stream('')));

/** Of reminders and overdue marks the newest counts. */
const isOfDates = (telling: Telling | undefined): boolean =>
  telling?.kind === 'reminder' || telling?.kind === 'overdue';

async function aboutOf(executor: Executor, stream: string, { about, at }: Telling): Promise<Words> {
  const { id } = splitStream(stream);
  if (about) {
    const province = (await executor.look(account, id)).state.province ?? '';
    const unit = at === undefined ? undefined : nameOf((await executor.look(unitTree, province)).state, at);
    return unit === undefined ? about : { vi: `${about.vi} – ${unit}`, en: `${about.en} – ${unit}` };
  }
  if (!isOfProduct(stream)) return { vi: id, en: id };
  const { product: productId } = cycleParts(id);
  const { name = productId } = (await executor.look(product, productId)).state;
  return { vi: name, en: name };
}
