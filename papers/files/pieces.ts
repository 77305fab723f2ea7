// Parts of a file, read without holding the whole of it.
import { type FileHandle, open } from 'node:fs/promises';

/** @param work gets the open file and its size */
export async function opened<T>(path: string, work: (file: FileHandle, bytes: number) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(file, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

const PIECE = 1 << 18;

/** Goes through a file in pieces that lie in one place one after the other: none is to be kept. False: it has seen enough. */
export const eachPiece = (path: string, see: (piece: Buffer) => unknown): Promise<void> =>
  opened(path, async (file) => {
    const place = Buffer.allocUnsafe(PIECE);
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(place, 0, PIECE, at);
      if (bytesRead === 0 || see(place.subarray(0, bytesRead)) === false) return;
      at += bytesRead;
    }
  });

/** So many at once, and no more: each holds bytes of a file. */
export function gate(most: number) {
  const waiting: (() => void)[] = [];
  let free = most;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** As many bytes as there are, up to `length`. */
export async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, from + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

/** Where a zip's directory may end: its last record, and the longest comment that can follow. */
const ZIP_TAIL = 22 + 0xffff;

/** Whether programs that read zips from their end would find one here. */
export async function endsAsZip(file: FileHandle, size: number): Promise<boolean> {
  const tail = await bytesAt(file, Math.max(0, size - ZIP_TAIL), Math.min(size, ZIP_TAIL));
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0; ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
  }
  return false;
}

/** Readers of PDF look for its mark in the first so many bytes. */
export const PDF_HEAD = 1024;
