// What the relay keeps: how far Temporal has taken its hints, and which streams are still open. All of it can be
// deleted: the relay then reads to the head and hints every open stream once.
import { openOrBeginAnew } from '../sqlite/open-or-begin-anew.ts';

export type Checkpoint = {
  /** store the position is of, and the hash of the event there: in another or restored store it does not fit */
  epoch: string;
  position: string;
  hash: string;
  /** identity of Temporal's namespace and shape of the workflows the hints went to */
  namespace: string;
  shape: number;
};

export type RelayMemory = {
  checkpoint(): Checkpoint | undefined;
  save(checkpoint: Checkpoint): void;
  /** @param ended undefined: as before */
  note(stream: string, revision: number, ended: boolean | undefined): void;
  isOpen(stream: string): boolean;
  /** open streams whose name starts so, `*` standing for anything, with the newest revision known */
  open(beginning: string): { stream: string; revision: number }[];
  forget(): void;
  close(): void;
};

export function openRelayMemory(file: string): RelayMemory {
  const db = openOrBeginAnew(file, TABLES);
  const get = db.prepare('SELECT json FROM checkpoint');
  const put = db.prepare('INSERT INTO checkpoint VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET json = excluded.json');
  const note = db.prepare(
    `INSERT INTO stream VALUES (?1, ?2, coalesce(?3, 0))
     ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision, ended = coalesce(?3, ended)`,
  );
  const open = db.prepare(
    `SELECT stream, revision FROM stream WHERE ended = 0 AND stream GLOB ? || '*' ORDER BY stream`,
  );
  const one = db.prepare('SELECT 1 FROM stream WHERE stream = ? AND ended = 0');
  return {
    isOpen: (stream) => one.get(stream) !== undefined,
    checkpoint() {
      const row = get.get() as { json: string } | undefined;
      return row && (JSON.parse(row.json) as Checkpoint);
    },
    save: (checkpoint) => void put.run(JSON.stringify(checkpoint)),
    note: (stream, revision, ended) => void note.run(stream, revision, ended === undefined ? null : Number(ended)),
    open: (beginning) => open.all(beginning) as { stream: string; revision: number }[],
    forget: () => db.exec('DELETE FROM checkpoint; DELETE FROM stream'),
    close: () => db.close(),
  };
}

const TABLES = `PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;
  CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS stream (stream TEXT PRIMARY KEY, revision INTEGER NOT NULL, ended INTEGER NOT NULL) STRICT;`;
