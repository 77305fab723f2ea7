import type { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '../../eventstore/port.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import type { Log } from './control.ts';
import { asGeneration, dropGeneration, fits, type Generation, readRows } from './generation.ts';
import { type Projection, versionOf } from './projection.ts';

/** Tables of another version: read as they stand until the new ones are complete. */
export type Frozen = { readonly version: string; readonly position: string | undefined };

type Resumed = { live: Generation[]; frozen: Map<string, Frozen>; toBuild: Projection[] };

/** What the file still holds of use. Tables of another history, half-built ones and unknown ones are dropped. */
export async function resume(
  db: DatabaseSync,
  store: EventStore,
  projections: readonly Projection[],
  log: Log,
): Promise<Resumed> {
  const resumed: Resumed = { live: [], frozen: new Map(), toBuild: [] };
  const kept = new Set<number>();
  const rows = readRows(db);
  for (const projection of projections) {
    const { name } = projection;
    const row = rows.find((r) => r.name === name && r.live === 1);
    const fitting = row !== undefined && (await fits(store, row));
    if (row && !fitting)
      log.warn(
        { projection: name, position: row.position },
        'the checkpoint does not fit this store: the read model is built anew',
      );
    if (row && fitting) kept.add(row.id);
    if (row && fitting && row.version === versionOf(projection)) {
      resumed.live.push(asGeneration(db, projection, row));
      continue;
    }
    if (row && fitting) resumed.frozen.set(name, { version: row.version, position: row.position ?? undefined });
    resumed.toBuild.push(projection);
  }
  inTransaction(db, () => {
    for (const row of rows) if (!kept.has(row.id)) dropGeneration(db, row);
  });
  return resumed;
}
