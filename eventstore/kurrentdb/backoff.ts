// Trying again: how long to wait between attempts, and until when.
import type { Lifetime } from './deadline.ts';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 2000;

/** Full pauses would make all who lost the same server come back at the same moment: half of each is chance. */
export function backoff(failures: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
  return longest * (0.5 + Math.random() / 2);
}

/** Waits, unless the store or the signal ends first. */
export function pause(ms: number, life: Lifetime, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      forget();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const forget = life.onEnd(() => queueMicrotask(done));
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
}

/** An attempt worth repeating is one begun with at least this much time left. */
const SHORTEST_ATTEMPT_MS = 20;

export type Attempt = {
  /** attempts before this one, whose outcome is unknown */
  readonly before: number;
  /** ms that are left of this attempt's share of the time */
  left(): number;
};

/** Repeats what fails for a reason that passes, until the time is up; then throws what failed last. */
export async function retry<T>(r: {
  timeLimitMs: number;
  life: Lifetime;
  passes: (error: unknown) => boolean;
  attempt: (a: Attempt) => Promise<T>;
}): Promise<T> {
  const giveUpAt = performance.now() + r.timeLimitMs;
  for (let before = 0; ; before++) {
    const left = giveUpAt - performance.now();
    try {
      // The first attempt leaves time for a second: its reply alone may have been lost.
      const until = before === 0 ? giveUpAt - left / 2 : giveUpAt;
      return await r.attempt({ before, left: () => Math.max(1, until - performance.now()) });
    } catch (error) {
      const rest = giveUpAt - performance.now();
      if (r.life.over || !r.passes(error) || rest < SHORTEST_ATTEMPT_MS) throw error;
      await pause(Math.min(backoff(before), rest / 2), r.life);
      if (r.life.over || giveUpAt - performance.now() < SHORTEST_ATTEMPT_MS / 2) throw error;
    }
  }
}
