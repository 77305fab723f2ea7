import { onTestFinished } from 'vitest';
import type { PersonalRef } from '../../domain/kernel/personal.ts';
import type { GivenValue } from '../../eventstore/prepare.ts';
import { keyOf } from '../../vault/commitment.ts';
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

/** Under what the values of a command begin. */
export const keyOfCommand = (commandId: string, path?: string): string => keyOf(key(commandId, '', path));

/** The first reference kept for a command's value. */
export async function refIn(vault: Vault, commandId: string): Promise<string> {
  const row = (await allRows(vault)).find(({ ref }) => ref.startsWith(keyOfCommand(commandId)));
  if (!row) throw new Error(`no row of ${commandId}`);
  return row.ref;
}

/** As the write path does it: drafted, then made durable. Answers what events would hold. */
export async function seal(vault: Vault, values: readonly GivenValue[]): Promise<PersonalRef[]> {
  const drafts = vault.draft(values);
  await vault.seal(drafts);
  return drafts.map(({ ref, commitment }) => ({ ref, commitment }));
}

export async function allRows(vault: Vault, limit = 1000): Promise<VaultRow[]> {
  const all: VaultRow[] = [];
  for (;;) {
    const after = all.at(-1)?.ref;
    const page = await vault.rows({ limit, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return all;
    all.push(...page);
  }
}
