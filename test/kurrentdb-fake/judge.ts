// Whether an append may be written, decided as the server of KurrentDB 24.6 decides it (its IndexWriter.CheckCommit).
import { LAST_REVISION, type Log, metaStreamOf, type Recorded } from './log.ts';

export type Expected = 'any' | 'no-stream' | 'stream-exists' | number;

export type Verdict =
  | { readonly kind: 'write'; readonly after: number; readonly undelete: boolean }
  /** the same ids stand there already; without a record when the stream no longer shows them */
  | { readonly kind: 'known'; readonly revision: number; readonly record: Recorded | undefined }
  | { readonly kind: 'wrong'; readonly current: number }
  | { readonly kind: 'deleted' };

export function judge(log: Log, stream: string, expected: Expected, ids: readonly string[]): Verdict {
  const current = log.lastRevision(stream);
  if (current === LAST_REVISION) return { kind: 'deleted' };
  const softDeleted = log.truncatedBefore(stream) === LAST_REVISION;
  if (expected === 'stream-exists') {
    if (softDeleted) return { kind: 'deleted' };
    if (current < 0 && log.lastRevision(metaStreamOf(stream)) < 0) return { kind: 'wrong', current };
  }
  const write: Verdict = { kind: 'write', after: current, undelete: softDeleted };
  if (expected === 'any' || expected === 'stream-exists') return judgeWherever({ log, stream, ids, current, write });

  const before = expected === 'no-stream' ? -1 : expected;
  // A known id at the current revision is written a second time: nothing compares it.
  if (before === current) return write;
  if (before > current || ids.length === 0) return { kind: 'wrong', current };
  const there = log.stream(stream);
  for (const [i, id] of ids.entries()) {
    if (there[before + 1 + i]?.id === id) continue;
    // Another event stands there: a soft-deleted stream is begun again, unless part of the append was known.
    return i === 0 && before === -1 && softDeleted ? write : { kind: 'wrong', current };
  }
  return known(log, stream, before + ids.length);
}

/** Without an expected revision an id is known wherever in the stream it was last written. */
function judgeWherever(of: {
  log: Log;
  stream: string;
  ids: readonly string[];
  current: number;
  write: Verdict;
}): Verdict {
  const { log, stream, ids, current, write } = of;
  let last: Recorded | undefined;
  for (const id of ids) {
    const found = log.find(id);
    if (found?.stream !== stream) return last ? { kind: 'wrong', current } : write;
    last = found;
  }
  return last ? known(log, stream, last.revision) : write;
}

function known(log: Log, stream: string, revision: number): Verdict {
  const record = revision < log.truncatedBefore(stream) ? undefined : log.stream(stream)[revision];
  return { kind: 'known', revision, record };
}
