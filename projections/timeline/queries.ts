import type { Actor } from '../../domain/kernel/event.ts';
import type { Reader } from '../engine/reader.ts';
import type { FactRow } from './row.ts';
import { sentenceOf } from './sentence.ts';
import type { Timeline, TimelineItem } from './timeline.ts';

const MOST = 200;
const within = (limit: number): number => Math.max(1, Math.min(MOST, Math.trunc(limit)));

export const timelineQueries = (reader: Reader): Timeline => ({
  async of(stream, { after, limit = 100 } = {}) {
    const size = within(limit);
    const from = after !== undefined && /^\d+$/.test(after) ? Number(after) : -1;
    const rows = reader.all<FactRow>(
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
    reader
      .all<FactRow>(
        // Who was told what is no news of a product.
        "SELECT * FROM fact WHERE stream NOT GLOB 'letters-*' AND stream NOT GLOB 'postOffice-*' ORDER BY position DESC LIMIT ?",
        within(limit),
      )
      .map(asItem),
});

function asItem(row: FactRow): TimelineItem {
  const { vi, en, changes, quiet } = sentenceOf(row);
  return {
    stream: row.stream,
    revision: row.revision,
    position: row.position,
    type: row.type,
    hash: row.hash,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: JSON.parse(row.actor) as Actor,
    words: { vi, en },
    quiet,
    changes: changes ?? [],
    annulledBy: row.annulled_by ?? undefined,
    correctedBy: row.corrected_by ?? undefined,
    damaged: row.status === 'damaged',
    stale: row.stale === 1,
  };
}
