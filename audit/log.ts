// What is asked of the Merkle log: it is read from where the notary keeps it, whoever follows the store into it.
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { MerkleFile } from './merkle-file.ts';
import { consistencyProof, inclusionProof, isConsistent, isIncluded, rootAt, type Tree } from './proofs.ts';
import { nodesOf } from './tiles.ts';

/** Proves that an entry stands in the log at one size: the root is found once, and each tile read once, for all of them. */
export type Proving = (index: number) => readonly Buffer[] | undefined;

/** What is asked of the log; sizes and places beyond it are answered with undefined. */
export type Log = {
  readonly tree: (size?: number) => Tree | undefined;
  readonly provingAt: (size: number) => Proving | undefined;
  readonly inclusion: (index: number, size: number) => readonly Buffer[] | undefined;
  readonly consistency: (older: number, size: number) => readonly Buffer[] | undefined;
  readonly indexOf: MerkleFile['indexOf'];
};

/** What is handed out holds: where a tile is not what it was, the whole log is made anew. */
function holding<T>(holds: boolean, proof: T): T {
  if (holds) return proof;
  throw new CodedError('LOG_DAMAGED', 'notary.sqlite is damaged: stop, delete it, start again.');
}

export function logIn(file: MerkleFile): Log {
  const known = () => file.head()?.size ?? 0;
  const node = () => nodesOf(file.read);
  const tree = (of = known()): Tree | undefined => (of <= known() ? { size: of, root: rootAt(node(), of) } : undefined);
  function provingAt(of: number): Proving | undefined {
    const whole = tree(of);
    if (!whole) return undefined;
    const nodes = node();
    return (index) => {
      if (index >= of) return undefined;
      const proof = inclusionProof(nodes, index, of);
      return holding(isIncluded(nodes(0, index), index, proof, whole), proof);
    };
  }
  return {
    tree,
    provingAt,
    inclusion: (index, of) => provingAt(of)?.(index),
    consistency(older, of) {
      const [before, whole] = [tree(older), tree(of)];
      if (!before || !whole || older === 0 || older > of) return undefined;
      const proof = consistencyProof(node(), older, of);
      return holding(isConsistent(before, whole, proof), proof);
    },
    indexOf: (event) => file.indexOf(event),
  };
}
