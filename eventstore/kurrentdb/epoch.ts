// Which history this is, and what was noted of it: a stream of our own. A restored backup keeps it, as it keeps everything.
import { randomUUID } from 'node:crypto';
import { ErrorType, NO_STREAM } from '@kurrent/kurrentdb-client';
import { send } from './append.ts';
import type { Connection } from './connect.ts';
import { EPOCH_STREAM } from './encode.ts';
import { isType } from './faults.ts';
import { readStream } from './read.ts';
import { retrying } from './retrying.ts';

/** The epoch as it stands in the store, if it stands there. */
export async function readEpoch(connection: Connection): Promise<string | undefined> {
  const [first] = await readStream(connection, EPOCH_STREAM, 0);
  const epoch = (first?.data as { epoch?: unknown } | undefined)?.epoch;
  return typeof epoch === 'string' ? epoch : undefined;
}

/** Written by whoever opens a store first; who comes second reads it. */
export async function epochOf(connection: Connection): Promise<string> {
  const known = await readEpoch(connection);
  if (known !== undefined) return known;
  const epoch = randomUUID();
  await writeAt(connection, 0, { type: 'EpochBegan', data: { epoch } });
  return (await readEpoch(connection)) ?? epoch;
}

export async function readMarks(connection: Connection): Promise<ReadonlySet<string>> {
  const events = await readStream(connection, EPOCH_STREAM, 1);
  return new Set(events.map(({ data }) => String((data as { mark?: unknown }).mark)));
}

/** Who comes second to the same place looks again. */
export async function mark(connection: Connection, name: string): Promise<void> {
  for (;;) {
    const marks = await readMarks(connection);
    if (marks.has(name)) return;
    await writeAt(connection, marks.size + 1, { type: 'Marked', data: { mark: name } });
  }
}

async function writeAt(
  connection: Connection,
  revision: number,
  what: { type: string; data: Record<string, string> },
): Promise<void> {
  const event = { id: randomUUID(), contentType: 'application/json', metadata: undefined, ...what } as const;
  await retrying(connection, async ({ wire, left }) => {
    const streamState = revision === 0 ? NO_STREAM : BigInt(revision - 1);
    const options = { streamState, requiresLeader: true } as const;
    try {
      await send({
        wire,
        connection,
        ms: left(),
        work: (deadline) => wire.client.appendToStream(EPOCH_STREAM, event, { ...options, deadline }),
      });
    } catch (thrown) {
      if (!isType(thrown, ErrorType.WRONG_EXPECTED_VERSION)) throw thrown;
    }
  });
}
