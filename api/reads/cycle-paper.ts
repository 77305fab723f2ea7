// What the papers of one product are made of, each as far as it needs it.

import { forgottenIn } from '../../domain/kernel/forgettable.ts';
import { personalRef } from '../../domain/kernel/personal.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { producer } from '../../domain/producer/producer.ts';
import { product } from '../../domain/product/product.ts';
import { cycleParts, type ProductCycle, productCycle, visitOf } from '../../domain/product-cycle/product-cycle.ts';
import { findCriteriaSet } from '../../domain/rulebooks/registry.ts';
import { setsOfGroup } from '../../domain/rulebooks/taxonomy.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { nameOf, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { History } from '../../eventstore/history.ts';
import { toRecognise } from '../../papers/texts/decision.ts';
import type { Late, OfCycle, Recognised } from '../../papers/texts/of-cycle.ts';
import { accessTo } from '../access.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { existing, sightFor } from '../seeing.ts';
import { type Asked, cyclesIn, namesOf, producersName, sayingOf, tierOf } from './paper-parts.ts';
import { revealed } from './personal.ts';

/** @param paper its name: what others do not need is not read for it, nor noted as read */
export async function ofCycle(
  parts: ApiParts,
  asked: Asked,
  history: History<ProductCycle>,
  paper: string,
): Promise<OfCycle | Refusal> {
  const { id, state, facts } = history;
  const { province, product: made } = cycleParts(id);
  const today = dayOf(parts.clock());
  const tree = (await parts.executor.look(unitTree, province)).state;
  const its = (await parts.executor.look(product, made)).state;
  const { rulebook, unit = province } = tierOf(state, tree, visitOf(state)?.result?.on ?? today);
  const ofGroup = rulebook ? setsOfGroup(rulebook, state.group ?? '') : [];
  const set = findCriteriaSet(state.criteriaSet ?? (ofGroup.length === 1 ? (ofGroup[0] as string) : ''));
  const of = { ...{ id, state, tree, today, unit, rulebook, set }, said: await sayingOf(parts, productCycle, facts) };
  const together = needsOthers(paper) ? await recognisedWith(parts, asked, { history, tree, unit }) : [];
  if (isRefusal(together)) return together;
  const items = paper === 'supplement-request' ? await askedFor(parts, asked, history) : undefined;
  if (isRefusal(items)) return items;
  const late = paper === 'apology' ? await lateOffice(parts, asked, id) : undefined;
  return { ...of, product: its.name ?? made, together, asked: items, late };
}

const needsOthers = (paper: string): boolean => paper === 'decision' || paper === 'submission';

type Among = { readonly history: History<ProductCycle>; readonly tree: UnitTree; readonly unit: string };

/** What the same decision recognises; before it is taken, what waits for one at the same tier and in the same round. */
async function recognisedWith(
  parts: ApiParts,
  asked: Asked,
  { history, tree, unit }: Among,
): Promise<readonly Recognised[] | Refusal> {
  const its = toRecognise(history.state);
  if (!its) return [];
  const { year } = cycleParts(history.id);
  const cycles = await cyclesIn(parts, asked, { year, unit });
  if (isRefusal(cycles)) return cycles;
  const { decision } = history.state;
  const isWith = ({ state, id }: History<ProductCycle>): boolean => {
    const visit = toRecognise(state);
    if (id === history.id) return true;
    if (visit?.tier !== its.tier || visit.round !== its.round) return false;
    return state.decision?.number === decision?.number && state.decision?.date === decision?.date;
  };
  const those = cycles.filter(isWith);
  const names = await namesOf(
    parts,
    those.map(({ id }) => id),
  );
  const rows: Recognised[] = [];
  for (const { id, state } of those) {
    const name = await producersName(parts, asked, state.producer);
    if (isRefusal(name)) return name;
    const result = toRecognise(state)?.result;
    rows.push({
      product: names.get(id) ?? id,
      producer: name,
      // Where it lay when that was concluded.
      place: nameOf(tree, state.place ?? '', result?.on) ?? '',
      totals: result?.totals ?? [],
      stars: state.ended?.stars ?? result?.stars ?? 0,
    });
  }
  return rows;
}

/** The words of a request, for who may see what is personal of the producer. */
async function askedFor(
  parts: ApiParts,
  { req, res }: Asked,
  { state, facts, stream }: History<ProductCycle>,
): Promise<string | undefined | Refusal> {
  const at = state.visits.findLast((visit) => visit.supplement)?.supplement?.asked.at;
  const ref = personalRef.safeParse((facts[at ?? -1]?.data as { items?: unknown } | undefined)?.items).data;
  if (!ref || state.producer === undefined || forgottenIn(facts).has(ref.ref)) return undefined;
  const owner = await existing(parts, { aggregate: producer, id: state.producer, caller: callerOf(res) });
  if (isRefusal(owner) || !owner.seenAs.personal) return undefined;
  const access = await accessTo(parts, { req, res }, { stream, what: 'personal' });
  return isRefusal(access) ? access : (await revealed(access, ref)).value;
}

/** An office that should have acted by now; a producer that is late apologises to nobody. */
async function lateOffice(parts: ApiParts, { res }: Asked, id: string): Promise<Late | undefined> {
  const sight = await sightFor(parts, callerOf(res));
  const item = await parts.board.get(id, dayOf(parts.clock()), sight);
  const isOurs = item?.acting.every(({ role }) => role !== 'producer');
  const office = isOurs ? item?.acting[0] : undefined;
  if (!item?.overdue || !item.waiting || item.dueOn === undefined || !office) return undefined;
  return { what: item.waiting.vi, unit: office.unit, dueOn: item.dueOn, days: -(item.workingDaysLeft ?? 0) };
}
