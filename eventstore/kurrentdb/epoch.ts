// Which history this is: the first event of a stream of our own. A restored backup keeps it, as it keeps everything.
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
  const begun = { id: randomUUID(), epoch: randomUUID() };
  await retrying(connection, async ({ wire, left }) => {
    const data = {
      id: begun.id,
      type: 'EpochBegan',
      contentType: 'application/json',
      data: { epoch: begun.epoch },
      metadata: undefined,
    } as const;
    const options = { streamState: NO_STREAM, requiresLeader: true } as const;
    try {
      await send({
        wire,
        connection,
        ms: left(),
        work: (deadline) => wire.client.appendToStream(EPOCH_STREAM, data, { ...options, deadline }),
      });
    } catch (thrown) {
      if (!isType(thrown, ErrorType.WRONG_EXPECTED_VERSION)) throw thrown;
    }
  });
  return (await readEpoch(connection)) ?? begun.epoch;
}
