import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '../envelope.ts';
import type { Delivery, ReadAll, Subscription } from '../port.ts';
import type { Listeners } from './listeners.ts';
import { fromRow, parsePosition, type Row, type Statements, showPosition } from './rows.ts';

/** Rows read in one turn of the event loop, and so all that is ever held ahead of a slow reader. */
const PAGE = 500;

type Parts = {
  sql: Statements;
  /** makes a fault of what the medium says */
  guard: <T>(read: () => T) => T;
  listeners: Listeners;
};

export type Reading = {
  readAll(options?: ReadAll): Promise<readonly StoredEvent[]>;
  subscribe(options: Subscription): AsyncGenerator<Delivery>;
};

export function openReading({ sql, guard, listeners }: Parts): Reading {
  const rowsAfter = (position: number, limit: number): Row[] => guard(() => sql.all.all(position, limit) as Row[]);

  // Several pages are several looks at the file; as it only grows at its end, they are one history all the same.
  async function readAll({ after, limit = PAGE, prefixes }: ReadAll = {}): Promise<readonly StoredEvent[]> {
    let from = parsePosition(after);
    if (!prefixes) return rowsAfter(from, limit).map(fromRow);
    const found: StoredEvent[] = [];
    for (;;) {
      const rows = rowsAfter(from, PAGE);
      for (const row of rows) {
        if (found.length >= limit) return found;
        from = row.position;
        if (isOf(row, prefixes)) found.push(fromRow(row));
      }
      if (rows.length < PAGE) return found;
      await nextTurn();
    }
  }

  async function* subscribe({ signal, after, prefixes }: Subscription): AsyncGenerator<Delivery> {
    let from = parsePosition(after);
    let caughtUp = false;
    while (!signal.aborted && !listeners.ended) {
      const { count } = listeners;
      const rows = rowsAfter(from, PAGE);
      for (const row of rows) {
        from = row.position;
        if (!isOf(row, prefixes)) continue;
        yield { kind: 'event', event: fromRow(row) };
        if (signal.aborted) return;
      }
      if (rows.length === PAGE) {
        await nextTurn();
        continue;
      }
      if (!caughtUp) {
        caughtUp = true;
        yield { kind: 'caught-up', position: from === 0 ? undefined : showPosition(from) };
      }
      await listeners.after(count, signal);
    }
  }

  return { readAll, subscribe };
}

const isOf = (row: Row, prefixes: readonly string[] | undefined): boolean =>
  !prefixes || prefixes.some((p) => row.stream.startsWith(p));
