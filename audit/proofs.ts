// That an entry stands in a log, and that a log only grew (RFC 6962, 2.1.1 and 2.1.2; checked as RFC 9162, 2.1.3.2 and
// 2.1.4.2). Pure: where the hashes are kept is the caller's affair.
import { dividesAt, EMPTY_ROOT, nodeHash } from './tree-hash.ts';

/** Hash of the complete subtree of 2^level leaves, the `index`th of its kind. */
export type NodeAt = (level: number, index: number) => Buffer;

/** Of the `count` leaves from `from` on, which is where a subtree begins. */
function range(node: NodeAt, from: number, count: number): Buffer {
  const level = Math.log2(count);
  if (Number.isInteger(level)) return node(level, from / count);
  const k = dividesAt(count);
  return nodeHash(range(node, from, k), range(node, from + k, count - k));
}

export const rootAt = (node: NodeAt, size: number): Buffer => (size === 0 ? EMPTY_ROOT : range(node, 0, size));

/** That leaf `index` stands in the log of `size`. The caller sees to `index < size`. */
export function inclusionProof(node: NodeAt, index: number, size: number): readonly Buffer[] {
  const path = (at: number, from: number, count: number): Buffer[] => {
    if (count === 1) return [];
    const k = dividesAt(count);
    return at < k
      ? [...path(at, from, k), range(node, from + k, count - k)]
      : [...path(at - k, from + k, count - k), range(node, from, k)];
  };
  return path(index, 0, size);
}

/** That the log of `size` begins with the log of `older`. The caller sees to `0 < older <= size`. */
export function consistencyProof(node: NodeAt, older: number, size: number): readonly Buffer[] {
  const part = (first: number, from: number, count: number, whole: boolean): Buffer[] => {
    if (first === count) return whole ? [] : [range(node, from, count)];
    const k = dividesAt(count);
    return first <= k
      ? [...part(first, from, k, whole), range(node, from + k, count - k)]
      : [...part(first - k, from + k, count - k, false), range(node, from, k)];
  };
  return part(older, 0, size, true);
}

export type Tree = { readonly size: number; readonly root: Uint8Array };

const same = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && Buffer.compare(a, b) === 0;
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const half = (n: number): number => Math.floor(n / 2);

export function isIncluded(
  leaf: Uint8Array,
  index: number,
  proof: readonly Uint8Array[],
  { size, root }: Tree,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let at = index;
  let last = size - 1;
  let hash: Uint8Array = leaf;
  for (const step of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(step, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(hash, step);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(hash, root);
}

export function isConsistent(older: Tree, newer: Tree, proof: readonly Uint8Array[]): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root);
  if (older.size === 0) return proof.length === 0 && same(older.root, EMPTY_ROOT);
  const steps = Number.isInteger(Math.log2(older.size)) ? [older.root, ...proof] : proof;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const [first, ...others] = steps;
  if (first === undefined) return false;
  let [was, is]: [Uint8Array, Uint8Array] = [first, first];
  for (const step of others) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      was = nodeHash(step, was);
      is = nodeHash(step, is);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else is = nodeHash(is, step);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(was, older.root) && same(is, newer.root);
}
