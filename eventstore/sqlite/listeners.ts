/** Tells those who wait that something was written. Nothing is held for who does not wait at this moment. */
export type Listeners = {
  /** how often something was written */
  readonly count: number;
  readonly ended: boolean;
  notify(): void;
  end(): void;
  /** Resolves once there is more than `count`, the signal has aborted or it has ended. */
  after(count: number, signal: AbortSignal): Promise<void>;
};

/** @param lookAgainMs after so long everybody is woken: where another connection writes nobody tells */
export function createListeners(lookAgainMs?: number): Listeners {
  const waiting = new Set<() => void>();
  let count = 0;
  let ended = false;
  const wakeAll = () => {
    for (const wake of waiting) wake();
  };
  return {
    get count() {
      return count;
    },
    get ended() {
      return ended;
    },
    notify() {
      count += 1;
      wakeAll();
    },
    end() {
      ended = true;
      wakeAll();
    },
    after: (known, signal) =>
      new Promise((resolve) => {
        if (count !== known || ended || signal.aborted) return resolve();
        const wake = () => {
          clearTimeout(looking);
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const looking = lookAgainMs === undefined ? undefined : setTimeout(wake, lookAgainMs);
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      }),
  };
}
