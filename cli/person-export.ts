// Everything that is kept on one person, for who asks for it (Law 91/2025/QH15 on personal data): what they gave to sign
// in, the facts of their account with the values of the vault, their letters, and what they have done.
import type { Accounts } from '../accounts/port.ts';
import { account } from '../domain/access/account.ts';
import { sealedIn } from '../domain/kernel/personal.ts';
import { letters } from '../domain/letters/letters.ts';
import { findAggregate } from '../domain/registry.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { eventPages } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { AccessQuestion, Noted } from '../vault/access-log.ts';
import type { Vault } from '../vault/port.ts';

type Parts = {
  store: Pick<EventStore, 'readAll'>;
  vault: Pick<Vault, 'reveal' | 'accesses'>;
  accounts: Pick<Accounts, 'people' | 'passkeys' | 'sessions' | 'keys' | 'invitations'>;
};

/** A value that was erased is null. */
type Told = {
  at: string;
  stream: string;
  revision: number;
  type: string;
  vi: string;
  values?: Record<string, string | null>;
};

/** Reads the whole history once. @param id the account */
export async function personExport({ store, vault, accounts }: Parts, id: string) {
  const own: Told[] = [];
  const acts: Told[] = [];
  const about = new Set([account.stream(id), letters.stream(id)]);
  for await (const page of eventPages(store))
    for (const event of page) {
      if (about.has(event.stream)) own.push({ ...told(event), ...(await valuesOf(event, vault)) });
      else if (event.actor.id === id && event.actor.kind === 'person') acts.push(told(event));
    }
  return {
    account: id,
    signIn: (await accounts.people.find(id)) ?? null,
    passkeys: await accounts.passkeys.of(id),
    singleSignOn: await accounts.people.signOns(id),
    sessions: await accounts.sessions.of(id),
    keys: await accounts.keys.of(id),
    invitations: (await accounts.invitations.open()).filter((one) => one.account === id),
    /** roles, contact, letters: each as it was recorded, with what the vault holds of it */
    facts: own,
    /** what was done with this account; it stays, because it is the record of an office */
    acts,
    /** what they read of others, and who read of them */
    read: await readings(vault, { account: id }),
    readBy: (await Promise.all([...about].map((stream) => readings(vault, { stream })))).flat(),
  };
}

const AT_ONCE = 1000;

async function readings(
  { accesses }: Pick<Vault, 'accesses'>,
  of: Pick<AccessQuestion, 'account' | 'stream'>,
): Promise<readonly Noted[]> {
  const all: Noted[] = [];
  for (let before: number | undefined; ; ) {
    const { items } = await accesses.list({ ...of, limit: AT_ONCE, before });
    all.push(...items);
    before = items.at(-1)?.no;
    if (items.length < AT_ONCE) return all;
  }
}

function told(event: StoredEvent): Told {
  const { stream, revision, type, occurredAt: at } = event;
  const sentence = findAggregate(stream)?.events.get(type)?.sentence(event.data, event);
  return { at, stream, revision, type, vi: sentence?.vi ?? type };
}

async function valuesOf({ data }: StoredEvent, vault: Pick<Vault, 'reveal'>): Promise<Pick<Told, 'values'>> {
  const values: Record<string, string | null> = {};
  for (const { field, ref, commitment } of sealedIn(data))
    values[field] = (await vault.reveal(ref, commitment)) ?? null;
  return Object.keys(values).length === 0 ? {} : { values };
}
