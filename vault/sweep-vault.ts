// Values sealed for commands that were then refused belong to no event: they are forgotten after a day.
import type { EventStore } from '../eventstore/port.ts';
import type { Vault } from './port.ts';

const DAY_MS = 86_400_000;

/** @param now RFC 3339 UTC. @returns how many values were forgotten. */
export async function sweepVault(vault: Vault, store: EventStore, now: string): Promise<number> {
  const refs = new Set<string>();
  for (let after: string | undefined; ; ) {
    const events = await store.readAll({ limit: 1000, ...(after === undefined ? {} : { after }) });
    if (events.length === 0) break;
    for (const { data, position } of events) {
      collect(data, refs);
      after = position;
    }
    // A long store must not hold up the people at work.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const before = new Date(Date.parse(now) - DAY_MS).toISOString();
  return vault.sweep({ before, isReferenced: (ref) => refs.has(ref) });
}

function collect(value: unknown, refs: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  const { ref } = value as { ref?: unknown };
  if (typeof ref === 'string') refs.add(ref);
  for (const part of Object.values(value)) collect(part, refs);
}
