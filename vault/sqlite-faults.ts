import { isDamagedFile } from '../sqlite/codes.ts';
import { VaultError } from './port.ts';

/** @param what was tried, as the beginning of a sentence */
export function asVaultError<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof VaultError) throw cause;
    const { message } = cause as Error;
    throw isDamagedFile(cause)
      ? new VaultError(
          'VAULT_DAMAGED',
          `${what}: it is damaged (${message}). Restore a backup; ocop verify tells what is still whole.`,
          { cause },
        )
      : new VaultError('VAULT_UNAVAILABLE', `${what}: ${message}`, { cause });
  }
}
