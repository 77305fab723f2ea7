// What is on its way here: the bytes of a file as far as they have come, and what was said of it beforehand. An upload that
// was broken off goes on where it is; one that nobody goes on with is swept. None of it is a file of ours before its bytes
// have been read back and judged.
import { createHash, randomUUID } from 'node:crypto';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { eachPiece } from './pieces.ts';
import { FileStoreError, kept } from './port.ts';

/** What its sender says of a file before its first byte. */
export type Announced = {
  /** the cycle it is for, and the account that sends it */
  readonly cycle: string;
  readonly account: string;
  readonly bytes: number;
  readonly sha256: string;
  /** as its sender calls it */
  readonly fileName?: string | undefined;
  /** hash of the text that it is the signed form of, as its sender says */
  readonly text?: string | undefined;
  /** a whole dossier as one zip; else it is one file of it */
  readonly as?: 'dossier' | undefined;
};
/** `done`: it became a file of ours, and its bytes are no longer here */
export type Upload = Announced & { readonly id: string; readonly offset: number; readonly done: boolean };

export type Uploads = {
  /** Throws FILE_STORE_FULL where there is no room for it beside what has to stay free. */
  begin(announced: Announced): Promise<Upload>;
  find(id: string): Promise<Upload | undefined>;
  /** How many somebody has begun and not ended. */
  openOf(account: string): Promise<number>;
  /**
   * Writes what comes behind what is there, until it ends, breaks off or is more than was announced; answers how far it
   * is then, and `tooMuch`. Whoever wrote to the same upload before is cut off first: their line is dead, or they sent
   * it twice. Undefined, and nothing written, where it has not come to `from`.
   */
  append(id: string, from: number, body: Readable): Promise<Appended | undefined>;
  /** Where its bytes lie, once they are all there. */
  pathOf(id: string): string;
  /** Where it may be unpacked; what is left there goes with it. */
  unpackedAt(id: string): string;
  /** Its hash, read back from the disk. */
  hashOf(id: string): Promise<string>;
  /** Its bytes were taken over: that it was so is remembered for whoever lost the answer. */
  finish(id: string): Promise<void>;
  drop(id: string): Promise<void>;
  /** Removes what nobody has touched since `before` (ms); answers how many. */
  sweep(before: number): Promise<number>;
};
type Appended = { readonly offset: number; readonly tooMuch: boolean };

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** bytes that stay free for the store, whose facts are worth more than any file */
export const STAYS_FREE = 256 * 1024 * 1024;

/** @param folder on the file system of the files, so that a whole one is moved by its name alone */
export function uploadsIn(folder: string, staysFree = STAYS_FREE): Uploads {
  const bytesAt = (id: string) => join(folder, `${id}.part`);
  const saidAt = (id: string) => join(folder, `${id}.json`);
  const unpackedAt = (id: string) => join(folder, `${id}.unpacked`);
  /** the writer of each upload that has one now */
  const writing = new Map<string, { cut(): void; readonly ended: Promise<unknown> }>();

  async function find(id: string): Promise<Upload | undefined> {
    if (!ID.test(id)) return undefined;
    try {
      const { done = false, ...said } = JSON.parse(await readFile(saidAt(id), 'utf8')) as Announced & { done?: true };
      return { ...said, id, done, offset: done ? said.bytes : (await stat(bytesAt(id))).size };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Cuts off whoever writes to it now, and waits until they have ended. */
  async function alone(id: string): Promise<void> {
    const other = writing.get(id);
    other?.cut();
    await other?.ended;
  }

  const drop = async (id: string): Promise<void> => {
    await alone(id);
    await rm(unpackedAt(id), { recursive: true, force: true });
    await rm(bytesAt(id), { force: true });
    await rm(saidAt(id), { force: true });
  };

  return {
    find,
    drop,
    begin: (announced) =>
      kept(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const { bavail, bsize } = await statfs(folder);
        if (bavail * bsize < announced.bytes + staysFree) throw full();
        const id = randomUUID();
        await writeFile(bytesAt(id), '', { mode: 0o600, flag: 'wx' });
        await writeFile(saidAt(id), JSON.stringify(announced), { mode: 0o600, flag: 'wx' });
        return { ...announced, id, offset: 0, done: false };
      }),
    async openOf(account) {
      const uploads = await Promise.all((await idsIn(folder)).map(find));
      return uploads.filter((upload) => upload?.account === account && !upload.done).length;
    },
    async append(id, from, body) {
      // Who cuts it off, or breaks it, says so by its end.
      body.on('error', () => {});
      const ended = Promise.withResolvers<void>();
      const mine = { cut: () => body.destroy(), ended: ended.promise };
      const before = alone(id);
      writing.set(id, mine);
      await before;
      try {
        const upload = await find(id);
        if (!upload || upload.done || upload.offset !== from) return undefined;
        return await kept(() => write(bytesAt(id), { from, most: upload.bytes, body }));
      } finally {
        if (writing.get(id) === mine) writing.delete(id);
        ended.resolve();
      }
    },
    pathOf: bytesAt,
    unpackedAt,
    hashOf: (id) => hashOfFile(bytesAt(id)),
    finish: (id) =>
      kept(async () => {
        const said = JSON.parse(await readFile(saidAt(id), 'utf8')) as Announced;
        // Its name is in the vault by now, where it can be forgotten.
        const { fileName: _, ...rest } = said;
        await writeFile(`${saidAt(id)}.new`, JSON.stringify({ ...rest, done: true }), { mode: 0o600 });
        await rename(`${saidAt(id)}.new`, saidAt(id));
        // Of a dossier the zip is left, whose files are kept one by one.
        await rm(unpackedAt(id), { recursive: true, force: true });
        await rm(bytesAt(id), { force: true });
      }),
    async sweep(before) {
      let swept = 0;
      for (const id of await idsIn(folder)) {
        const touched = await Promise.all([bytesAt(id), saidAt(id)].map(touchedAt));
        if (Math.max(...touched) >= before || writing.has(id)) continue;
        await drop(id);
        swept += 1;
      }
      return swept;
    },
  };
}

const full = () => new FileStoreError(Object.assign(new Error('no room is left'), { code: 'ENOSPC' }));

const touchedAt = async (path: string): Promise<number> => (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;

async function idsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return [...new Set(names.map((name) => name.split('.')[0] ?? '').filter((id) => ID.test(id)))];
}

type Writing = { from: number; most: number; body: Readable };

/** A broken line is no error: what came is kept, and is on the disk before anybody is told how far it is. */
async function write(path: string, { from, most, body }: Writing): Promise<Appended> {
  const handle = await open(path, 'r+');
  // Whoever sent too much is still to be answered on the same line.
  const pieces = body.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  let offset = from;
  let tooMuch = false;
  try {
    for (;;) {
      // One that is cut off already would never end.
      const next = body.destroyed ? undefined : await pieces.next().catch(() => undefined);
      if (!next || next.done) break;
      tooMuch = offset + next.value.length > most;
      if (tooMuch) break;
      await writeAll(handle, next.value, offset);
      offset += next.value.length;
    }
    await handle.sync();
    return { offset, tooMuch };
  } catch (error) {
    // Of a piece that did not fit nothing counts.
    await truncate(path, offset).catch(() => {});
    throw error;
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, piece: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < piece.length; ) {
    const { bytesWritten } = await handle.write(piece, done, piece.length - done, at + done);
    done += bytesWritten;
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await eachPiece(path, (piece) => void hash.update(piece));
  return hash.digest('hex');
}
