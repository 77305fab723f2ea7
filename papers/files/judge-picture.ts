// A picture: whole, and no other file behind or within its first bytes.
import type { FileHandle } from 'node:fs/promises';
import type { Refusal } from '../../domain/kernel/refusal.ts';
import { bytesAt, endsAsZip, opened, PDF_HEAD } from './pieces.ts';
import { FILE_BROKEN, FILE_IS_TWO } from './refusals.ts';

export const judgePicture = (path: string, is: 'JPG' | 'PNG'): Promise<Refusal | undefined> =>
  opened(path, async (file, size) => {
    if (await endsAsZip(file, size)) return FILE_IS_TWO({ is, other: 'ZIP' });
    const head = await bytesAt(file, 0, PDF_HEAD);
    if (head.includes('%PDF-')) return FILE_IS_TWO({ is, other: 'PDF' });
    const ends = is === 'PNG' ? await endOfPng(file, size) : await endOfJpeg(file, size);
    if (ends === undefined) return FILE_BROKEN({ is });
    // Telephones put their own notes behind a JPEG; markup is none of them.
    const tail = await bytesAt(file, ends, Math.min(size - ends, 1 << 20));
    return /<(\?php|script|html|svg|!doctype)/i.test(tail.toString('latin1'))
      ? FILE_IS_TWO({ is, other: 'HTML' })
      : is === 'PNG' && ends < size
        ? FILE_IS_TWO({ is, other: '?' })
        : undefined;
  });

const PNG_MARK = 8;

/** The byte behind the last chunk; undefined: it does not come to it. */
async function endOfPng(file: FileHandle, size: number): Promise<number | undefined> {
  for (let at = PNG_MARK; at + 12 <= size; ) {
    const head = await bytesAt(file, at, 8);
    at += 12 + head.readUInt32BE(0);
    if (head.toString('latin1', 4) === 'IEND') return at <= size ? at : undefined;
  }
  return undefined;
}

/** Behind the last end mark; searched in pieces from the end, as a picture has a smaller one of itself within. */
async function endOfJpeg(file: FileHandle, size: number): Promise<number | undefined> {
  const piece = 1 << 20;
  for (let to = size; to > 1; to = Math.max(0, to - piece + 1)) {
    const from = Math.max(0, to - piece);
    const found = (await bytesAt(file, from, to - from)).lastIndexOf(Buffer.from([0xff, 0xd9]));
    if (found >= 0) return from + found + 2;
    if (from === 0) return undefined;
  }
  return undefined;
}
