// A PDF: whole, readable without a password, and nothing else besides.
import type { Refusal } from '../../domain/kernel/refusal.ts';
import { bytesAt, eachPiece, endsAsZip, opened } from './pieces.ts';
import { FILE_BROKEN, FILE_ENCRYPTED, FILE_IS_TWO } from './refusals.ts';

/** Behind its last mark a PDF holds line ends, or what a careless program has padded it with. */
const END_WITHIN = 1024;

export async function judgePdf(path: string): Promise<Refusal | undefined> {
  const refused = await opened(path, async (file, size) => {
    if (await endsAsZip(file, size)) return FILE_IS_TWO({ is: 'PDF', other: 'ZIP' });
    const tail = await bytesAt(file, Math.max(0, size - END_WITHIN), END_WITHIN);
    const end = tail.lastIndexOf('%%EOF');
    if (end < 0) return FILE_BROKEN({ is: 'PDF' });
    // Markup behind the end is read by browsers, not by readers of PDF.
    return /<[a-z!?]/i.test(tail.toString('latin1', end)) ? FILE_IS_TWO({ is: 'PDF', other: 'HTML' }) : undefined;
  });
  return refused ?? ((await saysEncrypted(path)) ? FILE_ENCRYPTED() : undefined);
}

/** A letter of a name, which PDF also takes as # and its number. */
const letter = (one: string): string => {
  const hex = one.charCodeAt(0).toString(16);
  return `(?:${one}|#${[...hex].map((h) => (/[a-f]/.test(h) ? `[${h}${h.toUpperCase()}]` : h)).join('')})`;
};
/** The entry of a trailer that names how the file is encrypted. A trailer itself is never packed or encrypted. */
const ENCRYPT = new RegExp(`/${[...'Encrypt'].map(letter).join('')}\\s*(?:\\d+\\s+\\d+\\s+R|<<)`);
/** more than the entry with its blanks can have */
const OVERLAP = 256;

async function saysEncrypted(path: string): Promise<boolean> {
  let before = '';
  let says = false;
  await eachPiece(path, (piece) => {
    const text = before + piece.toString('latin1');
    says = ENCRYPT.test(text);
    before = text.slice(-OVERLAP);
    return !says;
  });
  return says;
}
