// Read models whose rows are folded streams: one row per stream, with the state it was made of beside it.
import type { DatabaseSync } from 'node:sqlite';
import { type Aggregate, splitStream } from '../../domain/kernel/aggregate.ts';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import { type Columns, rowsOfStream, staleColumn, type Values, writerOf } from './columns.ts';
import { advance, type Folded, unfolded } from './folded.ts';
import type { Handler, Histories, Taken } from './projection.ts';

/** What such a table has besides its own columns. */
export const foldedColumns = {
  revision: 'INTEGER NOT NULL',
  position: 'TEXT NOT NULL',
  recorded_at: 'TEXT NOT NULL',
  damaged: 'INTEGER NOT NULL',
  ...staleColumn,
  folded: 'TEXT NOT NULL',
} as const;

/** The state of any stream the read model folds; the initial one where there is none yet. */
export type StateOf = <S>(aggregate: Aggregate<S>, id: string) => S;

export type FoldedTable = {
  /** its present name */
  readonly table: string;
  /** the first one names the stream */
  readonly columns: Columns & typeof foldedColumns;
  readonly aggregates: readonly Aggregate[];
  /** its first column: the stream's name, or its id where one aggregate alone is in the table */
  key(stream: string): string;
  /** its own columns, besides the first one */
  row(id: string, folded: Folded, of: { aggregate: Aggregate; stateOf: StateOf }): Values;
  /** what one fact changes, where that cannot be told by the last state alone; nothing it writes is kept back */
  stepped?(stream: string, step: { before: unknown; after: unknown; event: StoredEvent }): void;
  /** what other rows hold of this stream is brought up to date */
  written?(id: string, folded: Folded, aggregate: Aggregate): void;
};

/** Folded states kept in memory; beyond, they are written and read back. */
const MOST_KEPT = 5000;

/** @param tables in the order in which they are written: those whose rows rest on others come last */
export function foldingHandler(db: DatabaseSync, tables: readonly FoldedTable[]): Handler {
  const places = tables.map((t) => placeOf(db, t));
  const byCategory = new Map(places.flatMap((p) => p.aggregates.map((a) => [a.category, { ...p, aggregate: a }])));
  const known = new Map<string, Folded>();
  const changed = new Set<string>();

  const placeFor = (stream: string) => byCategory.get(splitStream(stream).category);

  function folded(stream: string): Folded {
    const present = known.get(stream);
    if (present) return present;
    const place = placeFor(stream);
    if (!place) throw new Error(`this read model keeps nothing of ${stream}`);
    const loaded = place.load(stream) ?? unfolded(place.aggregate);
    known.set(stream, loaded);
    return loaded;
  }

  const stateOf: StateOf = (aggregate, id) => folded(aggregate.stream(id)).state;

  function take(t: Taken, histories: Histories): void {
    const place = t.aggregate && byCategory.get(t.aggregate.category);
    if (!place) return;
    const { stream } = t.event;
    const of = folded(stream);
    const before = of.state;
    if (!advance(of, place.aggregate, t, histories)) return;
    changed.add(stream);
    if (of.state !== before) place.stepped?.(stream, { before, after: of.state, event: t.event });
  }

  function flush(): void {
    for (const { table } of places)
      for (const stream of changed) {
        const place = placeFor(stream);
        if (place?.table !== table) continue;
        const of = folded(stream);
        const { id } = splitStream(stream);
        place.write(stream, of, place.row(id, of, { aggregate: place.aggregate, stateOf }));
        place.written?.(id, of, place.aggregate);
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
      const place = placeFor(stream);
      place?.clear(place.key(stream));
    },
    markStale(stream, stale) {
      const place = placeFor(stream);
      place?.markStale(place.key(stream), stale);
    },
  };
}

type Stored = { revision: number; position: string; recorded_at: string; damaged: number; folded: string };

function placeOf(db: DatabaseSync, t: FoldedTable) {
  const [keyColumn = ''] = Object.keys(t.columns);
  const write = writerOf(db, t.table, { columns: t.columns, again: 'replaces' });
  const read = db.prepare(
    `SELECT revision, position, recorded_at, damaged, folded FROM ${t.table} WHERE ${keyColumn} = ?`,
  );
  return {
    ...t,
    ...rowsOfStream(db, t.table, keyColumn),
    load: (stream: string) => asFolded(read.get(t.key(stream)) as Stored | undefined),
    write: (stream: string, of: Folded, own: Values) =>
      write({
        ...own,
        [keyColumn]: t.key(stream),
        revision: of.revision,
        position: of.position,
        recorded_at: of.recordedAt,
        damaged: of.damaged ? 1 : 0,
        folded: JSON.stringify(of.state),
      }),
  };
}

const asFolded = (row: Stored | undefined): Folded | undefined =>
  row && {
    state: JSON.parse(row.folded),
    revision: row.revision,
    position: row.position,
    recordedAt: row.recorded_at,
    damaged: row.damaged === 1,
  };
