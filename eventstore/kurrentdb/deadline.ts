// Deadlines of our own. The client's appends, reads and its `dispose` may never settle: every await on it passes here.
import { StoreError } from '../port.ts';

/** The other side said nothing for as long as we wait. */
export class DeadlineExceeded extends StoreError {
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

/** The work's result, or `DeadlineExceeded` after so many ms. What comes later is given to `late`. */
export function withDeadline<T>(w: {
  ms: number;
  life: Lifetime;
  work: Promise<T>;
  late?: (value: T) => void;
}): Promise<T> {
  return new Promise((resolve, reject) => {
    let waits = true;
    const settle = (then: () => void) => {
      if (!waits) return;
      waits = false;
      clearTimeout(timer);
      forget();
      then();
    };
    const timer = setTimeout(() => settle(() => reject(new DeadlineExceeded(w.ms))), w.ms);
    const forget = w.life.onEnd(() => queueMicrotask(() => settle(() => reject(closedError()))));
    w.work.then(
      (value) => (waits ? settle(() => resolve(value)) : w.late?.(value)),
      (error) => settle(() => reject(error)),
    );
  });
}
