import { type EventStore, type Place, StoreError } from '../port.ts';
import { asFault } from './faults.ts';
import { inspectFile } from './inspect.ts';
import { inspectAside } from './inspect-aside.ts';
import { createListeners } from './listeners.ts';
import { type OpenOptions, openFile } from './open.ts';
import { openReading } from './reading.ts';
import { fromRow, type Row, showPosition } from './rows.ts';
import { openWriting } from './writing.ts';

/**
 * Opens (or creates) the embedded store. `file` may be `:memory:` in tests and rehearsals.
 * Beside a server (`readOnly`) each call sees the history as it then is, and a subscription looks again every `LOOK_AGAIN_MS`.
 */
export function openSqliteStore(file: string, options: OpenOptions = {}): EventStore {
  const { db, sql, epoch, isInPlace, unlock } = openFile(file, options);
  const listeners = createListeners(options.readOnly ? LOOK_AGAIN_MS : undefined);
  const writing = openWriting({ db, sql, file, isInPlace, onWritten: listeners.notify });
  const { readAll, subscribe } = openReading({ sql, guard, listeners });

  function guard<T>(work: () => T): T {
    if (listeners.ended) throw closedFault();
    try {
      return work();
    } catch (error) {
      throw asFault(error, file);
    }
  }

  const rowsFrom = (stream: string, from: number) =>
    guard(() => (sql.stream.all(stream, from, -1) as Row[]).map(fromRow));

  return {
    epoch,
    checksBasis: true,
    append: (stream, expected, events) =>
      listeners.ended ? Promise.reject(closedFault()) : writing.append(stream, expected, events),
    adopt: (events) => (listeners.ended ? Promise.reject(closedFault()) : writing.adopt(events)),
    readStream: async (stream, from = 0) => rowsFrom(stream, from),
    readAfter: async (stream, known) => {
      const last = guard(() => sql.last.get(stream) as Place | undefined);
      if (last?.revision === known.revision) return last.hash === known.hash ? [] : undefined;
      const [there, ...newer] = rowsFrom(stream, known.revision);
      return there?.hash === known.hash ? newer : undefined;
    },
    readAll,
    subscribe,
    head: async () =>
      guard(() => {
        const row = sql.head.get() as Pick<Row, 'position' | 'hash'> | undefined;
        return row && { position: showPosition(row.position), hash: row.hash };
      }),
    at: async (position) =>
      guard(() => {
        const row = sql.at.get(Number(position)) as Row | undefined;
        return row && fromRow(row);
      }),
    probeWrite: async () => guard(() => void sql.probe.run()),
    marks: async () => guard(() => new Set((sql.marks.all() as { name: string }[]).map(({ name }) => name))),
    mark: async (name) => guard(() => void sql.mark.run(name)),
    async inspect() {
      const isServed = guard(() => file !== ':memory:' && !options.readOnly);
      return isServed ? inspectAside(file) : guard(() => inspectFile(db));
    },
    async close() {
      if (listeners.ended) return;
      writing.flush();
      listeners.end();
      try {
        db.close();
      } finally {
        unlock();
      }
    },
  };
}

const LOOK_AGAIN_MS = 100;
const closedFault = () => new StoreError('STORE_UNAVAILABLE', 'The store is closed.');
