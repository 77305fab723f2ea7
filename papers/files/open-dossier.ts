// A dossier's zip as it came: held against its own index, file by file, before anything of it is believed. No name in it is
// ever used as a path; sizes are held against the index before a byte is unpacked, and hashes while it is.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise as openZip, type ZipFile } from 'yauzl';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { MOST_IN_ZIP } from '../../domain/product-cycle/taking-in.ts';
import { type DossierIndex, INDEX, PAGE, readIndex } from './dossier-index.ts';
import * as refusals from './dossier-refusals.ts';
import { FileStoreError, kept } from './port.ts';
import { FILE_ENCRYPTED, FILE_IS_BOMB, FILE_TOO_LARGE } from './refusals.ts';

const { DOSSIER_ZIP_BROKEN, DOSSIER_FILE_DIFFERS } = refusals;
/** of the index, and of its page for people */
const MOST_WORDS = 8 << 20;
/** What is taken in is packed already: scans and PDFs hardly get smaller. */
const MOST_TIMES = 200;

type How = {
  readonly digest: (value: unknown) => string;
  /** bytes of one file, and of all together */
  readonly most: { readonly one: number; readonly all: number };
  /** folder into which the files are unpacked, each under its hash; undefined: they are only read */
  readonly into?: string | undefined;
};

/** What the zip at a path holds, or why it does not fit. Throws FileStoreError where the disk takes no more. */
export async function openDossier(path: string, how: How): Promise<DossierIndex | Refusal> {
  let zip: ZipFile | undefined;
  try {
    // Names as bytes: they are compared with the index, and never cleaned into something that might fit it.
    zip = await openZip(path, { decodeStrings: false, autoClose: false });
  } catch (error) {
    return DOSSIER_ZIP_BROKEN({ what: (error as Error).message });
  }
  try {
    const entries = await entriesOf(zip, (await stat(path)).size);
    return isRefusal(entries) ? entries : await readAll(zip, entries, how);
  } finally {
    zip.close();
  }
}

type Entries = ReadonlyMap<string, Entry>;

async function entriesOf(zip: ZipFile, bytes: number): Promise<Entries | Refusal> {
  // With the index and its page.
  const most = MOST_IN_ZIP + 2;
  if (zip.entryCount > most) return FILE_IS_BOMB({ what: `${zip.entryCount} > ${most}` });
  const entries = new Map<string, Entry>();
  let packed = 0;
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.toString();
      if (entry.isEncrypted()) return FILE_ENCRYPTED();
      if (entries.has(path)) return refusals.DOSSIER_FILE_TWICE({ path: shown(path) });
      entries.set(path, entry);
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
    }
  } catch (error) {
    return DOSSIER_ZIP_BROKEN({ what: (error as Error).message });
  }
  // Entries that lie over one another would unpack the same bytes again and again.
  if (packed > bytes || unpacked > bytes * MOST_TIMES) return FILE_IS_BOMB({ what: `${unpacked} byte` });
  return entries;
}

/** A name somebody made up, as far as it can be shown. */
const shown = (path: string): string => JSON.stringify(path.slice(0, 100)).slice(1, -1);

async function readAll(zip: ZipFile, entries: Entries, how: How): Promise<DossierIndex | Refusal> {
  const { digest, most } = how;
  const at = entries.get(INDEX);
  if (!at) return refusals.DOSSIER_INDEX_MISSING({ index: INDEX });
  for (const name of [INDEX, PAGE])
    if ((entries.get(name)?.uncompressedSize ?? 0) > MOST_WORDS)
      return FILE_TOO_LARGE({ bytes: entries.get(name)?.uncompressedSize, most: MOST_WORDS });
  const said = await contentOf(zip, at, text);
  if (isRefusal(said)) return said;
  const index = readIndex(said, digest);
  if (isRefusal(index)) return index;
  const { files } = index;
  const named = new Set([INDEX, PAGE, ...files.map(({ path }) => path)]);
  const extra = [...entries.keys()].find((path) => !named.has(path));
  if (extra !== undefined) return refusals.DOSSIER_FILE_EXTRA({ path: shown(extra) });
  const large = files.find(({ bytes }) => bytes > most.one);
  if (large) return FILE_TOO_LARGE({ bytes: large.bytes, most: most.one });
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all > most.all) return FILE_TOO_LARGE({ bytes: all, most: most.all });
  if (how.into !== undefined) await kept(() => mkdir(how.into as string, { recursive: true, mode: 0o700 }));
  for (const file of files) {
    const refused = await readOne(zip, entries.get(file.path), file, how.into);
    if (refused) return refused;
  }
  return index;
}

type InZip = DossierIndex['files'][number];

async function readOne(zip: ZipFile, entry: Entry | undefined, { path, bytes, sha256 }: InZip, into?: string) {
  if (!entry) return refusals.DOSSIER_FILE_MISSING({ path });
  if (entry.uncompressedSize !== bytes) return DOSSIER_FILE_DIFFERS({ path, what: `${entry.uncompressedSize} byte` });
  const hash = createHash('sha256');
  const read = async (stream: Readable): Promise<void> => {
    const hashed = async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece);
        yield piece;
      }
    };
    if (into === undefined) for await (const _ of hashed(stream));
    else await pipeline(stream, hashed, createWriteStream(join(into, sha256), { mode: 0o600 }));
  };
  const broken = await contentOf(zip, entry, read);
  if (isRefusal(broken)) return broken;
  const is = hash.digest('hex');
  return is === sha256 ? undefined : DOSSIER_FILE_DIFFERS({ path, what: `SHA-256 ${is}` });
}

/** What a zip says wrongly of an entry comes to light while it is unpacked; what the disk says is thrown on. */
async function contentOf<T>(zip: ZipFile, entry: Entry, read: (stream: Readable) => Promise<T>): Promise<T | Refusal> {
  try {
    return await read(await zip.openReadStreamPromise(entry));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw new FileStoreError(error);
    return DOSSIER_ZIP_BROKEN({ what: (error as Error).message });
  }
}
