import type { DatabaseSync } from 'node:sqlite';
import { type Aggregate, splitStream } from '../../domain/kernel/aggregate.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { cycleParts, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { Handler, Histories, Taken } from '../engine/projection.ts';
import { foldText } from '../vietnamese.ts';
import { advance, type Folded, unfolded } from './folded.ts';
import { nameColumns, placeColumns, rowOf } from './row.ts';
import { boardStatements } from './statements.ts';

/** Folded states kept in memory; beyond, they are written and read back. */
const MOST_KEPT = 5000;

const kept = new Map<string, Aggregate>(
  [productCycle, unitTree, programmeYear, product].map((a) => [a.category, a as Aggregate]),
);

export function boardHandler(db: DatabaseSync, table: (name: string) => string): Handler {
  const sql = boardStatements(db, table('cycle'), table('source'));
  const known = new Map<string, Folded>();
  const changed = new Set<string>();

  function folded(stream: string): Folded {
    const present = known.get(stream);
    if (present) return present;
    const { category, id } = splitStream(stream);
    const row = category === 'productCycle' ? sql.cycle(id) : sql.source(stream);
    const aggregate = kept.get(category);
    if (!aggregate) throw new Error(`the board keeps nothing of ${stream}`);
    const loaded = row ?? unfolded(aggregate);
    known.set(stream, loaded);
    return loaded;
  }

  function take(t: Taken, histories: Histories): void {
    const aggregate = t.aggregate && kept.get(t.aggregate.category);
    if (!aggregate) return;
    const { stream } = t.event;
    if (advance(folded(stream), aggregate, t, histories)) changed.add(stream);
  }

  const treeOf = (province: string): UnitTree => folded(unitTree.stream(province)).state;
  const productOf = (id: string): Product => folded(product.stream(id)).state;

  function writeCycle(cycle: string, of: Folded): void {
    if (of.revision < 0) return;
    const { province, product: productId } = cycleParts(cycle);
    const row = rowOf(cycle, of, { tree: treeOf(province), product: productOf(productId) });
    sql.writeCycle({ ...row, folded: JSON.stringify(of.state) });
  }

  function writeSource(stream: string, of: Folded): void {
    const { category, id } = splitStream(stream);
    const state = of.state as Product;
    const isProduct = category === product.category && state.name !== undefined;
    sql.writeSource({
      stream,
      revision: of.revision,
      position: of.position,
      recorded_at: of.recordedAt,
      damaged: of.damaged ? 1 : 0,
      state: JSON.stringify(of.state),
      producer: isProduct ? (state.producer ?? null) : null,
      folded_name: isProduct ? foldText(state.name ?? '') : null,
    });
    if (isProduct) sql.rename(id, (row) => nameColumns(id, state.name ?? id, row.producer));
    if (category === unitTree.category) sql.replace(id, (row) => placeColumns(of.state, row.place, row.began_on));
  }

  const isCycle = (stream: string): boolean => splitStream(stream).category === productCycle.category;

  function flush(): void {
    const order = [...changed].sort((a, b) => Number(isCycle(a)) - Number(isCycle(b)));
    for (const stream of order) {
      const of = folded(stream);
      if (isCycle(stream)) writeCycle(splitStream(stream).id, of);
      else writeSource(stream, of);
    }
    changed.clear();
    if (known.size > MOST_KEPT) known.clear();
  }

  return {
    apply(events, histories) {
      for (const t of events) take(t, histories);
      if (changed.size > MOST_KEPT) flush();
    },
    flush,
    forget() {
      known.clear();
      changed.clear();
    },
    clear(stream) {
      known.delete(stream);
      changed.delete(stream);
      sql.clear(stream);
    },
    markStale: (stream, stale) => sql.markStale(stream, stale ? 1 : 0),
  };
}
