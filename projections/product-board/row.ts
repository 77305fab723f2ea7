import type { Product } from '../../domain/product/product.ts';
import { nextCycle } from '../../domain/product-cycle/ending.ts';
import { cycleParts, type ProductCycle, visitOf } from '../../domain/product-cycle/product-cycle.ts';
import { stepToOpen } from '../../domain/product-cycle/step.ts';
import { waitingFor } from '../../domain/product-cycle/waiting.ts';
import { stepIds } from '../../domain/programme-year/steps.ts';
import { findUnitAt, type UnitTree } from '../../domain/unit/unit-tree.ts';
import { foldText, sortKey } from '../vietnamese.ts';
import type { Folded } from './folded.ts';

type Sources = { tree: UnitTree; product: Product };

export type CycleRow = {
  cycle: string;
  province: string;
  year: number;
  product: string;
  product_name: string;
  producer: string;
  product_group: string;
  place: string;
  commune: string | null;
  district: string | null;
  began_on: string;
  step: string | null;
  step_no: number;
  tier: string | null;
  round: number | null;
  state: string;
  over: number;
  stars: number | null;
  responsibility: string | null;
  waiting_tier: string | null;
  waiting_vi: string | null;
  waiting_en: string | null;
  due_on: string | null;
  basis: string | null;
  done_late: number;
  rulebook: string;
  revision: number;
  position: string;
  recorded_at: string;
  damaged: number;
  search: string;
  name_key: string;
};

/** A row's columns; the folded state beside them is nobody's to read but the handler's. */
export const rowColumns = [
  ...['cycle', 'province', 'year', 'product', 'product_name', 'producer', 'product_group', 'place', 'commune'],
  ...['district', 'began_on', 'step', 'step_no', 'tier', 'round', 'state', 'over', 'stars', 'responsibility'],
  ...['waiting_tier', 'waiting_vi', 'waiting_en', 'due_on', 'basis', 'done_late', 'rulebook', 'revision', 'position'],
  ...['recorded_at', 'damaged', 'search', 'name_key'],
] as readonly (keyof CycleRow)[];

/** A cycle's row without its folded state. A cycle whose first event is damaged has little to show, and is shown. */
export function rowOf(cycle: string, folded: Folded<ProductCycle>, { tree, product }: Sources): CycleRow {
  const { state } = folded;
  const { province, year, product: productId } = cycleParts(cycle);
  const place = state.place ?? product.place ?? '';
  const producer = state.producer ?? product.producer ?? '';
  const beganOn = state.started?.on ?? folded.recordedAt.slice(0, 10);
  const waiting = waitingFor(state);
  const visit = visitOf(state);
  const step = state.step ?? state.entry;
  return {
    cycle,
    province,
    year,
    product: productId,
    ...nameColumns(productId, product.name ?? productId, producer),
    producer,
    product_group: state.group ?? product.group ?? '',
    place,
    ...placeColumns(tree, place, beganOn),
    began_on: beganOn,
    step: step ?? null,
    step_no: step ? stepIds.indexOf(step) + 1 : 0,
    // The ladder is behind a product that is promoted.
    tier: (step !== 'promotion' && visit?.tier) || null,
    round: (step !== 'promotion' && visit?.round) || null,
    state: state.ended?.kind ?? 'open',
    over: isOver(cycle, state) ? 1 : 0,
    stars: state.ended?.stars ?? null,
    responsibility: waiting?.responsibility ?? null,
    waiting_tier: waiting?.tier ?? null,
    waiting_vi: waiting?.vi ?? null,
    waiting_en: waiting?.en ?? null,
    due_on: state.deadline?.dueOn ?? null,
    basis: state.deadline?.basis ?? null,
    done_late: Object.values(state.done).some((mark) => mark.late) ? 1 : 0,
    rulebook: state.rulebook ?? state.expectedRulebook ?? '',
    revision: folded.revision,
    position: folded.position,
    recorded_at: folded.recordedAt,
    damaged: folded.damaged ? 1 : 0,
  };
}

/** The units a cycle counts for are those of the day it began: a later reform does not move last year's figures. */
export const placeColumns = (tree: UnitTree, place: string, beganOn: string) => ({
  commune: findUnitAt(tree, place, 'commune', beganOn)?.code ?? null,
  district: findUnitAt(tree, place, 'district', beganOn)?.code ?? null,
});

export const nameColumns = (product: string, name: string, producer: string) => ({
  product_name: name,
  search: foldText(`${name} ${product} ${producer}`),
  name_key: sortKey(name),
});

/** Neither a person nor the process has anything left to do. */
const isOver = (cycle: string, state: ProductCycle): boolean =>
  state.ended !== undefined && stepToOpen(state) === undefined && nextCycle(cycle, state) === undefined;
