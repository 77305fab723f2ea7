// Which accounts there are and which are suspended, followed as it happens: asked at every request, it may not read a
// stream each time. Whoever is suspended is out everywhere within a second.
import type { Logger } from 'pino';
import { account } from '../domain/access/account.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';
import type { EventStore, StoreError } from '../eventstore/port.ts';

export type Standing = 'unknown' | 'suspended' | 'good';
export type AccountWatch = { standing(id: string): Standing; stop(): Promise<void> };

type Watched = {
  store: Pick<EventStore, 'subscribe'>;
  /** what happens once to who is suspended while this runs */
  onSuspended: (id: string) => Promise<unknown>;
  log: Logger;
};

/** Resolves when it knows what the store held. */
export async function watchAccounts({ store, onSuspended, log }: Watched): Promise<AccountWatch> {
  const known = new Set<string>();
  const suspended = new Set<string>();
  const stopping = new AbortController();
  const caughtUp = Promise.withResolvers<void>();
  const prefixes = [account.stream('')];
  const follow = async () => {
    let isNews = false;
    for await (const told of store.subscribe({ prefixes, signal: stopping.signal })) {
      if (told.kind === 'caught-up') {
        isNews = true;
        caughtUp.resolve();
      }
      if (told.kind !== 'event') continue;
      const { id } = splitStream(told.event.stream);
      known.add(id);
      if (told.event.type === 'AccountReinstated') suspended.delete(id);
      if (told.event.type !== 'AccountSuspended') continue;
      suspended.add(id);
      if (isNews)
        await onSuspended(id).catch((error: Error) => log.error({ err: error, id }, 'sessions could not be ended'));
    }
  };
  const following = follow().catch((error: StoreError) => {
    caughtUp.reject(error);
    // A replaced store ends the process anyway.
    if (error.code !== 'STORE_REPLACED') log.error({ err: error }, 'accounts are not followed any more');
  });
  await caughtUp.promise;
  return {
    standing: (id) => (suspended.has(id) ? 'suspended' : known.has(id) ? 'good' : 'unknown'),
    async stop() {
      stopping.abort();
      await following;
    },
  };
}
