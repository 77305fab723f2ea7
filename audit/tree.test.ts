// The tree against RFC 6962 as it is written there (recursive, over all entries), and against the vectors its authors use.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growTree } from './growing-tree.ts';
import { consistencyProof, inclusionProof, isConsistent, isIncluded, type NodeAt, rootAt } from './proofs.ts';
import { continueTiles, nodesOf, type TileKept } from './tiles.ts';
import { leafHash } from './tree-hash.ts';

const sha = (...parts: Uint8Array[]) => parts.reduce((h, p) => h.update(p), createHash('sha256')).digest();
const split = (n: number) => 2 ** Math.floor(Math.log2(n - 1));

/** RFC 6962, 2.1, word for word. */
function mth(d: readonly Buffer[]): Buffer {
  if (d.length === 0) return sha();
  if (d.length === 1) return sha(Buffer.from([0]), d[0] as Buffer);
  const k = split(d.length);
  return sha(Buffer.from([1]), mth(d.slice(0, k)), mth(d.slice(k)));
}
function path(m: number, d: readonly Buffer[]): Buffer[] {
  if (d.length === 1) return [];
  const k = split(d.length);
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
}
const proof = (m: number, d: readonly Buffer[]): Buffer[] => subproof(m, d, true);
function subproof(m: number, d: readonly Buffer[], b: boolean): Buffer[] {
  if (m === d.length) return b ? [] : [mth(d)];
  const k = split(d.length);
  return m <= k
    ? [...subproof(m, d.slice(0, k), b), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

/** Kept in tiles, written and read again after every `every` leaves. */
function tiled(entries: readonly Buffer[], every: number): NodeAt {
  const kept = new Map<string, TileKept>();
  const last = () => {
    const edge: TileKept[] = [];
    for (const tile of kept.values()) if ((edge[tile.level]?.number ?? -1) < tile.number) edge[tile.level] = tile;
    return edge;
  };
  for (let from = 0; from < entries.length; from += every) {
    const edge = continueTiles(last());
    for (const entry of entries.slice(from, from + every)) edge.add(leafHash(entry));
    for (const tile of edge.changed()) kept.set(`${tile.level}/${tile.number}`, tile);
  }
  return nodesOf((level, number) => kept.get(`${level}/${number}`)?.hashes);
}
const entriesOf = (n: number): Buffer[] => Array.from({ length: n }, (_, i) => Buffer.from(`entry ${i}`));
const hex = (hashes: readonly Uint8Array[]) => hashes.map((h) => Buffer.from(h).toString('hex'));

describe('the tree of the log', () => {
  // The entries and roots of certificate-transparency's own tests (merkletree/merkle_tree_test.cc).
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const known = entries.map((e) => Buffer.from(e, 'hex'));

  test('has the roots that the authors of RFC 6962 publish', () => {
    const growing = growTree();
    expect(growing.root().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    known.forEach((entry, i) => {
      growing.add(leafHash(entry));
      expect(growing.root().toString('hex')).toBe(roots[i]);
    });
    expect(hex(roots.map((_, i) => rootAt(tiled(known, 3), i + 1)))).toEqual(roots);
  });

  test('has their proofs', () => {
    const node = tiled(known, 8);
    expect(hex(inclusionProof(node, 0, 8))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(consistencyProof(node, 6, 8))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  test('equals the naive tree at every size, and every proof holds for its place alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 300 }),
        fc.nat(),
        fc.nat(),
        (n, every, a, b) => {
          const all = entriesOf(n);
          const node = tiled(all, every);
          const [older, index] = [1 + (a % n), b % n];
          const tree = { size: n, root: rootAt(node, n) };
          expect(tree.root).toEqual(mth(all));
          const included = inclusionProof(node, index, n);
          expect(included).toEqual(path(index, all));
          expect(isIncluded(leafHash(all[index] as Buffer), index, included, tree)).toBe(true);
          expect(isIncluded(leafHash(all[index] as Buffer), (index + 1) % (n + 1), included, tree)).toBe(false);
          expect(isIncluded(leafHash('another'), index, included, tree)).toBe(false);
          const before = { size: older, root: rootAt(node, older) };
          const grown = consistencyProof(node, older, n);
          expect(grown).toEqual(proof(older, all));
          expect(isConsistent(before, tree, grown)).toBe(true);
          expect(isConsistent({ ...before, root: leafHash('x') }, tree, grown)).toBe(false);
          expect(isConsistent(before, { ...tree, root: leafHash('x') }, grown)).toBe(false);
          expect(isConsistent(before, tree, [...grown, leafHash('x')])).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('holds over the borders of tiles of tiles', () => {
    const all = entriesOf(65_793);
    const node = tiled(all, 10_000);
    const growing = growTree();
    for (const entry of all) growing.add(leafHash(entry));
    const tree = { size: all.length, root: growing.root() };
    expect(rootAt(node, all.length)).toEqual(tree.root);
    for (const index of [0, 255, 256, 65_535, 65_536, 65_792])
      expect(isIncluded(leafHash(all[index] as Buffer), index, inclusionProof(node, index, tree.size), tree)).toBe(
        true,
      );
    for (const older of [1, 255, 256, 257, 65_535, 65_536, 65_537])
      expect(
        isConsistent({ size: older, root: rootAt(node, older) }, tree, consistencyProof(node, older, tree.size)),
      ).toBe(true);
  });
});
