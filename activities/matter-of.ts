// What a fact tells at the moment of writing: nothing any more where it is done, annulled, overtaken by a later one, or a
// reminder of a day that is past (then the overdue mark tells). A fact that tells several dates tells each for itself.
import { account } from '../domain/access/account.ts';
import { certificate } from '../domain/certificate/certificate.ts';
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import type { Telling, ToldAccount, ToldDate, ToldRole } from '../domain/kernel/event.ts';
import { amendments, type Fact } from '../domain/kernel/fold.ts';
import type { PersonalRef } from '../domain/kernel/personal.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import type { Matter } from '../domain/letters/matter.ts';
import { pageOf } from '../domain/letters/page-of.ts';
import { product } from '../domain/product/product.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { findAggregate } from '../domain/registry.ts';
import type { Day } from '../domain/time/civil-date.ts';
import { type Calendar, workingDaysLeft } from '../domain/time/working-days.ts';
import { nameOf, unitTree } from '../domain/unit/unit-tree.ts';
import { unitDuties } from '../domain/unit-duties/unit-duties.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { toldNow } from './told-now.ts';

type Office = { readonly executor: Executor; readonly calendar: Calendar; readonly today: Day };
export type ToldNow = {
  /** `<stream>@<revision>` */
  readonly ref: string;
  /** at least one */
  readonly matters: readonly Matter[];
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
  const telling = definition.tells(fact.data, fact, state);
  if (amendments(aggregate, facts).annulled.has(revision)) return undefined;
  if (definition.stillSo && !definition.stillSo(state, fact.data, fact)) return undefined;
  const about = await aboutOf(executor, stream, telling);
  const taken = datesOf(telling).some(({ onBehalfOf }) => onBehalfOf !== undefined);
  const units = taken ? (await executor.look(unitTree, id.slice(0, 2))).state : unitTree.initial;
  const later = isOfDates(telling) ? keysOf(facts.slice(revision + 1).map((f) => tellingOf(aggregate, f))) : undefined;
  const matters = datesOf(telling)
    .filter((date) => !later?.has(keyOf(date)) && !(telling.kind === 'reminder' && isPast(date, today)))
    .map(({ why, dueOn, onBehalfOf }): Matter => {
      const of = onBehalfOf && (nameOf(units, onBehalfOf.code, onBehalfOf.on) ?? onBehalfOf.code);
      return {
        ...{ ref, what: why, about: of === undefined ? about : { vi: of, en: of } },
        ...(of === undefined ? {} : { onBehalfOf: of }),
        ...(telling.kind === 'news' ? { isNews: true } : {}),
        ...(dueOn === undefined ? {} : { dueOn, daysLeft: workingDaysLeft(today, dueOn, calendar) }),
        ...(telling.lines === undefined ? {} : { lines: telling.lines }),
        path: telling.path ?? pageOf(stream, telling.at),
      };
    });
  if (matters.length === 0) return undefined;
  const to = await toldNow(telling.to, { executor, stream, state, facts, revision, today });
  return { ref, matters, to, says: telling.says, recordedAt: fact.recordedAt };
}

const tellingOf = (aggregate: Aggregate, fact: Fact): Telling | undefined =>
  aggregate.events.get(fact.type)?.tells?.(fact.data, fact);

/** Of reminders and overdue marks the newest counts. */
const isOfDates = (telling: Telling | undefined): boolean =>
  telling?.kind === 'reminder' || telling?.kind === 'overdue';

type OneDate = Omit<ToldDate, 'id' | 'dueOn'> & { readonly id?: string; readonly dueOn?: Day | undefined };
const datesOf = ({ each, why, dueOn }: Telling): readonly OneDate[] => each ?? [{ why, dueOn }];

/** Of one date the newest counts. */
const keyOf = ({ id = '', dueOn = '' }: OneDate): string => `${id} ${dueOn}`;
const keysOf = (tellings: readonly (Telling | undefined)[]): ReadonlySet<string> =>
  new Set(tellings.flatMap((telling) => (telling && isOfDates(telling) ? datesOf(telling).map(keyOf) : [])));

const isPast = ({ dueOn }: OneDate, today: Day): boolean => dueOn !== undefined && dueOn < today;

/** A certificate has the id of the cycle that it was issued in. */
const isOfProduct = (stream: string): boolean =>
  [productCycle, certificate].some((of) => stream.startsWith(of.stream('')));

async function aboutOf(executor: Executor, stream: string, { about, at }: Telling): Promise<Words> {
  const { id } = splitStream(stream);
  if (about) {
    const province = (await executor.look(account, id)).state.province ?? '';
    const unit = at === undefined ? undefined : nameOf((await executor.look(unitTree, province)).state, at);
    return unit === undefined ? about : { vi: `${about.vi} – ${unit}`, en: `${about.en} – ${unit}` };
  }
  if (stream.startsWith(unitDuties.stream(''))) {
    const { name = id } = (await executor.look(unitDuties, id)).state.unit ?? {};
    return { vi: name, en: name };
  }
  if (!isOfProduct(stream)) return { vi: id, en: id };
  const { product: productId } = cycleParts(id);
  const { name = productId } = (await executor.look(product, productId)).state;
  return { vi: name, en: name };
}
