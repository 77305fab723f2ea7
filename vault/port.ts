// What must be able to be forgotten, or kept from the event store altogether.
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Sealing } from '../eventstore/prepare.ts';
import type { AccessLog } from './access-log.ts';

/**
 * Where a seal's answer is lost, or its command then lost the race for its stream, the values are there all the same:
 * no event refers to them, and the sweep takes them.
 */
export type Vault = Sealing & {
  /** Removes values sealed before `before` (RFC 3339) that no event refers to; answers how many. */
  sweep(q: { before: string; isReferenced: (ref: string) => boolean | Promise<boolean> }): Promise<number>;
  /** Everything it holds, in order of `ref`, after one: for a move to another vault. Secret as a whole. */
  rows(q: { after?: string; limit: number }): Promise<readonly VaultRow[]>;
  /**
   * Takes over rows of another vault, all of them or none. What either side has erased stays erased; what is here
   * already stays. What was indexed begins anew. Throws VAULT_ROW_DIFFERS and VAULT_ROW_DAMAGED.
   */
  adopt(rows: readonly VaultRow[]): Promise<void>;
  /** How far `index` has come, in whoever calls it's own words; undefined: it begins anew. */
  indexedTo(): Promise<string | undefined>;
  /**
   * Makes values findable by `findSame`, where they are still here, and notes how far that has come: both or neither.
   * False, and nothing done, where it had not come to `from`: another process went on, or rows were adopted.
   */
  index(q: { entries: readonly Indexed[]; from: string | undefined; to: string }): Promise<boolean>;
  /** Whose indexed values are this text, in order of `subject`: what was erased is not found. */
  findSame(text: string): Promise<readonly string[]>;
  /** What belongs to no fact, under a name that says nothing: in place of the one before, until it is dropped. */
  keepNote(name: string, text: string): Promise<void>;
  noteOf(name: string): Promise<string | undefined>;
  /** @param before RFC 3339: only one that was kept by then */
  dropNote(name: string, before?: string): Promise<void>;
  /** The installation whose personal data these are, where it was ever told. */
  owner(): Promise<string | undefined>;
  /** In place of any earlier one. */
  belongTo(installation: string): Promise<void>;
  /** Who read what of it. */
  readonly accesses: AccessLog;
  /** Ends what was asked for before; everything asked for afterwards is rejected with a VaultError. */
  close(): Promise<void>;
};

/** Later than anything was kept. */
export const ALWAYS = '9999';

/** A sealed value as it is kept; an erased one has neither salt nor value. */
export type VaultRow = {
  readonly ref: string;
  /** hex */
  readonly salt: string | null;
  readonly value: string | null;
  readonly commitment: string;
  /** RFC 3339 UTC */
  readonly sealedAt: string;
};

/** A value of the vault, and whose it is. Of `text` the vault keeps what its own key makes of it, and no more. */
export type Indexed = { readonly ref: string; readonly subject: string; readonly text: string };

export type VaultFault =
  | 'VAULT_UNAVAILABLE'
  /** the file is not what SQLite wrote: restore a backup */
  | 'VAULT_DAMAGED'
  | 'VAULT_URL_INVALID'
  | 'VAULT_CREDENTIALS_WRONG'
  /** written by a newer release */
  | 'VAULT_TOO_NEW'
  /** two vaults hold different values under one reference */
  | 'VAULT_ROW_DIFFERS'
  /** a row does not fit its own commitment */
  | 'VAULT_ROW_DAMAGED';

/** The vault cannot be used. Neither message nor cause holds a value or a password: both reach the log. */
export class VaultError extends CodedError<VaultFault> {}
