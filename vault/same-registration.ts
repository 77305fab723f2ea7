// Whether another producer is registered under the same number. The numbers lie in the vault, so that no read model can
// tell: the vault itself finds equal ones, and this brings into its index what was registered since.
import { type PersonalRef, personalRef } from '../domain/kernel/personal.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { eventPages } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';
import { type Indexed, type Vault, VaultError } from './port.ts';

const PRODUCERS = 'producer-';

/** @returns ids of the other producers, in their order */
export type SameRegistration = (q: { registration: string; except: string }) => Promise<readonly string[]>;

export function sameRegistration(
  vault: Pick<Vault, 'reveal' | 'indexedTo' | 'index' | 'findSame'>,
  store: Pick<EventStore, 'readAll' | 'at' | 'epoch'>,
): SameRegistration {
  /** Whoever asks at once, here or in another process: one goes on, the others find that it did. */
  async function takeIn(): Promise<void> {
    let from = await vault.indexedTo();
    for await (const events of eventPages(store, { prefixes: [PRODUCERS], after: await positionIn(store, from) })) {
      const to = noteOf(events.at(-1) as StoredEvent);
      if (!(await vault.index({ entries: await registeredIn(events), from, to }))) return takeIn();
      from = to;
    }
  }

  const noteOf = ({ position, hash }: StoredEvent): string => JSON.stringify([store.epoch, position, hash]);

  async function registeredIn(events: readonly StoredEvent[]): Promise<Indexed[]> {
    const found: Indexed[] = [];
    for (const { stream, data } of events) {
      const { success, data: personal } = personalRef.safeParse((data as { registration?: unknown }).registration);
      const value = success ? await revealIntact(vault, personal) : undefined;
      if (success && value !== undefined)
        found.push({ ref: personal.ref, subject: stream.slice(PRODUCERS.length), text: plain(value) });
    }
    return found;
  }

  return async ({ registration, except }) => {
    const text = plain(registration);
    if (text === '') return [];
    await takeIn();
    return (await vault.findSame(text)).filter((producer) => producer !== except);
  };
}

/** A value that somebody changed in the vault is nobody's number. */
const revealIntact = ({ reveal }: Pick<Vault, 'reveal'>, { ref, commitment }: PersonalRef) =>
  reveal(ref, commitment).catch((error) => {
    if (error instanceof VaultError && error.code === 'VAULT_ROW_DAMAGED') return undefined;
    throw error;
  });

/** Undefined where the note is of another history, as after a restore: then all of it is gone through again. */
async function positionIn(store: Pick<EventStore, 'at' | 'epoch'>, note: string | undefined) {
  if (note === undefined) return undefined;
  const [epoch, position, hash] = JSON.parse(note) as [string, string, string];
  if (epoch !== store.epoch) return undefined;
  return (await store.at(position))?.hash === hash ? position : undefined;
}

/** `66A8-0001`, `66a8 0001` → `66a80001`: letters and digits alone make a number. */
const plain = (registration: string): string =>
  registration
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
