import type { DatabaseSync } from 'node:sqlite';
import { civilCalendar } from '../../domain/calendar/civil-calendar.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { producer } from '../../domain/producer/producer.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { cycleParts, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { type ProgrammeYear, programmeYear } from '../../domain/programme-year/programme-year.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { foldingHandler } from '../engine/folding.ts';
import type { Handler } from '../engine/projection.ts';
import { dependentColumns } from './dependent.ts';
import { cycleColumns, rowOf, sourceColumns, sourceRow } from './row.ts';

export function boardHandler(db: DatabaseSync, table: (name: string) => string): Handler {
  const dependent = dependentColumns(db, table('cycle'));
  return foldingHandler(db, [
    {
      table: table('source'),
      columns: sourceColumns,
      aggregates: [unitTree, programmeYear, civilCalendar, product, producer],
      key: (stream) => stream,
      row: (_, { state }, { aggregate }) => sourceRow(aggregate === product ? (state as Product) : {}),
      written(id, { state }, aggregate) {
        if (aggregate === product && state.name !== undefined) dependent.rename(id, state as Product);
        if (aggregate === unitTree) dependent.replace(id, state as UnitTree);
        if (aggregate === programmeYear) dependent.replan(id, state as ProgrammeYear);
      },
    },
    {
      table: table('cycle'),
      columns: cycleColumns,
      aggregates: [productCycle],
      key: (stream) => splitStream(stream).id,
      row(cycle, folded, { stateOf }) {
        const { province, product: productId, yearId } = cycleParts(cycle);
        return rowOf(cycle, folded, {
          tree: stateOf(unitTree, province),
          product: stateOf(product, productId),
          plannedYear: stateOf(programmeYear, yearId),
        });
      },
    },
  ]);
}
