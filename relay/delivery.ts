// What Temporal has not accepted yet: the newest hint of each stream. A failure retries that stream alone.
import { setTimeout as pause } from 'node:timers/promises';
import type { HintSink } from './temporal-hints.ts';

export type RelayLog = { info(what: object, message: string): void; warn(what: object, message: string): void };

export type Hint = {
  readonly revision: number;
  /** of the event that gives it: no checkpoint passes it before it is accepted */
  readonly position: string;
  /** id of the command it is owed to; none where everything is hinted again */
  readonly because?: string;
};

export type Delivery = {
  enqueue(stream: string, hint: Hint): void;
  /** Sent a moment later, so that what follows at once needs no second one, or none at all. */
  hold(stream: string, hint: Hint): void;
  /** What is held for a stream is not sent; false: nothing is. */
  drop(stream: string): boolean;
  /**
   * Sent when nothing more has come for a while, two minutes later at most, a few at a time and after whatever else waits:
   * a clock that moves in steps, each of which makes something due, tells everybody once and keeps nobody waiting.
   */
  enqueueUnhurried(stream: string, hint: Hint): void;
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

const HELD_MS = 250;
const QUIET_MS = 2000;
const UNHURRIED_AT_MOST_MS = 120_000;
/** Temporal looks at each for some 20 ms: as many at once as leave it room for who is in a hurry. */
const UNHURRIED_WIDTH = 2;

export function startDelivery(parts: {
  sink: HintSink;
  log: RelayLog;
  /** hints under way at once */
  width: number;
  /** stops the trying again */
  stopping: AbortSignal;
  /** how long nothing more has come before what nobody hurries is sent, ms */
  quietMs?: number;
}): Delivery {
  const { sink, log, width, stopping, quietMs = QUIET_MS } = parts;
  const waiting = new Map<string, Hint>();
  const underWay = new Map<string, Hint>();
  const unhurried = new Map<string, Hint>();
  const held = new Map<string, Hint & { readonly timer: NodeJS.Timeout }>();
  let quiet: NodeJS.Timeout | undefined;
  let isQuiet = false;
  let unhurriedSince = 0;
  const failing = new Map<string, string>();
  const ending = new Set<string>();
  const settled: (() => void)[] = [];
  const count = (): number => waiting.size + underWay.size + unhurried.size + held.size;

  function pump(): void {
    // What is not accepted yet is before the checkpoint: the next start hints it again.
    if (stopping.aborted) {
      for (const stream of [...held.keys()]) drop(stream);
      for (const hints of [waiting, unhurried]) hints.clear();
    }
    send(waiting, width);
    if (isQuiet && waiting.size === 0) send(unhurried, UNHURRIED_WIDTH);
    if (count() === 0) for (const done of settled.splice(0)) done();
  }

  /** @param atMost under way at once, these and others */
  function send(hints: Map<string, Hint>, atMost: number): void {
    for (const [stream, hint] of hints) {
      if (underWay.size >= atMost) return;
      if (underWay.has(stream)) continue;
      hints.delete(stream);
      underWay.set(stream, hint);
      void deliver(stream, hint);
    }
  }

  async function deliver(stream: string, hint: Hint): Promise<void> {
    for (let wait = 100; !stopping.aborted; wait = Math.min(wait * 2, 5000)) {
      try {
        if (ending.has(stream)) await sink.endRun(stream);
        ending.delete(stream);
        await sink.send(stream, hint.revision, hint.because);
        failing.delete(stream);
        break;
      } catch (error) {
        if (!failing.has(stream))
          log.warn({ stream, error: (error as Error).message }, 'a hint was not accepted by Temporal; trying again');
        failing.set(stream, (error as Error).message);
        await pauseFor(wait, stopping);
      }
    }
    underWay.delete(stream);
    pump();
  }

  const add = (hints: Map<string, Hint>, stream: string, hint: Hint): void => {
    const known = hints.get(stream);
    hints.set(stream, known && known.revision > hint.revision ? known : hint);
  };

  function drop(stream: string): boolean {
    clearTimeout(held.get(stream)?.timer);
    return held.delete(stream);
  }

  function release(stream: string): void {
    const { timer: _, ...hint } = held.get(stream) ?? {};
    if (drop(stream)) add(waiting, stream, hint as Hint);
    pump();
  }

  function comesLater(): void {
    isQuiet = performance.now() - unhurriedSince > UNHURRIED_AT_MOST_MS;
    if (!isQuiet) quiet = quiet?.refresh() ?? setTimeout(nothingMoreComes, quietMs);
  }

  function nothingMoreComes(): void {
    isQuiet = true;
    pump();
  }
  stopping.addEventListener('abort', () => {
    clearTimeout(quiet);
    pump();
  });

  return {
    enqueue(stream, hint) {
      drop(stream);
      // Told now, it looks at the clock as it stands: nothing is left to tell it later.
      unhurried.delete(stream);
      add(waiting, stream, hint);
      if (unhurried.size > 0) comesLater();
      pump();
    },
    hold(stream, hint) {
      if (stopping.aborted) return;
      const timer = held.get(stream)?.timer ?? setTimeout(() => release(stream), HELD_MS);
      held.set(stream, { ...hint, timer });
    },
    drop(stream) {
      const was = drop(stream);
      if (was) pump();
      return was;
    },
    enqueueUnhurried(stream, hint) {
      if (stopping.aborted) return;
      if (unhurried.size === 0) unhurriedSince = performance.now();
      add(unhurried, stream, hint);
      comesLater();
    },
    beginAnew(streams) {
      for (const stream of streams) ending.add(stream);
    },
    firstWaiting: () =>
      [waiting, underWay, unhurried, held].flatMap((hints) => [...hints.values()].map((h) => h.position)).sort()[0],
    has: (stream) => [waiting, underWay, unhurried, held].some((hints) => hints.has(stream)),
    count,
    failing: () => [...failing].map(([stream, message]) => ({ stream, message })),
    settled: () => (count() === 0 ? Promise.resolve() : new Promise((resolve) => settled.push(resolve))),
  };
}

/** Waits, unless the signal aborts first. */
export const pauseFor = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => {});
