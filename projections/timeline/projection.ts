// Every fact of every stream as a sentence.
import type { DatabaseSync } from 'node:sqlite';
import type { Sentence } from '../../domain/kernel/event.ts';
import { factOf, type Handler, type Projection, type Taken } from '../engine/projection.ts';
import { timelineQueries } from './queries.ts';
import type { Timeline } from './timeline.ts';

export const timelineProjection: Projection<Timeline> = {
  name: 'timeline',
  version: 1,
  tables: {
    fact: {
      columns: `
        position TEXT NOT NULL,
        stream TEXT NOT NULL,
        revision INTEGER NOT NULL,
        type TEXT NOT NULL,
        hash TEXT NOT NULL,
        occurred_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        vi TEXT NOT NULL,
        en TEXT NOT NULL,
        quiet INTEGER NOT NULL,
        changes TEXT,
        annulled_by INTEGER,
        corrected_by INTEGER,
        damaged INTEGER NOT NULL,
        stale INTEGER NOT NULL DEFAULT 0`,
      lateIndexes: [{ on: '(stream, revision)', unique: true }, { on: '(position)' }],
    },
  },
  handler,
  queries: timelineQueries,
};

function handler(db: DatabaseSync, table: (name: string) => string): Handler {
  const fact = table('fact');
  const insert = db.prepare(`
    INSERT INTO ${fact} (position, stream, revision, type, hash, occurred_at, recorded_at, actor, vi, en, quiet, changes, damaged)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const annul = db.prepare(`UPDATE ${fact} SET annulled_by = ? WHERE stream = ? AND revision = ?`);
  const correct = db.prepare(`UPDATE ${fact} SET corrected_by = ? WHERE stream = ? AND revision = ?`);
  const clear = db.prepare(`DELETE FROM ${fact} WHERE stream = ?`);
  const mark = db.prepare(`UPDATE ${fact} SET stale = ? WHERE stream = ?`);

  let amending: Taken[] = [];

  function take(t: Taken): void {
    const { event, aggregate, status } = t;
    const definition = aggregate?.events.get(event.type);
    const words = sentenceOf(t);
    insert.run(
      event.position,
      event.stream,
      event.revision,
      event.type,
      event.hash,
      event.occurredAt,
      event.recordedAt,
      JSON.stringify(event.actor),
      words.vi,
      words.en,
      definition?.quiet ? 1 : 0,
      words.changes ? JSON.stringify(words.changes) : null,
      status === 'damaged' ? 1 : 0,
    );
    if (t.fact && (definition?.annuls || definition?.corrects)) amending.push(t);
  }

  function markAmended({ event: { stream, revision, type }, aggregate, fact }: Taken): void {
    const definition = aggregate?.events.get(type);
    for (const taken of definition?.annuls?.(fact?.data) ?? []) annul.run(revision, stream, taken);
    const corrected = definition?.corrects?.(fact?.data);
    if (corrected) correct.run(revision, stream, corrected.revision);
  }

  return {
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
    clear: (stream) => clear.run(stream),
    markStale: (stream, stale) => mark.run(stale ? 1 : 0, stream),
  };
}

function sentenceOf(t: Taken): Sentence {
  const { type } = t.event;
  if (t.status === 'damaged')
    return {
      vi: `Ghi nhận ${type} đã bị thay đổi sau khi ghi: nội dung không còn khớp mã băm`,
      en: `Fact ${type} was changed after it was recorded: it no longer fits its hash`,
    };
  if (t.status === 'skipped')
    return {
      vi: `Ghi nhận ${type} chưa hiển thị được`,
      en: `Fact ${type} cannot be shown by this release`,
    };
  const fact = factOf(t);
  const definition = t.aggregate?.events.get(type);
  return definition?.sentence(fact.data, fact) ?? { vi: type, en: type };
}
