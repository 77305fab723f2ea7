import type { Product } from '../../domain/product/product.ts';
import { nextCycle } from '../../domain/product-cycle/ending.ts';
import { cycleParts, type ProductCycle, visitOf } from '../../domain/product-cycle/product-cycle.ts';
import { stepToOpen } from '../../domain/product-cycle/step.ts';
import { waitingFor } from '../../domain/product-cycle/waiting.ts';
import type { ProgrammeYear } from '../../domain/programme-year/programme-year.ts';
import { stepIds } from '../../domain/programme-year/steps.ts';
import { findUnitAt, type Place, placesOf } from '../../domain/unit/place.ts';
import type { UnitTree } from '../../domain/unit/unit-tree.ts';
import type { RowOf } from '../engine/columns.ts';
import type { Folded } from '../engine/folded.ts';
import { foldedColumns } from '../engine/folding.ts';
import { foldText, sortKey } from '../vietnamese.ts';

type Sources = { tree: UnitTree; product: Product; plannedYear: ProgrammeYear };

/** The table of cycles. */
export const cycleColumns = {
  cycle: 'TEXT PRIMARY KEY',
  province: 'TEXT NOT NULL',
  year: 'INTEGER NOT NULL',
  product: 'TEXT NOT NULL',
  product_name: 'TEXT NOT NULL',
  product_code: 'TEXT',
  producer: 'TEXT NOT NULL',
  product_group: 'TEXT NOT NULL',
  place: 'TEXT NOT NULL',
  places: 'TEXT NOT NULL',
  commune: 'TEXT',
  district: 'TEXT',
  began_on: 'TEXT NOT NULL',
  step: 'TEXT',
  step_no: 'INTEGER NOT NULL',
  tier: 'TEXT',
  round: 'INTEGER',
  state: 'TEXT NOT NULL',
  over: 'INTEGER NOT NULL',
  ended_with_product: 'INTEGER NOT NULL',
  stars: 'INTEGER',
  responsibility: 'TEXT',
  waiting_tier: 'TEXT',
  waiting_vi: 'TEXT',
  waiting_en: 'TEXT',
  due_on: 'TEXT',
  basis: 'TEXT',
  done_late: 'INTEGER NOT NULL',
  rulebook: 'TEXT',
  expected_rulebook: 'TEXT',
  search: 'TEXT NOT NULL',
  name_key: 'TEXT NOT NULL',
  advisers: 'TEXT NOT NULL',
  ...foldedColumns,
} as const;

/** The table of what cycles depend on: units, years and products. */
export const sourceColumns = {
  stream: 'TEXT PRIMARY KEY',
  producer: 'TEXT',
  folded_name: 'TEXT',
  ...foldedColumns,
} as const;

/** What is read of a cycle; the folded state beside it is nobody's to read but the handler's. */
export type CycleRow = Omit<RowOf<typeof cycleColumns>, 'folded'>;
export type SourceRow = RowOf<typeof sourceColumns>;

export const shownColumns = Object.keys(cycleColumns).filter((c) => c !== 'folded') as (keyof CycleRow)[];

type Own<Row> = Omit<Row, keyof typeof foldedColumns>;

export const sourceRow = ({ name, producer }: Product): Omit<Own<SourceRow>, 'stream'> => ({
  producer: name === undefined ? null : (producer ?? null),
  folded_name: name === undefined ? null : foldText(name),
});

/** A cycle's row without its folded state. A cycle whose first event is damaged has little to show, and is shown. */
export function rowOf(
  cycle: string,
  folded: Folded<ProductCycle>,
  { tree, product, plannedYear }: Sources,
): Own<CycleRow> {
  const { state } = folded;
  const { province, year, product: productId } = cycleParts(cycle);
  const place = state.place ?? product.place ?? '';
  const places = placesOf(state.place === undefined ? product : state);
  const producer = state.producer ?? product.producer ?? '';
  const beganOn = state.started?.on ?? folded.recordedAt.slice(0, 10);
  const visit = visitOf(state);
  const step = state.step ?? state.entry;
  return {
    cycle,
    province,
    year,
    product: productId,
    ...nameColumns(productId, product, producer),
    producer,
    product_group: state.group ?? product.group ?? '',
    place,
    places: JSON.stringify(places),
    ...placeColumns(tree, places, beganOn),
    began_on: beganOn,
    step: step ?? null,
    step_no: step ? stepIds.indexOf(step) + 1 : 0,
    // The ladder is behind a product that is promoted.
    tier: (step !== 'promotion' && visit?.tier) || null,
    round: (step !== 'promotion' && visit?.round) || null,
    state: state.ended?.kind ?? 'open',
    over: isOver(cycle, state, plannedYear) ? 1 : 0,
    ended_with_product: state.ended?.withProduct ? 1 : 0,
    stars: state.ended?.stars ?? null,
    advisers: JSON.stringify((state.hands ?? []).flatMap((hand) => (hand.as === 'advised' ? [hand.account] : []))),
    ...waitingColumns(state, plannedYear),
    due_on: state.deadline?.dueOn ?? null,
    basis: state.deadline?.basis ?? null,
    done_late: Object.values(state.done).some((mark) => mark.late) ? 1 : 0,
    rulebook: state.rulebook ?? null,
    expected_rulebook: state.expectedRulebook ?? null,
  };
}

/** Before a dossier is filed, what is waited for follows the law that the year's plan expects. */
export function waitingColumns(state: ProductCycle, year: ProgrammeYear) {
  const waiting = waitingFor(state, year);
  return {
    responsibility: waiting?.responsibility ?? null,
    waiting_tier: waiting?.tier ?? null,
    waiting_vi: waiting?.vi ?? null,
    waiting_en: waiting?.en ?? null,
  };
}

/** The units a cycle counts for are those of the day it began: a later reform does not move last year's figures. */
export const placeColumns = (tree: UnitTree, places: Place, beganOn: string) => ({
  commune: findUnitAt(tree, places, 'commune', beganOn)?.code ?? null,
  district: findUnitAt(tree, places, 'district', beganOn)?.code ?? null,
});

export const nameColumns = (product: string, { name = product, code }: Product, producer: string) => ({
  product_name: name,
  product_code: code ?? null,
  search: foldText(`${name} ${product} ${producer} ${code ?? ''}`),
  name_key: sortKey(name),
});

/** Neither a person nor the process has anything left to do. */
const isOver = (cycle: string, state: ProductCycle, year: ProgrammeYear): boolean =>
  state.ended !== undefined &&
  stepToOpen(state) === undefined &&
  nextCycle(cycle, state) === undefined &&
  waitingFor(state, year) === undefined;
