// Where the notary keeps the log: tiles of hashes, and how far it has read. All of it can be deleted: it is made from the
// store again.
import { openOrBeginAnew } from '../sqlite/open-or-begin-anew.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { leafOf } from './log-entry.ts';
import { type ReadTile, type TileKept, WIDTH } from './tiles.ts';
import { HASH_BYTES } from './tree-hash.ts';

export type LogHead = {
  /** store that was read, and the last event taken in: in another or restored store they do not fit */
  readonly epoch: string;
  readonly position: string;
  readonly hash: string;
  /** entries up to and with it */
  readonly size: number;
};

export type MerkleFile = {
  head(): LogHead | undefined;
  /** @param first positions of the events that tiles of leaves begin with, by the tile's number */
  save(head: LogHead, tiles: readonly TileKept[], first: ReadonlyMap<number, string>): void;
  readonly read: ReadTile;
  /** The last tile of each level, the lowest first. */
  edge(): readonly TileKept[];
  /** Where an event stands in the log, undefined where it does not (yet). */
  indexOf(event: { readonly position: string; readonly hash: string }): number | undefined;
  forget(): void;
  close(): void;
};

const TABLES = `PRAGMA busy_timeout=2000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;
  CREATE TABLE IF NOT EXISTS head (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS tile (level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT NULL,
    first TEXT, PRIMARY KEY (level, number)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS tile_by_position ON tile (first) WHERE first IS NOT NULL;`;

type Row = { level: number; number: number; hashes: Uint8Array };
const kept = ({ level, number, hashes }: Row): TileKept => ({ level, number, hashes: Buffer.from(hashes) });

export function openMerkleFile(file: string): MerkleFile {
  const db = openOrBeginAnew(file, TABLES);
  const getHead = db.prepare('SELECT json FROM head');
  const putHead = db.prepare('INSERT INTO head VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET json = excluded.json');
  const getTile = db.prepare('SELECT level, number, hashes FROM tile WHERE level = ? AND number = ?');
  const putTile = db.prepare(
    `INSERT INTO tile VALUES (?, ?, ?, ?)
     ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes, first = coalesce(excluded.first, first)`,
  );
  const last = db.prepare('SELECT level, number, hashes FROM tile WHERE level = ? ORDER BY number DESC LIMIT 1');
  const before = db.prepare(
    'SELECT level, number, hashes FROM tile WHERE first IS NOT NULL AND first <= ? ORDER BY first DESC LIMIT 1',
  );
  return {
    head() {
      const row = getHead.get() as { json: string } | undefined;
      return row && (JSON.parse(row.json) as LogHead);
    },
    save: (head, tiles, first) =>
      inTransaction(db, () => {
        for (const { level, number, hashes } of tiles)
          putTile.run(level, number, hashes, (level === 0 ? first.get(number) : undefined) ?? null);
        putHead.run(JSON.stringify(head));
      }),
    read: (level, number) => {
      const row = getTile.get(level, number) as Row | undefined;
      return row && kept(row).hashes;
    },
    edge() {
      const tiles: TileKept[] = [];
      for (let row = last.get(0); row; row = last.get(tiles.length)) tiles.push(kept(row as Row));
      return tiles;
    },
    indexOf({ position, hash }) {
      const row = before.get(position) as Row | undefined;
      if (!row) return undefined;
      const { number, hashes } = kept(row);
      const from = number * WIDTH;
      for (let i = 0; i * HASH_BYTES < hashes.length; i++)
        if (leafOf(from + i, hash).equals(hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))) return from + i;
      return undefined;
    },
    forget: () => db.exec('DELETE FROM head; DELETE FROM tile'),
    close: () => db.close(),
  };
}
