import type { Actor, Change } from '../../domain/kernel/event.ts';
import type { Reader } from '../engine/reader.ts';
import type { Timeline, TimelineItem } from './timeline.ts';

type Row = {
  position: string;
  stream: string;
  revision: number;
  type: string;
  hash: string;
  occurred_at: string;
  recorded_at: string;
  actor: string;
  vi: string;
  en: string;
  quiet: number;
  changes: string | null;
  annulled_by: number | null;
  corrected_by: number | null;
  damaged: number;
  stale: number;
};

const MOST = 200;
const within = (limit: number): number => Math.max(1, Math.min(MOST, Math.trunc(limit)));

export const timelineQueries = (reader: Reader): Timeline => ({
  async of(stream, { after, limit = 100 } = {}) {
    const size = within(limit);
    const from = after !== undefined && /^\d+$/.test(after) ? Number(after) : -1;
    const rows = reader.all<Row>(
      'SELECT * FROM fact WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?',
      stream,
      from,
      size + 1,
    );
    const items = rows.slice(0, size).map(asItem);
    const { total } = reader.get<{ total: number }>('SELECT count(*) AS total FROM fact WHERE stream = ?', stream) ?? {
      total: 0,
    };
    return rows.length > size ? { items, next: String(items[items.length - 1]?.revision), total } : { items, total };
  },
  latest: async (limit) =>
    reader.all<Row>('SELECT * FROM fact ORDER BY position DESC LIMIT ?', within(limit)).map(asItem),
});

function asItem(row: Row): TimelineItem {
  return {
    stream: row.stream,
    revision: row.revision,
    position: row.position,
    type: row.type,
    hash: row.hash,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: JSON.parse(row.actor) as Actor,
    words: { vi: row.vi, en: row.en },
    quiet: row.quiet === 1,
    changes: row.changes === null ? [] : (JSON.parse(row.changes) as Change[]),
    annulledBy: row.annulled_by ?? undefined,
    correctedBy: row.corrected_by ?? undefined,
    damaged: row.damaged === 1,
    stale: row.stale === 1,
  };
}
