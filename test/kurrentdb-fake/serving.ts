// What every method of the protocol fake works with.
import type { Faults } from './faults.ts';
import type { Users } from './rights.ts';
import type { Store } from './store.ts';

export type Serving = {
  readonly store: Store;
  readonly faults: Faults;
  readonly users: Users | undefined;
  readonly counts: { appends: number; reads: number; subscriptions: number };
  /** Ends each call that is under way, for `cut-subscriptions` and for a backup that is restored. */
  readonly subscriptions: Set<() => void>;
  readonly appending: Set<() => void>;
  port(): number;
};

/** Nobody waits for the answer any more, even if the word of it is still under way. */
export function isGivenUp(call: { cancelled: boolean; getDeadline(): Date | number }): boolean {
  return call.cancelled || Number(call.getDeadline()) <= Date.now();
}
