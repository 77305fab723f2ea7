// `ocop export`: every event as a line of JSON in store order, between a header and a trailer with the hash of it all.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { EventStore } from '../eventstore/port.ts';
import { RELEASE } from './compose.ts';

/** @returns how many events were written. Positions stay behind: they mean nothing in another store. */
export async function exportEvents(store: EventStore, out: Writable): Promise<number> {
  const hash = createHash('sha256');
  let count = 0;
  const line = async (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    if (!out.write(text)) await once(out, 'drain');
  };
  await line({ ocopExport: 1, epoch: store.epoch, release: RELEASE });
  for (let after: string | undefined; ; ) {
    const events = await store.readAll({ limit: 1000, ...(after === undefined ? {} : { after }) });
    if (events.length === 0) break;
    for (const { position, ...event } of events) {
      await line(event);
      count += 1;
      after = position;
    }
  }
  const trailer = `${JSON.stringify({ events: count, sha256: hash.digest('hex') })}\n`;
  if (!out.write(trailer)) await once(out, 'drain');
  return count;
}
