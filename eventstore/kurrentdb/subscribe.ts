// Following: history, one `caught-up`, then live, over any outage. The client's subscription ends with the first error.
import type { StoredEvent } from '../envelope.ts';
import type { Delivery, Subscription } from '../port.ts';
import { backoff, pause } from './backoff.ts';
import type { Connection } from './connect.ts';
import { fromRecorded, isOurs, positionOf } from './encode.ts';
import { readEpoch } from './epoch.ts';
import { faultOf, replaced } from './faults.ts';
import { isWanted, readAt, readLast } from './read.ts';
import { ask } from './read-call.ts';

type Place = { readonly position: string; readonly id?: string };

/** Ends when the signal aborts or the store closes; throws `STORE_REPLACED` when the history is another one. */
export async function* subscribe(
  store: { connection: Connection; epoch: string },
  { signal, after, prefixes }: Subscription,
): AsyncGenerator<Delivery> {
  const { connection, epoch } = store;
  const over = () => signal.aborted || connection.life.over;
  /** the last event up to which everything was seen: where to go on, and what must still stand there */
  let seen: Place | undefined = after === undefined ? undefined : { position: after };
  const see = (place: Place | undefined) => {
    if (place && (seen === undefined || place.position > seen.position)) seen = place;
  };
  let caughtUp = false;
  for (let failures = 0; !over(); failures++) {
    try {
      if (failures > 0) await pause(backoff(failures), connection.life, signal);
      const checked = refuseAnotherHistory(connection, epoch, seen);
      const head = await unlessAborted(
        signal,
        checked.then(() => (caughtUp ? undefined : readLast(connection))),
      );
      if (over()) return;
      const from = (seen as Place | undefined)?.position;
      const question = { of: 'all', live: true, ...(from && { from }), ...(prefixes && { prefixes }) } as const;
      let isLive = false;
      const waitMs = () => (isLive ? undefined : connection.timeLimitMs);
      for await (const said of ask({ connection, question, signal, waitMs })) {
        for (const one of said) {
          const recorded = one.getEvent()?.getEvent();
          const checkpoint = one.getCheckpoint();
          if (recorded) {
            const event = fromRecorded(recorded);
            if (!isOurs(event) || (seen !== undefined && event.position <= seen.position)) continue;
            seen = event;
            if (isWanted(event, prefixes)) yield { kind: 'event', event };
          } else if (one.hasCaughtUp()) {
            isLive = true;
            if (caughtUp) continue;
            caughtUp = true;
            see(head);
            yield { kind: 'caught-up', position: seen?.position };
          } else if (checkpoint) {
            // Nobody asked for anything up to here. A place between events, or at one that the server may clear away,
            // could not be known again in a restored backup: what is kept is our last event before it.
            const place = positionOf(checkpoint.getCommitPosition(), checkpoint.getPreparePosition());
            readLast(connection, place).then(see, () => {});
          }
          if (over()) return;
        }
        // Only who has caught up is well: one that breaks off at every beginning is asked less and less often.
        if (isLive) failures = 0;
      }
    } catch (thrown) {
      if (over()) return;
      const fault = faultOf(thrown, connection.where);
      if (fault.code !== 'STORE_UNAVAILABLE') throw fault;
    }
  }
}

/** A backup restored under the running process has the same epoch, but not the same event where we stopped. */
async function refuseAnotherHistory(connection: Connection, epoch: string, seen: Place | undefined): Promise<void> {
  if ((await readEpoch(connection)) !== epoch) throw replaced(connection.where);
  if (!seen) return;
  const there: StoredEvent | undefined = await readAt(connection, seen.position);
  if (!there || (seen.id !== undefined && there.id !== seen.id)) throw replaced(connection.where);
}

/** The work's result, or nothing as soon as the signal aborts. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const end = () => resolve(undefined);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
