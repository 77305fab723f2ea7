import type { Server } from './process.ts';
import { together } from './rounds.ts';
import { untilTimersAreSet } from './timers.ts';

/** As many hints under way at once as the relay has. */
const WIDTH = 24;

/** Bare workflows per second, from the first `signalWithStart` until the last has set its timer. */
export async function barePerSecond(q: {
  server: Server;
  bare: { send(id: string): Promise<void> };
  names: readonly string[];
}): Promise<number> {
  const begun = Date.now();
  await together(WIDTH, q.names, q.bare.send);
  const ids = q.names.map((name) => `bare/${name}`);
  return (q.names.length * 1000) / ((await untilTimersAreSet(q.server.client, ids)) - begun);
}
