// What every vault does alike: names a value, commits to it and answers for it.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { PersonalRef } from '../domain/kernel/personal.ts';
import type { Draft, GivenValue } from '../eventstore/prepare.ts';
import { VaultError, type VaultRow } from './port.ts';

const SALT_BYTES = 32;

/** What all references of one stream, command and path begin with; the previous release's reference is this alone. */
export const keyOf = ({ stream, commandId, path }: Omit<GivenValue, 'value'>): string =>
  `vault:${createHash('sha256')
    .update(JSON.stringify([stream, commandId, path]))
    .digest('hex')
    .slice(0, 40)}`;

/** Every reference of a key is below this, in the order of their bytes, and none of another is between. */
export const endOf = (key: string): string => `${key}~`;

/** The same of a reference: of several drafts of one command, events refer to one, and the others hold what it holds. */
export const keyOfRef = (ref: string): string => ref.split('_')[0] as string;

/** hex SHA-256(salt ‖ value) */
export const commit = (salt: Uint8Array, value: string): string =>
  createHash('sha256').update(salt).update(value, 'utf8').digest('hex');

/** The reference says nothing of the value; with the commitment in it, two drafts never meet under one. */
export function draftOf(given: GivenValue): Draft {
  const { value } = given;
  const salt = randomBytes(SALT_BYTES);
  const commitment = commit(salt, value);
  return { ref: `${keyOf(given)}_${commitment.slice(0, 24)}`, salt, value, commitment };
}

/** What is kept under a reference, with the commitment that a value would have there. */
export const recalled = (
  { ref, salt, commitment }: { ref: string; salt: Uint8Array | null; commitment: string },
  value: string,
): PersonalRef => ({ ref, commitment: salt === null ? commitment : commit(salt, value) });

/** What is no text would fail in the middle of a transaction that others share. */
export function expectTexts(drafts: readonly Draft[]): void {
  if (drafts.some(({ value }) => typeof value !== 'string'))
    throw new VaultError('VAULT_UNAVAILABLE', 'The vault seals texts only; nothing was sealed.');
}

/** By what equal texts are found: of no use to who has not the vault's key as well. */
export const markOf = (key: string, text: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text, 'utf8').digest('hex');

export const newMarkKey = (): string => randomBytes(SALT_BYTES).toString('hex');

/** A row that was damaged on its way would be held for what an event committed to. */
export function expectIntact(rows: readonly VaultRow[]): void {
  for (const { ref, salt, value, commitment } of rows) {
    const erased = salt === null && value === null;
    const intact = salt !== null && value !== null && commit(Buffer.from(salt, 'hex'), value) === commitment;
    if (!erased && !intact)
      throw new VaultError(
        'VAULT_ROW_DAMAGED',
        `What came for ${ref} does not fit its commitment; nothing was taken over.`,
      );
  }
}

/** What was changed in the vault itself is not shown as what somebody said. @returns the value */
export function expectCommitted(
  ref: string,
  { salt, value }: { salt: Uint8Array | null; value: string },
  commitment: string | undefined,
): string {
  if (commitment !== undefined && (salt === null || commit(salt, value) !== commitment))
    throw new VaultError('VAULT_ROW_DAMAGED', `What the vault holds for ${ref} is not what its event committed to.`);
  return value;
}

export function rowDiffers(ref: string): VaultError {
  return new VaultError('VAULT_ROW_DIFFERS', `The vault holds another value under ${ref}; nothing was taken over.`);
}
