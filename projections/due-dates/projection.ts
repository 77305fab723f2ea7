// Due dates as calendars need them: one row for each that ever was, with the fact that last changed it. A calendar that
// has an entry already takes a change only under a higher number, and an end only where it is told.
import type { DatabaseSync } from 'node:sqlite';
import { civilCalendar } from '../../domain/calendar/civil-calendar.ts';
import { certificate } from '../../domain/certificate/certificate.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { own } from '../../domain/kernel/own.ts';
import { product } from '../../domain/product/product.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { rowsOfStream, writerOf } from '../engine/columns.ts';
import { foldedColumns, foldingHandler } from '../engine/folding.ts';
import type { Handler, Projection } from '../engine/projection.ts';
import type { DueDates } from './due-dates.ts';
import { type Entry, entriesOf } from './entries.ts';
import { dueDatesQueries } from './queries.ts';
import { entryColumns } from './row.ts';

const sourceColumns = { stream: 'TEXT PRIMARY KEY', ...foldedColumns } as const;

export const dueDatesProjection: Projection<DueDates> = {
  name: 'due-dates',
  version: 1,
  tables: {
    due_source: { columns: sourceColumns },
    due_date: { columns: entryColumns, indexes: [{ on: '(province, open, changed_at)' }, { on: '(stream)' }] },
  },
  handler,
  queries: dueDatesQueries,
};

function handler(db: DatabaseSync, table: (name: string) => string): Handler {
  const entries = table('due_date');
  const write = writerOf(db, entries, { columns: entryColumns, again: 'replaces' });
  const end = db.prepare(`UPDATE ${entries} SET open = 0, sequence = ?, changed_at = ? WHERE id = ?`);
  const rows = rowsOfStream(db, entries, 'stream');
  const folding = foldingHandler(db, [
    {
      table: table('due_source'),
      columns: sourceColumns,
      aggregates: [
        unitTree,
        programmeYear,
        civilCalendar,
        product,
        productCycle,
        unitDuties,
        certificate,
        councilSession,
      ],
      key: (stream) => stream,
      row: () => ({}),
      stepped(stream, { before, after, event: { revision, recordedAt } }) {
        const { category, id } = splitStream(stream);
        const read = own(entriesOf, category);
        if (!read) return;
        const [had, has] = [read(stream, before), read(stream, after)];
        for (const { id } of had) if (!has.some((now) => now.id === id)) end.run(revision, recordedAt, id);
        const changed = has.filter((now) => !had.some((earlier) => isSame(earlier, now)));
        for (const { whose, what, dueOn, overdue, ...entry } of changed)
          write({
            ...entry,
            stream,
            province: id.slice(0, 2),
            due_on: dueOn,
            overdue: overdue ? 1 : 0,
            what: JSON.stringify(what),
            whose: JSON.stringify(whose),
            open: 1,
            sequence: revision,
            changed_at: recordedAt,
          });
      },
    },
  ]);
  return {
    ...folding,
    clear(stream) {
      folding.clear(stream);
      rows.clear(stream);
    },
    markStale(stream, stale) {
      folding.markStale(stream, stale);
      rows.markStale(stream, stale);
    },
  };
}

const isSame = (a: Entry, b: Entry): boolean => JSON.stringify(a) === JSON.stringify(b);
