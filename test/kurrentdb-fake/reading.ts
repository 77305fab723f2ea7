// What reading once and subscribing share.
import type { Log, Recorded } from './log.ts';
import { eventMessage } from './messages.ts';
import type { streams } from './protocol.ts';

export type ReadOptions = InstanceType<typeof streams.ReadReq.Options>;

/** Whether something can be read from here: the beginning, an event, or what has not been written yet. */
export function isPlace(log: Log, commit: bigint): boolean {
  if (commit <= 0n || commit >= BigInt(log.end())) return true;
  const position = Number(commit);
  return log.records[log.indexAt(position)]?.position === position;
}

export function message(record: Recorded, options: ReadOptions) {
  return eventMessage(record, options.getUuidOption()?.hasStructured() ?? true);
}
