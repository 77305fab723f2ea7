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
import type { StoredEvent } from '../../eventstore/envelope.ts';
import { rowsOfStream, type Values, writerOf } from '../engine/columns.ts';
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

const MOST_PENDING = 5000;

type Pending = { readonly stream: string; readonly row?: Values; readonly ended?: StoredEvent };

function handler(db: DatabaseSync, table: (name: string) => string): Handler {
  const entries = table('due_date');
  const write = writerOf(db, entries, { columns: entryColumns, again: 'replaces' });
  const end = db.prepare(`UPDATE ${entries} SET open = 0, sequence = ?, changed_at = ? WHERE id = ?`);
  const rows = rowsOfStream(db, entries, 'stream');
  // A date may change many times in a batch: its last row is what is written.
  let pending = new Map<string, Pending>();

  function writePending(): void {
    for (const [id, { row, ended }] of pending) {
      if (row) write(row);
      if (ended) end.run(ended.revision, ended.recordedAt, id);
    }
    pending = new Map();
  }

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
      stepped(stream, { before, after, event }) {
        const { revision, recordedAt } = event;
        const { category, id } = splitStream(stream);
        const read = own(entriesOf, category);
        if (!read) return;
        const [had, has] = [entriesAt(read, stream, before), entriesAt(read, stream, after)];
        for (const { id } of had)
          if (!has.some((now) => now.id === id)) pending.set(id, { ...pending.get(id), stream, ended: event });
        const changed = has.filter((now) => !had.some((earlier) => isSame(earlier, now)));
        for (const { whose, what, dueOn, overdue, ...entry } of changed)
          pending.set(entry.id, {
            stream,
            row: {
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
            },
          });
      },
    },
  ]);
  return {
    ...folding,
    apply(events, histories) {
      folding.apply(events, histories);
      if (pending.size > MOST_PENDING) writePending();
    },
    flush() {
      folding.flush();
      writePending();
    },
    forget() {
      folding.forget();
      pending.clear();
    },
    clear(stream) {
      for (const [id, of] of pending) if (of.stream === stream) pending.delete(id);
      folding.clear(stream);
      rows.clear(stream);
    },
    markStale(stream, stale) {
      folding.markStale(stream, stale);
      rows.markStale(stream, stale);
    },
  };
}

/** What a state has was found out when it was reached: most facts leave the dates as they are, and it is asked twice. */
const known = new WeakMap<object, readonly Entry[]>();

function entriesAt(read: (stream: string, state: any) => readonly Entry[], stream: string, state: unknown) {
  const before = known.get(state as object);
  if (before) return before;
  const entries = read(stream, state);
  // Every stream of a kind begins with the same state.
  if (entries.length > 0) known.set(state as object, entries);
  return entries;
}

/** Most are the very same; what is only alike is compared as it is written. */
const isSame = (a: Entry, b: Entry): boolean =>
  a.id === b.id && (isTheVery(a, b) || JSON.stringify(a) === JSON.stringify(b));

const isTheVery = (a: Entry, b: Entry): boolean =>
  a.dueOn === b.dueOn && a.overdue === b.overdue && holdSame(a.what, b.what) && holdSame(a.whose, b.whose);

function holdSame(a: object, b: object): boolean {
  const other = b as Record<string, unknown>;
  return Object.entries(a).every(([key, value]) => value === own(other, key));
}
