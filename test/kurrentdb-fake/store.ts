// The store behind the protocol: appends of one turn are judged one after another, reach the disk together, and only
// then are seen and answered.

import { randomUUID } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { type Expected, judge } from './judge.ts';
import {
  LAST_REVISION,
  type Log,
  metaStreamOf,
  type NewEvent,
  newLog,
  type Recorded,
  STREAM_DELETED,
  STREAM_METADATA,
} from './log.ts';
import { type LogFile, openLogFile, readLogFile } from './log-file.ts';
import { statistics } from './system-events.ts';

export type Written =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong'; readonly current: number }
  | { readonly kind: 'deleted' };

export type Store = {
  log(): Log;
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Written>;
  remove(stream: string, expected: Expected, how: 'soft' | 'tombstone'): Promise<Written>;
  /** Called after each write; returns how to stop. */
  onWrite(listener: () => void): () => void;
  replaceWith(backup?: string): void;
  close(): void;
};

type Waiting = { judge: (created: number) => [Written, readonly Recorded[]]; resolve: (written: Written) => void };

/** Room taken by a record that holds no event. */
const EMPTY_RECORD = 93;
/** A server writes of its own once in this many appends. */
const STATISTICS_EVERY = 7;

export function openStore(options: {
  file?: string | undefined;
  systemEvents?: boolean | undefined;
  commitMs?: number | undefined;
}): Store {
  const listeners = new Set<() => void>();
  let log = newLog();
  let file: LogFile | undefined;
  let waiting: Waiting[] = [];
  let appends = 0;
  let closed = false;

  const load = (): void => {
    log = newLog();
    if (!options.file) return;
    const opened = openLogFile(options.file);
    file = opened.file;
    for (const record of opened.records) log.add(record);
  };
  load();

  const flush = (): void => {
    const due = waiting;
    waiting = [];
    const created = Date.now();
    const written: (readonly Recorded[])[] = [];
    const answers = due.map(({ judge: decide, resolve }) => {
      const [answer, records] = decide(created);
      if (records.length > 0) written.push(records);
      return () => resolve(answer);
    });
    // An append that is not on disk is not acknowledged: a disk that fails ends the process.
    if (written.length > 0) file?.write(written);
    for (const answer of answers) answer();
    if (written.length > 0) for (const listener of listeners) listener();
  };
  const queue = (decide: Waiting['judge']): Promise<Written> =>
    new Promise((resolve) => {
      // What is asked of a server that has gone is never answered.
      if (closed) return;
      if (waiting.length === 0) {
        if (options.commitMs === undefined) setImmediate(flush);
        else setTimeout(flush, options.commitMs);
      }
      waiting.push({ judge: decide, resolve });
    });

  const write = (stream: string, revision: number, event: NewEvent, created: number): Recorded => {
    const record = log.place(stream, revision, event, created);
    log.add(record);
    return record;
  };

  const append: Store['append'] = (stream, expected, events) =>
    queue((created) => {
      const verdict = judge(
        log,
        stream,
        expected,
        events.map((e) => e.id),
      );
      if (verdict.kind === 'known')
        return [{ kind: 'written', revision: verdict.revision, position: verdict.record?.position }, []];
      if (verdict.kind !== 'write') return [verdict, []];
      const position = log.end();
      if (events.length === 0) {
        log.skip(EMPTY_RECORD);
        return [{ kind: 'written', revision: verdict.after, position }, []];
      }
      const records = events.map((event, i) => write(stream, verdict.after + 1 + i, event, created));
      const last = records.at(-1) as Recorded;
      if (verdict.undelete) records.push(writeMetadata(stream, { $tb: verdict.after + 1 }, created));
      if (options.systemEvents && ++appends % STATISTICS_EVERY === 0)
        for (const { of, event } of statistics(appends))
          records.push(write(of, log.lastRevision(of) + 1, event, created));
      return [{ kind: 'written', revision: last.revision, position: last.position }, records];
    });

  const remove: Store['remove'] = (stream, expected, how) =>
    queue((created) => {
      const verdict = judge(log, stream, expected, [randomUUID()]);
      if (verdict.kind !== 'write') return [verdict.kind === 'known' ? { kind: 'deleted' } : verdict, []];
      if (how === 'soft' && verdict.after < 0 && log.lastRevision(metaStreamOf(stream)) < 0)
        return [{ kind: 'wrong', current: -1 }, []];
      const record =
        how === 'soft'
          ? writeMetadata(stream, { $tb: LAST_REVISION }, created)
          : write(stream, LAST_REVISION, systemEvent(STREAM_DELETED, {}), created);
      return [{ kind: 'written', revision: record.revision, position: record.position }, [record]];
    });

  const writeMetadata = (stream: string, metadata: object, created: number): Recorded => {
    const of = metaStreamOf(stream);
    return write(of, log.lastRevision(of) + 1, systemEvent(STREAM_METADATA, metadata), created);
  };

  return {
    log: () => log,
    append,
    remove,
    onWrite: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replaceWith: (backup) => {
      waiting = [];
      file?.close();
      if (options.file) {
        if (backup) copyFileSync(backup, options.file);
        else rmSync(options.file, { force: true });
      }
      load();
      if (!options.file && backup) for (const record of readLogFile(backup).records) log.add(record);
    },
    close: () => {
      closed = true;
      waiting = [];
      file?.close();
      file = undefined;
    },
  };
}

function systemEvent(type: string, data: object): NewEvent {
  return { id: randomUUID(), type, json: true, data: Buffer.from(JSON.stringify(data)), metadata: Buffer.alloc(0) };
}
