// Files in a folder, each named by its hash: the one that backup, export and `ocop verify` read.
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Files, kept } from './port.ts';

export function folderFiles(folder: string): Files {
  const at = (sha256: string) => join(folder, sha256);
  return {
    take: (path, sha256) =>
      kept(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await synced(path, 'r+');
        // In place of an equal one: where the disk has damaged that, it is whole again.
        await rename(path, at(sha256));
        // Windows opens no folder, and keeps names itself.
        if (process.platform !== 'win32') await synced(folder, 'r');
      }),
    async sizeOf(sha256) {
      try {
        return (await stat(at(sha256))).size;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async read(sha256, span) {
      const handle = await open(at(sha256), 'r');
      return handle.createReadStream(span ? { start: span.from, end: span.to } : {});
    },
  };
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
