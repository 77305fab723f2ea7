// Hashes of a Merkle tree as RFC 6962, 2.1 has them: a leaf and a node can never be taken for one another.
import { hash } from 'node:crypto';

export const HASH_BYTES = 32;

const sha256 = (bytes: Uint8Array | string): Buffer => hash('sha256', bytes, 'buffer');

/** Of a log without entries. */
export const EMPTY_ROOT: Buffer = sha256('');

export const leafHash = (entry: Uint8Array | string): Buffer =>
  sha256(typeof entry === 'string' ? `\0${entry}` : Buffer.concat([Buffer.alloc(1), entry]));

const pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return sha256(pair);
}

/** The largest power of two below `n`, which is at least 2: where a tree of `n` leaves is divided. */
export function dividesAt(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Of adjoining hashes, as many as a power of two. */
export function rootOfComplete(hashes: Uint8Array): Buffer {
  let level: Uint8Array = hashes;
  while (level.length > HASH_BYTES) {
    const next = Buffer.allocUnsafe(level.length / 2);
    for (let at = 0; at < level.length; at += 2 * HASH_BYTES)
      next.set(
        nodeHash(level.subarray(at, at + HASH_BYTES), level.subarray(at + HASH_BYTES, at + 2 * HASH_BYTES)),
        at / 2,
      );
    level = next;
  }
  return Buffer.from(level);
}
