import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventToAppend, StoredEvent } from '../envelope.ts';
import {
  type AppendResult,
  type Delivery,
  type EventStore,
  type ExpectedRevision,
  type ReadAll,
  StoreError,
  type Subscription,
} from '../port.ts';
import { type OpenOptions, openFile } from './open.ts';

/** An append may not be larger: the distributed store's limit holds here too, so that every history can move there. */
const MAX_APPEND_BYTES = 1_000_000;
const PAGE = 500;
/** Streams whose last revision is kept in memory. */
const MOST_KNOWN = 50_000;

type Row = {
  position: number;
  stream: string;
  revision: number;
  type: string;
  id: string;
  hash: string;
  data: string;
  meta: string;
};
type Pending = {
  stream: string;
  expected: ExpectedRevision;
  events: readonly EventToAppend[];
  rows: readonly (readonly [data: string, meta: string])[];
  resolve: (result: AppendResult) => void;
  reject: (error: unknown) => void;
};

/** Opens (or creates) the embedded store. `file` may be `:memory:` in tests and rehearsals. */
export function openSqliteStore(file: string, options: OpenOptions = {}): EventStore {
  const { db, epoch, unlock } = openFile(file, options);
  const sql = statements(db);
  const waiting = new Set<() => void>();
  // Nobody else writes to the file while this process holds its lock, so what was last seen of a stream is true.
  const last = new Map<string, number>();
  let queue: Pending[] = [];
  let closed = false;

  function lastRevision(stream: string): number {
    const known = last.get(stream);
    if (known !== undefined) return known;
    const revision = (sql.last.get(stream) as { revision: number } | undefined)?.revision ?? -1;
    if (last.size >= MOST_KNOWN) last.clear();
    last.set(stream, revision);
    return revision;
  }

  function isRepeat(p: Pending): AppendResult | undefined {
    const first = p.events[0] as EventToAppend;
    const stored = sql.stream.all(p.stream, first.revision, p.events.length) as Row[];
    if (stored.length < p.events.length || !p.events.every((e, i) => stored[i]?.id === e.id)) return undefined;
    const newest = stored[stored.length - 1] as Row;
    return { outcome: 'appended', revision: newest.revision, position: show(newest.position) };
  }

  /** Judged inside the transaction that writes: nothing can move between the look and the write. */
  function write(p: Pending): AppendResult {
    const actual = lastRevision(p.stream);
    const expected = p.expected === 'no-stream' ? -1 : p.expected;
    if (actual !== expected) return isRepeat(p) ?? { outcome: 'conflict', on: p.stream, actual };
    const basis = p.events[0]?.basis ?? {};
    for (const stream in basis) {
      const revision = basis[stream] as number;
      const moved = stream === p.stream ? revision : lastRevision(stream);
      if (moved !== revision) return { outcome: 'conflict', on: stream, actual: moved };
    }
    let position = 0;
    p.events.forEach((e, i) => {
      position = Number(sql.insert.run(...columnsOf(e, p.rows[i])).lastInsertRowid);
    });
    last.set(p.stream, actual + p.events.length);
    return { outcome: 'appended', revision: actual + p.events.length, position: show(position) };
  }

  /** All or nothing; throws `StoreError` with nothing written. */
  function inTransaction<T>(work: () => T): T {
    try {
      sql.begin.run();
      const result = work();
      sql.commit.run();
      return result;
    } catch (cause) {
      last.clear();
      if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
      throw new StoreError('STORE_UNAVAILABLE', `The store could not write: ${(cause as Error).message}`, { cause });
    }
  }

  /** Group commit: everything queued in one turn of the event loop shares one transaction and one sync. */
  function flush(): void {
    const batch = queue;
    queue = [];
    let results: AppendResult[];
    try {
      results = inTransaction(() => batch.map(write));
    } catch (error) {
      for (const p of batch) p.reject(error);
      return;
    }
    batch.forEach((p, i) => {
      p.resolve(results[i] as AppendResult);
    });
    for (const wake of waiting) wake();
  }

  function adoptAll(events: readonly EventToAppend[]): AppendResult {
    let result: AppendResult | undefined;
    for (const e of events) {
      const actual = lastRevision(e.stream);
      const known = actual < e.revision ? undefined : (sql.stream.all(e.stream, e.revision, 1)[0] as Row | undefined);
      if (known ? known.id !== e.id : actual + 1 !== e.revision) return { outcome: 'conflict', on: e.stream, actual };
      const position = known?.position ?? Number(sql.insert.run(...columnsOf(e)).lastInsertRowid);
      if (!known) last.set(e.stream, e.revision);
      result = { outcome: 'appended', revision: e.revision, position: show(position) };
    }
    if (!result) throw new Error('there is nothing to take over');
    return result;
  }

  function page({ after, limit = PAGE, prefixes }: ReadAll): StoredEvent[] {
    const found: StoredEvent[] = [];
    let from = after === undefined ? 0 : Number(after);
    for (;;) {
      const rows = sql.all.all(from, prefixes ? PAGE : limit - found.length) as Row[];
      for (const row of rows) {
        from = row.position;
        if (prefixes && !prefixes.some((p) => row.stream.startsWith(p))) continue;
        found.push(fromRow(row));
        if (found.length === limit) return found;
      }
      if (rows.length === 0 || !prefixes) return found;
    }
  }

  async function* subscribe({ signal, ...options }: Subscription): AsyncGenerator<Delivery> {
    let after = options.after;
    let caughtUp = false;
    let wake: () => void = () => {};
    let moved = false;
    const notice = () => {
      moved = true;
      wake();
    };
    waiting.add(notice);
    signal.addEventListener('abort', notice);
    try {
      while (!signal.aborted && !closed) {
        moved = false;
        const head = latest();
        const events = page(after === undefined ? options : { ...options, after });
        for (const event of events) {
          if (signal.aborted) return;
          after = event.position;
          yield { kind: 'event', event };
        }
        if (events.length > 0) continue;
        if (head !== undefined) after = head.position;
        if (!caughtUp) {
          caughtUp = true;
          yield { kind: 'caught-up', position: after };
        }
        if (!moved && !signal.aborted)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      waiting.delete(notice);
      signal.removeEventListener('abort', notice);
    }
  }

  function latest(): { position: string; hash: string } | undefined {
    const row = sql.head.get() as Pick<Row, 'position' | 'hash'> | undefined;
    return row && { position: show(row.position), hash: row.hash };
  }

  return {
    epoch,
    append(stream, expected, events) {
      if (closed) return Promise.reject(new StoreError('STORE_UNAVAILABLE', 'The store is closed.'));
      if (events.length === 0) return Promise.reject(new Error('an append needs an event'));
      const rows = events.map(toRow);
      if (
        rows.reduce((n, [data, meta]) => n + data.length + meta.length, 0) > MAX_APPEND_BYTES / 3 &&
        bytes(rows) > MAX_APPEND_BYTES
      )
        return Promise.reject(
          new StoreError('EVENT_TOO_LARGE', `An append may hold at most ${MAX_APPEND_BYTES} bytes.`),
        );
      return new Promise((resolve, reject) => {
        queue.push({ stream, expected, events, rows, resolve, reject });
        if (queue.length === 1) setImmediate(flush);
      });
    },
    readStream: async (stream, from = 0) => guard(() => (sql.stream.all(stream, from, -1) as Row[]).map(fromRow)),
    readAll: async (options = {}) => guard(() => page(options)),
    subscribe,
    head: async () => guard(latest),
    at: async (position) =>
      guard(() => {
        const row = sql.at.get(Number(position)) as Row | undefined;
        return row && fromRow(row);
      }),
    async adopt(events) {
      if (closed) throw new StoreError('STORE_UNAVAILABLE', 'The store is closed.');
      if (queue.length > 0) flush();
      const result = inTransaction(() => adoptAll(events));
      for (const wake of waiting) wake();
      return result;
    },
    inspect: async () =>
      guard(() =>
        (db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[])
          .map((row) => row.integrity_check)
          .filter((said) => said !== 'ok'),
      ),
    async close() {
      if (closed) return;
      if (queue.length > 0) flush();
      closed = true;
      for (const wake of waiting) wake();
      db.close();
      unlock();
    },
  };
}

function guard<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new StoreError('STORE_UNAVAILABLE', `The store could not read: ${(cause as Error).message}`, { cause });
  }
}

function statements(
  db: DatabaseSync,
): Record<'begin' | 'commit' | 'last' | 'stream' | 'insert' | 'all' | 'head' | 'at', StatementSync> {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    last: db.prepare('SELECT revision FROM event WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
    stream: db.prepare('SELECT * FROM event WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?'),
    insert: db.prepare('INSERT INTO event (stream, revision, type, id, hash, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    all: db.prepare('SELECT * FROM event WHERE position > ? ORDER BY position LIMIT ?'),
    head: db.prepare('SELECT position, hash FROM event ORDER BY position DESC LIMIT 1'),
    at: db.prepare('SELECT * FROM event WHERE position = ?'),
  };
}

const show = (position: number): string => String(position).padStart(19, '0');

const bytes = (rows: readonly (readonly [string, string])[]): number =>
  rows.reduce((n, [data, meta]) => n + Buffer.byteLength(data) + Buffer.byteLength(meta), 0);

/** What has no column of its own is `meta`; absent members are left out. */
function toRow(e: EventToAppend): readonly [data: string, meta: string] {
  const meta: Record<Exclude<keyof EventToAppend, 'data' | 'stream' | 'revision' | 'type' | 'id' | 'hash'>, unknown> = {
    v: e.v,
    schemaVersion: e.schemaVersion,
    occurredAt: e.occurredAt,
    recordedAt: e.recordedAt,
    actor: e.actor,
    commandId: e.commandId,
    commandHash: e.commandHash,
    correlationId: e.correlationId,
    causationId: e.causationId,
    basis: e.basis,
    rulebook: e.rulebook,
    app: e.app,
  };
  return [JSON.stringify(e.data), JSON.stringify(meta)];
}

const columnsOf = (e: EventToAppend, [data, meta] = toRow(e)) =>
  [e.stream, e.revision, e.type, e.id, e.hash, data, meta] as const;

function fromRow({ position, stream, revision, type, id, hash, data, meta }: Row): StoredEvent {
  return {
    ...(parse(meta) as object),
    stream,
    revision,
    type,
    id,
    hash,
    data: parse(data),
    position: show(position),
  } as StoredEvent;
}

/** Damaged text must stay readable: it is handed on as it is, and the hash that no longer fits says the rest. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { unreadable: text };
  }
}
