// A tree that only its root is asked of, leaf by leaf: as many hashes are kept as its size has binary digits.
import { EMPTY_ROOT, nodeHash } from './tree-hash.ts';

export type GrowingTree = {
  readonly size: number;
  add(leaf: Buffer): void;
  /** of what was added so far */
  root(): Buffer;
};

export function growTree(): GrowingTree {
  /** roots of the complete subtrees that the tree is made of, the largest first */
  const complete: Buffer[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(leaf) {
      let hash = leaf;
      for (let n = size; n % 2 === 1; n = Math.floor(n / 2)) hash = nodeHash(complete.pop() as Buffer, hash);
      complete.push(hash);
      size += 1;
    },
    root: () => (size === 0 ? EMPTY_ROOT : complete.reduceRight((right, left) => nodeHash(left, right))),
  };
}
