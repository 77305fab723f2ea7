import type { Sentence } from '../../domain/kernel/event.ts';
import { findAggregate } from '../../domain/registry.ts';
import { toFact } from '../../eventstore/history.ts';
import type { FactRow } from './row.ts';

/** What a row says in the words of this release, and whether it changes anything a person decides on. */
export function sentenceOf(row: FactRow): Sentence & { readonly quiet: boolean } {
  const { type, stream } = row;
  const aggregate = findAggregate(stream);
  const definition = aggregate?.events.get(type);
  const quiet = definition?.quiet === true;
  if (row.status === 'damaged')
    return {
      vi: `Ghi nhận ${type} đã bị thay đổi sau khi ghi: nội dung không còn khớp mã băm`,
      en: `Fact ${type} was changed after it was recorded: it no longer fits its hash`,
      quiet,
    };
  // Left out on somebody's word, or tables of a newer release, read by an older one.
  if (row.status === 'skipped' || !aggregate || !definition || row.schema_version > definition.version)
    return { vi: `Ghi nhận ${type} chưa hiển thị được`, en: `Fact ${type} cannot be shown by this release`, quiet };
  const fact = toFact(aggregate, {
    stream,
    type,
    revision: row.revision,
    schemaVersion: row.schema_version,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: JSON.parse(row.actor),
    data: JSON.parse(row.data),
  });
  return { ...definition.sentence(fact.data, fact), quiet };
}
