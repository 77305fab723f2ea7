// Writing: at exactly one revision, and again with the same ids and the same expectation while the outcome is unknown.
import {
  type AppendResult as Answer,
  ErrorType,
  NO_STREAM,
  type WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { refuseMisuse, refuseTooLarge } from '../append-rules.ts';
import type { EventToAppend } from '../envelope.ts';
import { type AppendResult, type ExpectedRevision, StoreError } from '../port.ts';
import { textsOf } from '../stored-form.ts';
import type { Connection, Wire } from './connect.ts';
import { DeadlineExceeded, withDeadline } from './deadline.ts';
import { EPOCH_STREAM, positionOf, toEventData } from './encode.ts';
import { isType, typed } from './faults.ts';
import { streamOnce } from './read.ts';
import { retrying } from './retrying.ts';

export type Append = {
  readonly connection: Connection;
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EventToAppend[];
};

/** One round trip, unless something fails. The answer is judged by what stands in the stream wherever it is not certain. */
export async function append(a: Append): Promise<AppendResult> {
  refuseWhatIsNotToBeSent(a);
  const { connection, stream, events } = a;
  const before = a.expected === 'no-stream' ? -1 : a.expected;
  const data = events.map(toEventData);
  const attempt: Parameters<typeof retrying<AppendResult>>[1] = async ({ wire, left, before: unknown }) => {
    let answer: Answer;
    try {
      answer = await send({
        wire,
        connection,
        ms: left(),
        work: (deadline) =>
          wire.client.appendToStream(stream, data, {
            streamState: before < 0 ? NO_STREAM : BigInt(before),
            requiresLeader: true,
            deadline,
          }),
      });
    } catch (thrown) {
      if (!isType(thrown, ErrorType.WRONG_EXPECTED_VERSION)) throw thrown;
      wire.heardAt = performance.now();
      const { actualState } = typed(thrown) as unknown as WrongExpectedVersionError;
      const actual = typeof actualState === 'bigint' ? Number(actualState) : -1;
      // Where nothing was left open the server has compared the ids itself.
      const written = unknown > 0 && actual > before ? await recorded(a, left()) : undefined;
      return written ?? { outcome: 'conflict', on: stream, actual };
    }
    wire.heardAt = performance.now();
    const revision = before + events.length;
    // A stream that was deleted takes events again, further on or without a place.
    if (answer.position === undefined || Number(answer.nextExpectedRevision) !== revision)
      throw new StoreError(
        'STORE_DAMAGED',
        `The event store at ${connection.where} did not write ${stream}@${revision} where it belongs: the stream was deleted there. Restore a backup.`,
      );
    return { outcome: 'appended', revision, position: positionOf(answer.position.commit, answer.position.prepare) };
  };
  return await retrying(connection, attempt, connection.wireToWrite);
}

/** What the events were answered with when they were written, if they stand where they belong. */
async function recorded({ connection, stream, events }: Append, ms: number): Promise<AppendResult | undefined> {
  const first = events[0] as EventToAppend;
  const stored = await streamOnce({ connection, stream, from: first.revision, count: events.length, ms });
  const last = stored.at(-1);
  if (!last || stored.length < events.length || !events.every((e, i) => stored[i]?.id === e.id)) return undefined;
  return { outcome: 'appended', revision: last.revision, position: last.position };
}

/** Waits for its turn on the wire and for the answer, together no longer than `ms`. */
export async function send<T>(s: {
  wire: Wire;
  connection: Connection;
  ms: number;
  work: (deadline: number) => Promise<T>;
}): Promise<T> {
  const { life } = s.connection;
  const since = performance.now();
  const until = since + s.ms;
  const leave = await withDeadline({ ms: s.ms, life, work: s.wire.enter(), late: (go) => go() }).catch((error) => {
    if (error instanceof DeadlineExceeded) s.connection.renewIfFull(s.wire, since);
    throw error;
  });
  const left = Math.max(1, Math.ceil(until - performance.now()));
  // Its place is free only when the client has done with it, even if nobody waits any more.
  return await withDeadline({ ms: left, life, work: s.work(left).finally(leave) });
}

/** None of these would be refused by every server, and each would break a promise. */
function refuseWhatIsNotToBeSent({ stream, expected, events }: Append): void {
  if (stream === EPOCH_STREAM) throw new Error(`${stream} is the store's own`);
  // A known id at the current revision would be written a second time.
  refuseMisuse(stream, expected, events);
  refuseTooLarge(events.map(textsOf));
}
