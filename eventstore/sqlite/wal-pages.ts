import { closeSync, existsSync, openSync, readSync } from 'node:fs';

const HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Numbers of the pages in a write-ahead log (https://sqlite.org/fileformat2.html#walformat). Frames are taken at their
 * word: SQLite has already judged their checksums when it opened the log.
 */
export function pagesInLog(file: string): ReadonlySet<number> {
  const pages = new Set<number>();
  if (!existsSync(file)) return pages;
  const fd = openSync(file, 'r');
  try {
    const header = Buffer.alloc(HEADER);
    if (readSync(fd, header, 0, HEADER, 0) < HEADER) return pages;
    const pageSize = header.readUInt32BE(8);
    const salts = header.subarray(16, 24);
    const frame = Buffer.alloc(FRAME_HEADER);
    for (let at = HEADER; readSync(fd, frame, 0, FRAME_HEADER, at) === FRAME_HEADER; at += FRAME_HEADER + pageSize) {
      // Frames of an earlier round of the log, not yet overwritten.
      if (!frame.subarray(8, 16).equals(salts)) break;
      pages.add(frame.readUInt32BE(0));
    }
    return pages;
  } finally {
    closeSync(fd);
  }
}
