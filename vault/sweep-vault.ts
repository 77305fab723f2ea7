// What the vault must not keep: values sealed for commands that were then refused, which belong to no event, after a day;
// and those that a fact says are to be forgotten, where whoever recorded it did not come to erase them.
import { refsForgotten } from '../domain/kernel/forgettable.ts';
import { eventPages } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { Vault } from './port.ts';

const DAY_MS = 86_400_000;

export type Swept = {
  /** values that no event referred to */
  readonly unreferred: number;
  /** values that a fact had said are to be forgotten */
  readonly forgotten: number;
};

/** @param now RFC 3339 UTC; undefined where the clock is doubted: by one that runs ahead, what was just sealed is old */
export async function sweepVault(vault: Vault, store: EventStore, now: string | undefined): Promise<Swept> {
  const refs = new Set<string>();
  const toForget: string[] = [];
  for await (const events of eventPages(store)) {
    for (const event of events) {
      collect(event.data, refs);
      toForget.push(...refsForgotten(event));
    }
    // A long store must not hold up the people at work.
    await new Promise((resolve) => setImmediate(resolve));
  }
  let forgotten = 0;
  for (const ref of toForget) if (await vault.erase(ref)) forgotten += 1;
  if (now === undefined) return { unreferred: 0, forgotten };
  const before = new Date(Date.parse(now) - DAY_MS).toISOString();
  return { unreferred: await vault.sweep({ before, isReferenced: (ref) => refs.has(ref) }), forgotten };
}

function collect(value: unknown, refs: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  const { ref } = value as { ref?: unknown };
  if (typeof ref === 'string') refs.add(ref);
  for (const part of Object.values(value)) collect(part, refs);
}
