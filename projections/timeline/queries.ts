import type { Actor } from '../../domain/kernel/event.ts';
import type { Instant } from '../../domain/time/civil-date.ts';
import type { Reader } from '../engine/reader.ts';
import { findFacts } from './find.ts';
import type { FactRow } from './row.ts';
import { sentenceOf } from './sentence.ts';
import type { Timeline, TimelineItem } from './timeline.ts';

const MOST = 200;
const within = (limit: number): number => Math.max(1, Math.min(MOST, Math.trunc(limit)));

export const timelineQueries = (reader: Reader): Timeline => ({
  async of(stream, { after, limit = 100, until } = {}) {
    const size = within(limit);
    const from = after !== undefined && /^\d+$/.test(after) ? Number(after) : -1;
    const end = until === undefined ? ENDLESS : endAt(reader, stream, until);
    const rows = reader.all<FactRow>(
      'SELECT * FROM fact WHERE stream = ? AND revision > ? AND revision < ? ORDER BY revision LIMIT ?',
      stream,
      from,
      end,
      size + 1,
    );
    const items = rows.slice(0, size).map((row) => asOf(asItem(row), end));
    const { total } = reader.get<{ total: number }>(
      'SELECT count(*) AS total FROM fact WHERE stream = ? AND revision < ?',
      stream,
      end,
    ) ?? { total: 0 };
    return rows.length > size ? { items, next: String(items[items.length - 1]?.revision), total } : { items, total };
  },
  find: async (question) => findFacts(reader, question).map(asItem),
  latest: async (limit) =>
    reader
      .all<FactRow>(
        // Who was told what is no news of a product.
        "SELECT * FROM fact WHERE stream NOT GLOB 'letters-*' AND stream NOT GLOB 'postOffice-*' ORDER BY position DESC LIMIT ?",
        within(limit),
      )
      .map(asItem),
});

const ENDLESS = Number.MAX_SAFE_INTEGER;

/** The first revision that was recorded after a moment. */
function endAt(reader: Reader, stream: string, until: Instant): number {
  const later = 'SELECT min(revision) AS first FROM fact WHERE stream = ? AND recorded_at > ?';
  return reader.get<{ first: number | null }>(later, stream, until)?.first ?? ENDLESS;
}

/** What amended it from `end` on was not known yet. */
const asOf = (item: TimelineItem, end: number): TimelineItem => ({
  ...item,
  annulledBy: (item.annulledBy ?? ENDLESS) < end ? item.annulledBy : undefined,
  correctedBy: (item.correctedBy ?? ENDLESS) < end ? item.correctedBy : undefined,
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
