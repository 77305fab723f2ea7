import { hash } from 'node:crypto';
import type { Actor } from '../domain/kernel/event.ts';
import { canonical } from './canonical.ts';

/** Version of the closed list of members the hash covers. */
export const ENVELOPE_VERSION = 1;

/** Everything an event says about itself that its hash covers. */
export type HashedMembers = {
  readonly v: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly commandId: string;
  readonly commandHash: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** streams read besides the own one, with the revision that was read (-1: it did not exist) */
  readonly basis?: Readonly<Record<string, number>>;
  readonly rulebook?: string;
  readonly app: string;
};

/** An event ready to be written. */
export type EventToAppend = HashedMembers & { readonly id: string; readonly hash: string };

/** An event as a store gives it back; `position` is opaque, fixed-width, comparable and valid in one store only. */
export type StoredEvent = EventToAppend & { readonly position: string };

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of a value. */
export const digest = (value: unknown): string => sha256(canonical(value));

/**
 * Picks the closed list: what is not on it cannot be smuggled under the hash. Canonical JSON leaves absent members out;
 * they stand in its order, which spares it the sorting.
 */
export function hashedMembers(e: HashedMembers): Record<keyof HashedMembers, unknown> {
  return {
    actor: e.actor,
    app: e.app,
    basis: e.basis,
    causationId: e.causationId,
    commandHash: e.commandHash,
    commandId: e.commandId,
    correlationId: e.correlationId,
    data: e.data,
    occurredAt: e.occurredAt,
    recordedAt: e.recordedAt,
    revision: e.revision,
    rulebook: e.rulebook,
    schemaVersion: e.schemaVersion,
    stream: e.stream,
    type: e.type,
    v: e.v,
  };
}

export function eventHash(e: HashedMembers): string {
  return digest(hashedMembers(e));
}

export function sealEvent(members: HashedMembers): EventToAppend {
  const sealed = eventHash(members);
  return { ...members, hash: sealed, id: eventIdOf(sealed) };
}

export function hashFits(event: StoredEvent): boolean {
  try {
    return eventHash(event) === event.hash && eventIdOf(event.hash) === event.id;
  } catch {
    // Canonical JSON has no form for it (half a surrogate pair, a number beyond all bounds): it was never sealed so.
    return false;
  }
}

/** Bytes of the namespace as characters of the same number. */
const NAMESPACE = Buffer.from('5b0c6f1de2a94f0b8f0d0c0b0a090807', 'hex').toString('latin1');

/** UUIDv5 of the hash: the same bytes have the same id, other bytes another. */
export function eventIdOf(eventHash: string): string {
  const h = hash('sha1', Buffer.from(NAMESPACE + eventHash, 'latin1'), 'hex');
  const variant = ((Number.parseInt(h.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
