import { type Attempt, retry } from './backoff.ts';
import type { Connection, Wire } from './connect.ts';
import { closedError, DeadlineExceeded } from './deadline.ts';
import { faultOf, passes } from './faults.ts';

/**
 * One question to the server, repeated while its failure may pass; throws `StoreError` when the time is up.
 * @param wireFor chosen anew for each attempt
 */
export async function retrying<T>(
  connection: Connection,
  attempt: (a: Attempt & { readonly wire: Wire }) => Promise<T>,
  wireFor: () => Wire = connection.wire,
): Promise<T> {
  const { life, timeLimitMs, where } = connection;
  if (life.over) throw closedError();
  try {
    return await retry({
      life,
      timeLimitMs,
      passes,
      async attempt(a) {
        const wire = wireFor();
        const since = performance.now();
        try {
          return await attempt({ ...a, wire });
        } catch (error) {
          if (error instanceof DeadlineExceeded) connection.renew(wire, since);
          throw error;
        }
      },
    });
  } catch (error) {
    throw life.over ? closedError() : faultOf(error, where);
  }
}
