// Who waits until the read models have taken in what they just wrote.
export type Waiters = {
  waitFor(position: string, ms: number): Promise<boolean>;
  /** Wakes those whose position is reached. */
  check(): void;
  /** Nothing will come any more. */
  end(): void;
};

export function createWaiters(reached: (position: string) => boolean): Waiters {
  const waiting = new Set<{ position: string; answer: (there: boolean) => void }>();
  return {
    waitFor(position, ms) {
      if (reached(position)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const answer = (there: boolean) => {
          clearTimeout(timer);
          waiting.delete(waiter);
          resolve(there);
        };
        const waiter = { position, answer };
        const timer = setTimeout(() => answer(false), ms);
        waiting.add(waiter);
      });
    },
    check() {
      for (const waiter of waiting) if (reached(waiter.position)) waiter.answer(true);
    },
    end() {
      for (const waiter of waiting) waiter.answer(false);
    },
  };
}
