// Every fact of every stream, as it stands in the store. Its sentence is made when it is read (sentence.ts), so that an
// old row speaks the words of the release that shows it.
import type { DatabaseSync } from 'node:sqlite';
import { rowsOfStream, writerOf } from '../engine/columns.ts';
import { factOf, type Handler, type Projection, type Taken } from '../engine/projection.ts';
import { timelineQueries } from './queries.ts';
import { factColumns as columns } from './row.ts';
import type { Timeline } from './timeline.ts';

export const timelineProjection: Projection<Timeline> = {
  name: 'timeline',
  version: 1,
  tables: { fact: { columns, lateIndexes: [{ on: '(stream, revision)', unique: true }, { on: '(position)' }] } },
  handler,
  queries: timelineQueries,
};

function handler(db: DatabaseSync, table: (name: string) => string): Handler {
  const fact = table('fact');
  const amendments = ['annulled_by', 'corrected_by'];
  const insert = writerOf(db, fact, { columns, absent: amendments, again: 'changes nothing' });
  const annul = db.prepare(`UPDATE ${fact} SET annulled_by = ? WHERE stream = ? AND revision = ?`);
  const correct = db.prepare(`UPDATE ${fact} SET corrected_by = ? WHERE stream = ? AND revision = ?`);

  let amending: Taken[] = [];

  function take(t: Taken): void {
    const { event, aggregate, status } = t;
    // What cannot be read cannot be told either: its stream stands still here.
    if (status === 'sound') factOf(t);
    insert({
      position: event.position,
      stream: event.stream,
      revision: event.revision,
      type: event.type,
      schema_version: event.schemaVersion,
      hash: event.hash,
      occurred_at: event.occurredAt,
      recorded_at: event.recordedAt,
      actor: JSON.stringify(event.actor),
      status,
      data: JSON.stringify(event.data ?? null),
    });
    const definition = aggregate?.events.get(event.type);
    if (t.fact && (definition?.annuls || definition?.corrects)) amending.push(t);
  }

  function markAmended({ event: { stream, revision, type }, aggregate, fact }: Taken): void {
    const definition = aggregate?.events.get(type);
    for (const taken of definition?.annuls?.(fact?.data) ?? []) annul.run(revision, stream, taken);
    const corrected = definition?.corrects?.(fact?.data);
    if (corrected) correct.run(revision, stream, corrected.revision);
  }

  return {
    ...rowsOfStream(db, fact, 'stream'),
    apply: (events) => {
      for (const t of events) take(t);
    },
    flush() {
      for (const t of amending) markAmended(t);
      amending = [];
    },
    forget() {
      amending = [];
    },
  };
}
