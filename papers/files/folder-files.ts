// Files in a folder, each named by its hash: the one that backup, export and `ocop verify` read.
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileHere, type Files, kept } from './port.ts';

const NAME = /^[0-9a-f]{64}$/;
const GOING = /^([0-9a-f]{64})\.going$/;

export function folderFiles(folder: string): Files {
  const at = (sha256: string) => join(folder, sha256);
  return {
    take: (path, sha256) =>
      kept(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const now = new Date();
        // From now on it is about to be named: a sweep that is under way leaves it alone.
        await utimes(path, now, now);
        await synced(path, 'r+');
        // In place of an equal one: where the disk has damaged that, it is whole again.
        await rename(path, at(sha256));
        // Windows opens no folder, and keeps names itself.
        if (process.platform !== 'win32') await synced(folder, 'r');
      }),
    sizeOf: (sha256) =>
      kept(async () => {
        try {
          return (await stat(at(sha256))).size;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
          throw error;
        }
      }),
    read: (sha256, span) =>
      kept(async () => {
        const handle = await open(at(sha256), 'r');
        return handle.createReadStream(span ? { start: span.from, end: span.to } : {});
      }),
    async *list() {
      for (const name of await readdir(folder).catch(() => [])) {
        const going = GOING.exec(name)?.[1];
        // Whoever was taking it away was stopped in between: that begins anew.
        if (going !== undefined) await rename(join(folder, name), at(going)).catch(() => {});
        const sha256 = going ?? name;
        const here = NAME.test(sha256) ? await hereAt(at(sha256)) : undefined;
        if (here) yield { sha256, ...here };
      }
    },
    remove: (sha256, untouchedSince) =>
      kept(async () => {
        const isOld = async (path: string) => ((await hereAt(path))?.touchedAt ?? untouchedSince) < untouchedSince;
        if (!(await isOld(at(sha256)))) return false;
        const going = `${at(sha256)}.going`;
        await rename(at(sha256), going);
        // Between the look and the renaming it may have been taken in anew.
        if (await isOld(going)) {
          await rm(going, { force: true });
          return true;
        }
        await rename(going, at(sha256));
        return false;
      }),
  };
}

async function hereAt(path: string): Promise<Omit<FileHere, 'sha256'> | undefined> {
  const about = await stat(path).catch(() => undefined);
  return about?.isFile() ? { bytes: about.size, touchedAt: about.mtimeMs } : undefined;
}

/** Its bytes, or a folder's names, are on the disk afterwards. */
async function synced(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
