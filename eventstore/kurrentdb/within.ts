// Deadlines of our own. The client's appends, reads and its `dispose` may never settle: every await on it passes here.
import { StoreError } from '../port.ts';

/** The other side said nothing for as long as we wait. */
export class Silence extends StoreError {
  constructor(ms: number) {
    super('STORE_UNAVAILABLE', `The event store did not answer within ${Math.round(ms)} ms.`);
  }
}

export const closedError = (): StoreError => new StoreError('STORE_UNAVAILABLE', 'The store is closed.');

/** How long a store is open, and what is told when that ends. */
export type Lifetime = {
  readonly over: boolean;
  /** calls `then` when it ends, at once if it has; answers how to forget that */
  onEnd(then: () => void): () => void;
  end(): void;
};

export function lifetime(): Lifetime {
  const waiting = new Set<() => void>();
  let over = false;
  return {
    get over() {
      return over;
    },
    onEnd(then) {
      if (over) then();
      else waiting.add(then);
      return () => waiting.delete(then);
    },
    end() {
      over = true;
      for (const then of [...waiting]) then();
      waiting.clear();
    },
  };
}

/** The work's result, or `Silence` after so many ms. What comes later is given to `late`. */
export function within<T>(w: { ms: number; life: Lifetime; work: Promise<T>; late?: (value: T) => void }): Promise<T> {
  return new Promise((resolve, reject) => {
    let waits = true;
    const settle = (then: () => void) => {
      if (!waits) return;
      waits = false;
      clearTimeout(timer);
      forget();
      then();
    };
    const timer = setTimeout(() => settle(() => reject(new Silence(w.ms))), w.ms);
    const forget = w.life.onEnd(() => queueMicrotask(() => settle(() => reject(closedError()))));
    w.work.then(
      (value) => (waits ? settle(() => resolve(value)) : w.late?.(value)),
      (error) => settle(() => reject(error)),
    );
  });
}

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 2000;

/** Full pauses would make all who lost the same server come back at the same moment: half of each is chance. */
export function pauseAfter(failures: number): number {
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
export async function retrying<T>(r: {
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
      await pause(Math.min(pauseAfter(before), rest / 2), r.life);
      if (r.life.over || giveUpAt - performance.now() < SHORTEST_ATTEMPT_MS / 2) throw error;
    }
  }
}
