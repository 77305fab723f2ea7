// What a browser works out of the log is held against what keeps it.
import { expect, test } from 'vitest';
import { leafOf } from '../../../audit/log-entry.ts';
import { inclusionProof, type NodeAt, rootAt } from '../../../audit/proofs.ts';
import { nodeHash } from '../../../audit/tree-hash.ts';
import { standsInLog } from './inclusion.ts';

const hashOf = (index: number): string => String(index).padStart(64, '0');
const node: NodeAt = (level, index) =>
  level === 0 ? leafOf(index, hashOf(index)) : nodeHash(node(level - 1, index * 2), node(level - 1, index * 2 + 1));
const asked = (index: number, size: number) => ({
  event: hashOf(index),
  ...{ index, size },
  root: rootAt(node, size).toString('base64'),
  proof: inclusionProof(node, index, size).map((step) => step.toString('base64')),
});

test('every fact of logs of any size is found where it stands, and no other hash is', async () => {
  for (let size = 1; size <= 17; size += 1)
    for (let index = 0; index < size; index += 1) {
      const proof = asked(index, size);
      expect([size, index, await standsInLog(hashOf(index), proof)]).toEqual([size, index, true]);
      expect(await standsInLog(hashOf(index + 1), proof)).toBe(false);
    }
});

test('a proof that is short, long, of another place or of another root proves nothing', async () => {
  const good = asked(5, 11);
  const wrong = [
    { ...good, proof: good.proof.slice(1) },
    { ...good, proof: [...good.proof, good.root] },
    { ...good, index: 4 },
    { ...good, index: 11 },
    { ...good, root: asked(5, 12).root },
    { ...good, proof: ['', ...good.proof.slice(1)] },
  ];
  for (const proof of wrong) expect(await standsInLog(good.event, proof)).toBe(false);
});
