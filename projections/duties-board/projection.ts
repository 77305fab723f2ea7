// What units are to do in a year and have done: one row per unit and year, and what rows rest on.
import { civilCalendar } from '../../domain/calendar/civil-calendar.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { foldedColumns, foldingHandler } from '../engine/folding.ts';
import type { Projection } from '../engine/projection.ts';
import type { Duties } from './board.ts';
import { dutiesQueries } from './queries.ts';

const sourceColumns = { stream: 'TEXT PRIMARY KEY', ...foldedColumns } as const;

export const dutiesColumns = {
  id: 'TEXT PRIMARY KEY',
  province: 'TEXT NOT NULL',
  year: 'INTEGER NOT NULL',
  ...foldedColumns,
} as const;

export const dutiesProjection: Projection<Duties> = {
  name: 'duties-board',
  version: 1,
  tables: {
    duties_source: { columns: sourceColumns },
    unit_duties: { columns: dutiesColumns, indexes: [{ on: '(year, province)' }] },
  },
  handler: (db, table) =>
    foldingHandler(db, [
      {
        table: table('duties_source'),
        columns: sourceColumns,
        aggregates: [unitTree, programmeYear, civilCalendar],
        key: (stream) => stream,
        row: () => ({}),
      },
      {
        table: table('unit_duties'),
        columns: dutiesColumns,
        aggregates: [unitDuties],
        key: (stream) => splitStream(stream).id,
        row: (id) => ({ province: id.slice(0, 2), year: Number(id.slice(3, 7)) }),
      },
    ]),
  queries: dutiesQueries,
};
