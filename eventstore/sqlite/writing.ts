// The write path: everything queued in one turn of the event loop shares one transaction and one sync.
import type { DatabaseSync } from 'node:sqlite';
import { refuseMisuse, refuseReserved, refuseTooLarge, revisionOf } from '../append-rules.ts';
import type { EventToAppend } from '../envelope.ts';
import { type AppendResult, type EventStore, type ExpectedRevision, StoreError } from '../port.ts';
import { type Texts, textsOf } from '../stored-form.ts';
import { asFault, isOfOneAppend, replaced } from './faults.ts';
import { columnsOf, type Row, type Statements, showPosition } from './rows.ts';

/** Streams whose last revision is kept in memory. */
const MOST_KNOWN = 50_000;

type Pending = {
  stream: string;
  expected: ExpectedRevision;
  events: readonly EventToAppend[];
  texts: readonly Texts[];
  resolve: (result: AppendResult) => void;
  reject: (error: unknown) => void;
};

type Parts = {
  db: DatabaseSync;
  sql: Statements;
  file: string;
  /** the open file is still the one of its name: what is written to another would be lost */
  isInPlace: () => boolean;
  onWritten: () => void;
};

export type Writing = Pick<EventStore, 'append' | 'adopt'> & {
  /** writes what is queued, now */
  flush(): void;
};

export function openWriting({ db, sql, file, isInPlace, onWritten }: Parts): Writing {
  // Nobody else writes to the file while this process holds its lock, so what was last seen of a stream is true.
  const last = new Map<string, number>();
  let queue: Pending[] = [];

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
    return { outcome: 'appended', revision: newest.revision, position: showPosition(newest.position) };
  }

  /** @returns its position */
  const insert = (e: EventToAppend, texts?: Texts): number =>
    Number(sql.insert.run(...columnsOf(e, texts)).lastInsertRowid);

  /** Judged inside the transaction that writes: nothing can move between the look and the write. */
  function write(p: Pending): AppendResult {
    const actual = lastRevision(p.stream);
    if (actual !== revisionOf(p.expected)) return isRepeat(p) ?? { outcome: 'conflict', on: p.stream, actual };
    for (const [stream, revision] of Object.entries(p.events[0]?.basis ?? {})) {
      const moved = stream === p.stream ? revision : lastRevision(stream);
      if (moved !== revision) return { outcome: 'conflict', on: stream, actual: moved };
    }
    let position = 0;
    p.events.forEach((e, i) => {
      position = insert(e, p.texts[i]);
    });
    last.set(p.stream, actual + p.events.length);
    return { outcome: 'appended', revision: actual + p.events.length, position: showPosition(position) };
  }

  /** All or nothing. After a failure nothing is remembered of it: the next transaction begins as if it had not been. */
  function inTransaction<T>(work: () => T): T {
    if (!isInPlace()) throw replaced(file);
    try {
      sql.begin.run();
      const result = work();
      sql.commit.run();
      return result;
    } catch (error) {
      last.clear();
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  /** An append that cannot be written takes none of the others with it: a savepoint each, which the usual way is spared. */
  function writeEach(batch: readonly Pending[]): (AppendResult | Error)[] {
    return inTransaction(() =>
      batch.map((p) => {
        sql.savepoint.run();
        try {
          return write(p);
        } catch (cause) {
          if (!isOfOneAppend(cause)) throw cause;
          last.clear();
          sql.undo.run();
          return new Error(`an event of ${p.stream} cannot be written: ${(cause as Error).message}`, { cause });
        } finally {
          if (db.isTransaction) sql.release.run();
        }
      }),
    );
  }

  function writeAll(batch: readonly Pending[]): (AppendResult | Error)[] {
    try {
      return inTransaction(() => batch.map(write));
    } catch (error) {
      if (error instanceof StoreError || !isOfOneAppend(error)) throw error;
      return writeEach(batch);
    }
  }

  function flush(): void {
    const batch = queue;
    if (batch.length === 0) return;
    queue = [];
    let answers: readonly (AppendResult | Error)[];
    try {
      answers = writeAll(batch);
    } catch (error) {
      const fault = asFault(error, file);
      for (const p of batch) p.reject(fault);
      return;
    }
    batch.forEach((p, i) => {
      const answer = answers[i] as AppendResult | Error;
      if (answer instanceof Error) p.reject(answer);
      else p.resolve(answer);
    });
    onWritten();
  }

  function takeOver(events: readonly EventToAppend[]): AppendResult {
    let result: AppendResult | undefined;
    for (const e of events) {
      const actual = lastRevision(e.stream);
      const known = actual < e.revision ? undefined : (sql.stream.all(e.stream, e.revision, 1)[0] as Row | undefined);
      if (known ? known.id !== e.id : actual + 1 !== e.revision) return { outcome: 'conflict', on: e.stream, actual };
      const position = known?.position ?? insert(e);
      if (!known) last.set(e.stream, e.revision);
      result = { outcome: 'appended', revision: e.revision, position: showPosition(position) };
    }
    return result as AppendResult;
  }

  return {
    flush,
    append: (stream, expected, events) =>
      new Promise((resolve, reject) => {
        refuseMisuse(stream, expected, events);
        const texts = events.map(textsOf);
        refuseTooLarge(texts);
        queue.push({ stream, expected, events, texts, resolve, reject });
        if (queue.length === 1) setImmediate(flush);
      }),
    async adopt(events) {
      if (events.length === 0) throw new Error('there is nothing to take over');
      events.forEach(refuseReserved);
      flush();
      try {
        const result = inTransaction(() => takeOver(events));
        onWritten();
        return result;
      } catch (error) {
        throw asFault(error, file);
      }
    },
  };
}
