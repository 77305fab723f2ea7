// The log's hashes in tiles of 256 (as C2SP tlog-tiles lays them out): tile n of level 0 holds leaves, of level l the roots
// of full tiles of level l-1. A proof reads one tile per level, and what changes with a new leaf is the right edge alone.
import type { NodeAt } from './proofs.ts';
import { HASH_BYTES, rootOfComplete } from './tree-hash.ts';

/** hashes in a full tile */
export const WIDTH = 256;
const LEVELS_OF_TILE = 8;

export type TileKept = { readonly level: number; readonly number: number; readonly hashes: Buffer };
export type ReadTile = (level: number, number: number) => Buffer | undefined;

/** Reads what each proof needs once. */
export function nodesOf(read: ReadTile): NodeAt {
  const seen = new Map<string, Buffer>();
  const tile = (level: number, number: number): Buffer => {
    const key = `${level}/${number}`;
    const kept = seen.get(key) ?? read(level, number);
    if (!kept) throw new Error(`the log has no tile ${key}`);
    seen.set(key, kept);
    return kept;
  };
  return (level, index) => {
    const width = 2 ** (level % LEVELS_OF_TILE);
    const first = index * width;
    const hashes = tile(Math.floor(level / LEVELS_OF_TILE), Math.floor(first / WIDTH));
    const from = (first % WIDTH) * HASH_BYTES;
    if (from + width * HASH_BYTES > hashes.length) throw new Error(`the log has not come so far: ${level}/${index}`);
    return rootOfComplete(hashes.subarray(from, from + width * HASH_BYTES));
  };
}

export type RightEdge = {
  add(leaf: Buffer): void;
  /** tiles that have changed since they were last asked for */
  changed(): readonly TileKept[];
};

/** @param kept the last tile of each level, the lowest first */
export function continueTiles(kept: readonly TileKept[]): RightEdge {
  const edge = kept.map(({ number, hashes }) => ({ number, hashes: [...pieces(hashes)] }));
  const dirty = new Map<string, TileKept>();
  const note = (level: number, number: number, hashes: readonly Buffer[]) =>
    dirty.set(`${level}/${number}`, { level, number, hashes: Buffer.concat(hashes) });

  function put(level: number, hash: Buffer): void {
    let tile = edge[level];
    if (!tile) {
      tile = { number: 0, hashes: [] };
      edge[level] = tile;
    }
    if (tile.hashes.length === WIDTH) {
      tile.number += 1;
      tile.hashes = [];
    }
    tile.hashes.push(hash);
    if (tile.hashes.length < WIDTH) return;
    note(level, tile.number, tile.hashes);
    put(level + 1, rootOfComplete(Buffer.concat(tile.hashes)));
  }

  return {
    add: (leaf) => put(0, leaf),
    changed() {
      edge.forEach(({ number, hashes }, level) => {
        note(level, number, hashes);
      });
      const tiles = [...dirty.values()];
      dirty.clear();
      return tiles;
    },
  };
}

function* pieces(hashes: Buffer): Generator<Buffer> {
  for (let at = 0; at < hashes.length; at += HASH_BYTES) yield hashes.subarray(at, at + HASH_BYTES);
}
