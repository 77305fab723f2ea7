import { CodedError } from '../domain/kernel/coded-error.ts';

export type MovingFault =
  /** it ends before its trailer */
  | 'EXPORT_TRUNCATED'
  /** edited, reordered, shortened in the middle or padded */
  | 'EXPORT_DAMAGED'
  | 'EXPORT_NOT_OURS'
  /** written by a newer release */
  | 'EXPORT_TOO_NEW'
  /** a folder whose export was interrupted */
  | 'EXPORT_UNFINISHED'
  | 'EXPORT_UNREADABLE'
  /** a page, but none of evidence */
  | 'NO_EVIDENCE'
  /** the folder to export to holds something else */
  | 'EXPORT_FOLDER_IN_USE'
  /** what the disk says of a folder or file that was named: no right, no space, no folder, no file, too large */
  | 'FOLDER_UNUSABLE'
  | 'IMPORT_INTO_OTHER'
  /** no joined store comes of these two */
  | 'JOIN_IMPOSSIBLE'
  /** streams of both offices have one name */
  | 'JOIN_SAME_NAMES'
  | 'STORE_MISSING'
  | 'VAULT_MISSING'
  | 'PAPERS_MISSING'
  /** store, vault and papers are not of one installation */
  | 'INSTALLATION_MIXED'
  | 'BACKUP_DAMAGED'
  | 'BACKUP_INCOMPLETE'
  | 'BACKUP_NOT_OURS'
  | 'BACKUP_TOO_NEW'
  | 'RESTORE_WOULD_REPLACE'
  /** a restore was interrupted between taking the old files away and putting the new ones in place */
  | 'RESTORE_UNFINISHED';

/** Moving a history was refused; the sentence says what to do. */
export class MovingRefused extends CodedError<MovingFault> {}

/**
 * What the disk says of what somebody named is a refusal too: `work` may meet every right, link and folder there is.
 * @param what was done, as the beginning of a sentence
 */
export async function refusedByDisk<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { syscall, message } = cause as NodeJS.ErrnoException;
    if (cause instanceof CodedError || syscall === undefined) throw cause;
    throw new MovingRefused('FOLDER_UNUSABLE', `${what}: ${message}.`, { cause });
  }
}
