// What every vault does alike: names a value, commits to it and answers for it.
import { createHash } from 'node:crypto';
import type { PersonalRef } from '../domain/kernel/personal.ts';
import { type Vault, VaultError, type VaultRow } from './port.ts';

export type Value = Parameters<Vault['seal']>[0][number];

export const SALT_BYTES = 32;

/** Says nothing of the value, and the same key always gives the same. */
export const refOf = ({ stream, commandId, path }: Value): string =>
  `vault:${createHash('sha256')
    .update(JSON.stringify([stream, commandId, path]))
    .digest('hex')
    .slice(0, 40)}`;

/** hex SHA-256(salt ‖ value) */
export const commit = (salt: Uint8Array, value: string): string =>
  createHash('sha256').update(salt).update(value, 'utf8').digest('hex');

/**
 * The answer for a value whose reference is known. Another value under the same key gets another commitment, so that
 * the write path sees a reused command id. What was erased has no salt any more; a late repeat of its command is
 * answered with what the event holds.
 */
export function answerFor(
  { ref, salt, commitment }: { ref: string; salt: Uint8Array | null; commitment: string },
  { value }: Value,
): PersonalRef {
  return { ref, commitment: salt === null ? commitment : commit(salt, value) };
}

/** What is no text would fail in the middle of a transaction that others share. */
export function expectTexts(values: readonly Value[]): void {
  if (values.some(({ value }) => typeof value !== 'string'))
    throw new VaultError('VAULT_UNAVAILABLE', 'The vault seals texts only; nothing was sealed.');
}

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

export function rowDiffers(ref: string): VaultError {
  return new VaultError('VAULT_ROW_DIFFERS', `The vault holds another value under ${ref}; nothing was taken over.`);
}
