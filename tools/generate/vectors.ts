// node setup/run.mjs tools/generate/vectors.ts: writes test/vectors once. They are frozen: what is there is never written
// over, as others' verifiers rest on it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateText, checkpointText } from '../../audit/checkpoint.ts';
import { growTree } from '../../audit/growing-tree.ts';
import { leafOf } from '../../audit/log-entry.ts';
import { consistencyProof, inclusionProof } from '../../audit/proofs.ts';
import { COSIGNATURE, ED25519, signatureLine, signerKey } from '../../audit/signed-note.ts';
import { continueTiles, nodesOf } from '../../audit/tiles.ts';
import { canonical } from '../../eventstore/canonical.ts';
import { sha256 } from '../../eventstore/envelope.ts';

const folder = join(import.meta.dirname, '../../test/vectors');
const seed = (name: string) => createHash('sha256').update(`ocop test vectors ${name}`).digest();
const hex = (hashes: readonly Buffer[]) => hashes.map((h) => h.toString('hex'));
const COUNT = 300;

function vectors(): Record<string, unknown> {
  const values: unknown[] = [
    {},
    { b: 1, a: [true, null, 'x'], '€': 'đ', '\u{1f600}': 0, '\ufb33': 1, '10': 2, '9': 3 },
    'Cà phê "Đắk Lắk"\n\t\u0007\\ \u007f',
    [0, -1, 1.5, 1e21, 1e-7, 0.000001, 123456789012345680000, 9007199254740991, -0.1, 5e-324],
    {
      stream: 'productCycle-66-2022-x-1',
      revision: 0,
      data: { mean: 9250, totals: [{ member: 'tv-1', total: 9250 }] },
    },
  ];
  const hashes = Array.from({ length: COUNT }, (_, i) => sha256(`event ${i}`));
  const tree = growTree();
  const edge = continueTiles([]);
  const leaves = hashes.map((hash, i) => leafOf(i, hash));
  const roots = leaves.map((leaf) => {
    tree.add(leaf);
    edge.add(leaf);
    return tree.root();
  });
  const tiles = new Map(edge.changed().map((tile) => [`${tile.level}/${tile.number}`, tile.hashes]));
  const node = nodesOf((level, number) => tiles.get(`${level}/${number}`));
  const pairs = [
    [0, 1],
    [0, 300],
    [255, 256],
    [256, 300],
    [299, 300],
    [100, 101],
  ] as const;
  const name = 'log.example/vectors';
  const key = signerKey(name, ED25519, seed('key'));
  const root = signerKey(`${name}/root`, ED25519, seed('root'));
  const witness = signerKey('witness.example', COSIGNATURE, seed('witness'));
  const text = checkpointText(name, { size: COUNT, root: tree.root() }, '2027-01-01T17:00:00.000Z');
  const days = { from: '2027-01-01', until: '2027-12-31' };
  const certificate = signatureLine(certificateText({ key: key.text, ...days }), root)
    .trimEnd()
    .split(' ')
    .at(-1);
  const checkpoint = `${text}\n${signatureLine(text, key)}${signatureLine(text, witness, new Date('2027-01-01T17:05:00.000Z'))}`;
  return {
    'canonical.json': values.map((value) => ({ value, canonical: canonical(value), sha256: sha256(canonical(value)) })),
    'log.json': {
      hashes,
      leaves: hex(leaves),
      roots: hex(roots),
      inclusion: pairs.map(([index, size]) => ({ index, size, proof: hex(inclusionProof(node, index, size)) })),
      consistency: pairs.map(([older, size]) => ({
        older: older || 1,
        size,
        proof: hex(consistencyProof(node, older || 1, size)),
      })),
    },
    'notes.json': {
      key: key.text,
      rootKey: root.text,
      witness: witness.text,
      certificate: { ...days, certificate },
      checkpoint,
      noCheckpoints: [
        '',
        checkpoint.slice(1, 90),
        checkpoint.replace('\n300\n', '\n0300\n'),
        checkpoint.replace('— ', '- '),
      ],
    },
  };
}

mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(vectors())) {
  const path = join(folder, name);
  if (existsSync(path)) console.log(`${name} is there and stays as it is`);
  else writeFileSync(path, `${JSON.stringify(content, null, 1)}\n`);
}
