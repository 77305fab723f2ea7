// What a server writes of its own among the events of others.
import { randomUUID } from 'node:crypto';
import type { NewEvent } from './log.ts';

const STATISTICS = '$stats-127.0.0.1:2113';
/** A filter on the types of events lets these through: only their stream says whose they are. */
const PARKED = '$persistentsubscription-$all::reports-parked';

export function statistics(count: number): { of: string; event: NewEvent }[] {
  const event = (type: string, data: object): NewEvent => ({
    id: randomUUID(),
    type,
    json: true,
    data: Buffer.from(JSON.stringify(data)),
    metadata: Buffer.alloc(0),
  });
  return [
    { of: `$$${STATISTICS}`, event: event('$metadata', { $maxAge: 86_400 }) },
    { of: STATISTICS, event: event('$statsCollected', { 'proc-id': 1, 'es-appends': count }) },
    { of: PARKED, event: event('parked', { count }) },
  ];
}
