// Taking over the events of another store. The order of all events is kept, so that one append waits for the other.
import type { EventToAppend } from '../envelope.ts';
import type { AppendResult } from '../port.ts';
import { bytesOf } from '../stored-form.ts';
import { append } from './append.ts';
import type { Connection } from './connect.ts';
import { readStream } from './read.ts';

/** Well below what one append may hold: the server counts the names of types as well. */
const MOST_BYTES = 500_000;
const MOST_EVENTS = 500;

export async function adopt(connection: Connection, events: readonly EventToAppend[]): Promise<AppendResult> {
  let result: AppendResult | undefined;
  for (const run of runsOf(events)) {
    result = await adoptRun(connection, run);
    if (result.outcome === 'conflict') return result;
  }
  if (!result) throw new Error('there is nothing to take over');
  return result;
}

async function adoptRun(connection: Connection, run: readonly EventToAppend[]): Promise<AppendResult> {
  const { stream, revision } = run[0] as EventToAppend;
  const expected = revision === 0 ? 'no-stream' : revision - 1;
  const result = await append({ connection, stream, expected, events: run });
  if (result.outcome === 'appended' || result.actual < revision) return result;
  // Some of them may be there from an earlier time, which an append of all of them does not pass over.
  const stored = await readStream(connection, stream, revision);
  const same = run.findIndex((e, i) => stored[i]?.id !== e.id);
  if (same <= 0 || stored.length > same) return result;
  return await append({ connection, stream, expected: revision + same - 1, events: run.slice(same) });
}

/** Events of one stream that follow each other, as one append. */
function* runsOf(events: readonly EventToAppend[]): Generator<readonly EventToAppend[]> {
  let run: EventToAppend[] = [];
  let bytes = 0;
  for (const event of events) {
    const last = run.at(-1);
    const size = bytesOf(event);
    const follows = last?.stream === event.stream && last.revision + 1 === event.revision;
    if (last && (!follows || bytes + size > MOST_BYTES || run.length === MOST_EVENTS)) {
      yield run;
      run = [];
      bytes = 0;
    }
    run.push(event);
    bytes += size;
  }
  if (run.length > 0) yield run;
}
