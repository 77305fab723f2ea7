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
  /** the folder to export to holds something else */
  | 'EXPORT_FOLDER_IN_USE'
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
