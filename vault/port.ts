// What must be able to be forgotten, or kept from the event store altogether.
import type { SealPersonal } from '../eventstore/execute-command.ts';

export type Vault = {
  /** Durable before it answers. First writer wins per stream, command and path: a repeat gets the first salt. */
  seal: SealPersonal;
  /** The value behind an event's `ref`; undefined when it was erased, swept or never here. */
  reveal(ref: string): Promise<string | undefined>;
  /** Forgets value and salt for good; every hash and proof stays as it was. False when there was nothing to forget. */
  erase(ref: string): Promise<boolean>;
  /** Removes values sealed before `before` (RFC 3339) that no event refers to; answers how many. */
  sweep(q: { before: string; isReferenced: (ref: string) => boolean | Promise<boolean> }): Promise<number>;
  close(): void;
};

/** The vault cannot be used: an outage, nothing was sealed. */
export class VaultError extends Error {
  override name = 'VaultError';
  readonly code = 'VAULT_UNAVAILABLE';
}
