import { onTestFinished } from 'vitest';
import { refOf } from '../../vault/commitment.ts';
import type { Vault, VaultRow } from '../../vault/port.ts';

export type VaultSubject = {
  readonly name: string;
  /** A new, empty storage: where `open` opens it, each time as another node. The test closes what it opened. */
  readonly storage: () => Promise<{ place: string; open: (clock: () => string) => Promise<Vault> }>;
};

export type Office = {
  /** Where the storage is, for a process of its own. */
  readonly place: string;
  readonly clock: { now: string };
  readonly vault: Vault;
  /** Another node on the same storage. */
  readonly another: () => Promise<Vault>;
};

/** A vault of its own for one test, closed when it ends. */
export async function newOffice(subject: VaultSubject): Promise<Office> {
  const { place, open } = await subject.storage();
  const clock = { now: '2022-03-01T02:00:00.000Z' };
  const another = async (): Promise<Vault> => {
    const vault = await open(() => clock.now);
    onTestFinished(() => vault.close());
    return vault;
  };
  return { place, clock, vault: await another(), another };
}

export const key = (commandId: string, value: string, path = '/name') => ({
  stream: 'producer-a',
  commandId,
  path,
  value,
});

export const refOfKey = (commandId: string, path?: string): string => refOf(key(commandId, '', path));

export async function allRows(vault: Vault, limit = 1000): Promise<VaultRow[]> {
  const all: VaultRow[] = [];
  for (;;) {
    const after = all.at(-1)?.ref;
    const page = await vault.rows({ limit, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return all;
    all.push(...page);
  }
}
