// Whether another producer is registered under the same number. The numbers lie in the vault, so that no read model can
// tell; what is remembered of them here is keyed, in memory alone, and made anew by each process.
import { createHmac, randomBytes } from 'node:crypto';
import { personalRef } from '../domain/kernel/personal.ts';
import { eventPages } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { Vault } from './port.ts';

type Registered = { readonly producer: string; readonly ref: string };
export type SameRegistration = (q: { registration: string; except: string }) => Promise<readonly string[]>;

/** Reads what was registered since it was last asked. @returns ids of producers, in the order of their registration. */
export function sameRegistration(vault: Pick<Vault, 'reveal'>, store: Pick<EventStore, 'readAll'>): SameRegistration {
  const key = randomBytes(32);
  const markOf = (registration: string): string => createHmac('sha256', key).update(plain(registration)).digest('hex');
  const known = new Map<string, Registered[]>();
  let after: string | undefined;
  let reading: Promise<void> = Promise.resolve();

  async function takeIn(): Promise<void> {
    for await (const events of eventPages(store, { prefixes: ['producer-'], after })) {
      for (const { stream, data, position } of events) {
        const registration = personalRef.safeParse((data as { registration?: unknown }).registration);
        const value = registration.success ? await vault.reveal(registration.data.ref) : undefined;
        if (registration.success && value !== undefined) {
          const mark = markOf(value);
          const registered = { producer: stream.slice('producer-'.length), ref: registration.data.ref };
          known.set(mark, [...(known.get(mark) ?? []), registered]);
        }
        after = position;
      }
    }
  }

  return async ({ registration, except }) => {
    if (plain(registration) === '') return [];
    reading = reading.then(takeIn, takeIn);
    await reading;
    const mark = markOf(registration);
    const still: Registered[] = [];
    // What was erased meanwhile is not to be told of, nor remembered.
    for (const one of known.get(mark) ?? []) if ((await vault.reveal(one.ref)) !== undefined) still.push(one);
    known.set(mark, still);
    return still.map(({ producer }) => producer).filter((producer) => producer !== except);
  };
}

/** `66A8-0001`, `66a8 0001` → `66a80001`: letters and digits alone make a number. */
const plain = (registration: string): string =>
  registration
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
