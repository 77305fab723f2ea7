// What Temporal has not accepted yet: the newest hint of each stream. A failure retries that stream alone.
import { setTimeout } from 'node:timers/promises';
import type { HintSink } from './temporal-hints.ts';

export type RelayLog = { info(what: object, message: string): void; warn(what: object, message: string): void };

export type Hint = {
  readonly revision: number;
  /** of the event that gives it: no checkpoint passes it before it is accepted */
  readonly position: string;
};

export type Delivery = {
  enqueue(stream: string, hint: Hint): void;
  /** Streams whose run is ended before their next hint, so that a fresh one begins. */
  beginAnew(streams: Iterable<string>): void;
  has(stream: string): boolean;
  /** the first position that is still on its way */
  firstWaiting(): string | undefined;
  count(): number;
  failing(): { stream: string; message: string }[];
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
};

export function startDelivery(parts: {
  sink: HintSink;
  log: RelayLog;
  /** hints under way at once */
  width: number;
  /** stops the trying again */
  stopping: AbortSignal;
}): Delivery {
  const { sink, log, width, stopping } = parts;
  const waiting = new Map<string, Hint>();
  const underWay = new Map<string, Hint>();
  const failing = new Map<string, string>();
  const ending = new Set<string>();
  const settled: (() => void)[] = [];
  const count = (): number => waiting.size + underWay.size;

  function pump(): void {
    // What is not accepted yet is before the checkpoint: the next start hints it again.
    if (stopping.aborted) waiting.clear();
    for (const [stream, hint] of waiting) {
      if (underWay.size >= width) return;
      if (underWay.has(stream)) continue;
      waiting.delete(stream);
      underWay.set(stream, hint);
      void deliver(stream, hint);
    }
    if (count() === 0) for (const done of settled.splice(0)) done();
  }

  async function deliver(stream: string, hint: Hint): Promise<void> {
    for (let pause = 100; !stopping.aborted; pause = Math.min(pause * 2, 5000)) {
      try {
        if (ending.has(stream)) await sink.endRun(stream);
        ending.delete(stream);
        await sink.send(stream, hint.revision);
        failing.delete(stream);
        break;
      } catch (error) {
        if (!failing.has(stream))
          log.warn({ stream, error: (error as Error).message }, 'a hint was not accepted by Temporal; trying again');
        failing.set(stream, (error as Error).message);
        await pauseFor(pause, stopping);
      }
    }
    underWay.delete(stream);
    pump();
  }

  return {
    enqueue(stream, hint) {
      const known = waiting.get(stream);
      waiting.set(stream, known && known.revision > hint.revision ? { ...known, position: known.position } : hint);
      pump();
    },
    beginAnew(streams) {
      for (const stream of streams) ending.add(stream);
    },
    firstWaiting: () => [...waiting.values(), ...underWay.values()].map((h) => h.position).sort()[0],
    has: (stream) => waiting.has(stream) || underWay.has(stream),
    count,
    failing: () => [...failing].map(([stream, message]) => ({ stream, message })),
    settled: () => (count() === 0 ? Promise.resolve() : new Promise((resolve) => settled.push(resolve))),
  };
}

/** Waits, unless the signal aborts first. */
export const pauseFor = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => {});
