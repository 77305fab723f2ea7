// Values whose command was refused, or whose process died before the append, are referred to by no event.
import type { EventStore } from '../eventstore/port.ts';
import type { Vault } from './port.ts';

const DAY_MS = 86_400_000;

/** Removes what was sealed more than a day before `now` and stands in no event of the store; answers how many. */
export async function sweepVault({ vault, store, now }: { vault: Vault; store: EventStore; now: string }) {
  const before = new Date(Date.parse(now) - DAY_MS).toISOString();
  let referenced: Promise<ReadonlySet<string>> | undefined;
  return vault.sweep({
    before,
    isReferenced: async (ref) => {
      referenced ??= referencesIn(store);
      return (await referenced).has(ref);
    },
  });
}

async function referencesIn(store: EventStore): Promise<ReadonlySet<string>> {
  const refs = new Set<string>();
  let after: string | undefined;
  for (;;) {
    const events = await store.readAll(after === undefined ? {} : { after });
    for (const event of events) collect(event.data, refs);
    after = events[events.length - 1]?.position;
    if (after === undefined) return refs;
  }
}

function collect(value: unknown, refs: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('ref' in value && typeof value.ref === 'string') refs.add(value.ref);
  for (const part of Object.values(value)) collect(part, refs);
}
