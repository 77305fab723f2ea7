// A history as long as a suite wants it: the demo year again and again, each time in streams of its own, sealed anew.

import { DEMO_CLOCK_ID } from '../../domain/demo-clock/demo-clock.ts';
import { type EventToAppend, type StoredEvent, sealEvent } from '../../eventstore/envelope.ts';

const ONCE = `demoClock-${DEMO_CLOCK_ID}`;

/** Batches in store order, at least `events` of them in all. References to the vault stay as they are. */
export function* grownHistory(demo: readonly StoredEvent[], events: number): Generator<EventToAppend[]> {
  let count = 0;
  for (let round = 0; count < events; round++) {
    let batch: EventToAppend[] = [];
    for (const { position, id, hash, ...event } of demo) {
      if (round > 0 && event.stream === ONCE) continue;
      const renamed = (stream: string) => (stream === ONCE || round === 0 ? stream : `${stream}-${round}`);
      const basis = event.basis && Object.fromEntries(Object.entries(event.basis).map(([s, r]) => [renamed(s), r]));
      batch.push(sealEvent({ ...event, stream: renamed(event.stream), ...(basis ? { basis } : {}) }));
      if (batch.length === 1000) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
    count += demo.length;
  }
}
