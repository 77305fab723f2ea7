// Whether a fact stands in the sealed log, worked out here and not by whoever keeps it: the hashes of RFC 6962, checked as
// RFC 9162, 2.1.3.2 has it.
import type { Inclusion } from '../../talk/audit-answers.ts';

const HASH_BYTES = 32;
type Bytes = Uint8Array<ArrayBuffer>;

const sha256 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** A leaf says at which place the event with that hash stands. */
const leafOf = (index: number, event: string) => sha256(new TextEncoder().encode(`\0${index} ${event}`));

function nodeOf(left: Bytes, right: Bytes): Promise<Bytes> {
  const both = new Uint8Array(1 + 2 * HASH_BYTES);
  both.set([1]);
  both.set(left, 1);
  both.set(right, 1 + HASH_BYTES);
  return sha256(both);
}

/** @param hash of the fact, as it is shown */
export async function standsInLog(hash: string, { index, size, root, proof }: Inclusion): Promise<boolean> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let at = index;
  let last = size - 1;
  let node = await leafOf(index, hash);
  for (const step of proof.map(bytesOf)) {
    if (last === 0 || step.length !== HASH_BYTES) return false;
    if (at % 2 === 1 || at === last) {
      node = await nodeOf(step, node);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else node = await nodeOf(node, step);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  const sealed = bytesOf(root);
  return last === 0 && sealed.length === node.length && node.every((byte, i) => byte === sealed[i]);
}
