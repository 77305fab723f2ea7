// A Word or Excel file, which is a zip: nothing encrypted, no macros, and unpacked no larger than such files are. Its sizes are
// counted while it is unpacked, as what it says of itself may be a lie.
import { type Entry, openPromise as openZip, type ZipFile } from 'yauzl';
import type { Refusal } from '../../domain/kernel/refusal.ts';
import { bytesAt, opened, PDF_HEAD } from './pieces.ts';
import { FILE_BROKEN, FILE_ENCRYPTED, FILE_HAS_MACROS, FILE_IS_BOMB, FILE_IS_TWO } from './refusals.ts';

const MOST_ENTRIES = 2000;
const MOST_UNPACKED = 256 * 1024 * 1024;
/** A sheet of equal rows packs well; nothing an office writes packs two hundredfold. */
const MOST_TIMES = 200;
const MACROS = /(^|\/)(vbaproject\.bin|vbadata\.xml|macrosheets\/)/i;
const TYPES = '[Content_Types].xml';

export async function judgePacked(path: string, is: 'DOCX' | 'XLSX'): Promise<Refusal | undefined> {
  const bytes = await opened(path, async (file, size) => {
    const head = await bytesAt(file, 0, PDF_HEAD);
    return head.includes('%PDF-') ? FILE_IS_TWO({ is, other: 'PDF' }) : size;
  });
  if (typeof bytes !== 'number') return bytes;
  let zip: ZipFile | undefined;
  try {
    zip = await openZip(path, { strictFileNames: true, autoClose: false });
    return await judgeEntries(zip, is, bytes);
  } catch {
    return FILE_BROKEN({ is });
  } finally {
    zip?.close();
  }
}

async function judgeEntries(zip: ZipFile, is: 'DOCX' | 'XLSX', bytes: number): Promise<Refusal | undefined> {
  if (zip.entryCount > MOST_ENTRIES) return FILE_IS_BOMB({ what: `${zip.entryCount} > ${MOST_ENTRIES}` });
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  if (entries.some((entry) => entry.isEncrypted())) return FILE_ENCRYPTED();
  if (entries.some(({ fileName }) => MACROS.test(fileName))) return FILE_HAS_MACROS();
  // Entries that lie over one another would unpack the same bytes again and again.
  if (entries.reduce((sum, entry) => sum + entry.compressedSize, 0) > bytes) return FILE_IS_BOMB({ what: 'zip' });
  const first = Math.min(...entries.map(({ relativeOffsetOfLocalHeader }) => relativeOffsetOfLocalHeader));
  if (first > 0) return FILE_IS_TWO({ is, other: '?' });
  const most = Math.min(MOST_UNPACKED, Math.max(bytes * MOST_TIMES, 16 << 20));
  let unpacked = 0;
  for (const entry of entries) {
    const isTypes = entry.fileName === TYPES;
    let types = '';
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      unpacked += (piece as Buffer).length;
      if (unpacked > most) return FILE_IS_BOMB({ what: `> ${most} byte` });
      if (isTypes && types.length < 1 << 20) types += (piece as Buffer).toString('utf8');
    }
    if (/macroenabled/i.test(types)) return FILE_HAS_MACROS();
  }
  return undefined;
}
