// Where signatures stand in a PDF (ISO 32000-2, 12.8.1): a range of bytes that they cover, and between its halves the
// signature itself, in hexadecimal digits. They are looked for in the bytes, not in what the file says it consists of: also one that an
// update afterwards has hidden from readers is found.
import type { Source } from './source.ts';

export type Placed = {
  /** the two halves, as a slice has them */
  readonly covers: readonly [readonly [number, number], readonly [number, number]];
  /** the first byte after all that it covers */
  readonly end: number;
  readonly cms: Buffer;
  /** when it was signed, as its own dictionary says, RFC 3339 UTC */
  readonly saidAt: string | undefined;
};

const RANGE = /\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/g;
/** more than such an entry with its blanks has */
const OVERLAP = 512;
const MOST = 50;
/** A signature with its chain and time stamps has some tens of kilobytes. */
const LARGEST = 1 << 20;
/** of its dictionary beside the signature */
const NEAR = 2048;

/** @returns `broken`: there is a range that is none */
export async function placedIn(file: Source): Promise<{ readonly placed: readonly Placed[]; readonly broken: number }> {
  const ranges = new Map<string, readonly number[]>();
  let before: Buffer = Buffer.alloc(0);
  for await (const piece of file.pieces()) {
    const bytes = Buffer.concat([before, piece]);
    // Most files have none: they are not made into text for that.
    if (bytes.includes('/ByteRange'))
      for (const [, ...range] of bytes.toString('latin1').matchAll(RANGE))
        if (ranges.size < MOST) ranges.set(range.join(' '), range.map(Number));
    before = bytes.subarray(-OVERLAP);
  }
  const found = await Promise.all([...ranges.values()].map((range) => placedAt(file, range)));
  const placed = found.filter((one) => one !== undefined).sort((a, b) => a.end - b.end);
  return { placed, broken: found.length - placed.length };
}

async function placedAt(
  file: Source,
  [from = 0, length = 0, then = 0, rest = 0]: readonly number[],
): Promise<Placed | undefined> {
  const [gap, end] = [from + length, then + rest];
  const isWhole = from === 0 && length > 0 && then > gap + 2 && end <= file.size && then - gap <= LARGEST;
  if (!isWhole) return undefined;
  const between = (await file.at(gap, then)).toString('latin1');
  // Anything else between the halves would be a place that nobody signed.
  if (!/^<[0-9A-Fa-f\s]+>$/.test(between)) return undefined;
  const near = [await file.at(Math.max(0, gap - NEAR), gap), await file.at(then, Math.min(end, then + NEAR))];
  const [head = '', tail = ''] = near.map((part) => part.toString('latin1'));
  const dictionary = head.slice(head.lastIndexOf(' obj') + 1) + tail.split('endobj')[0];
  return {
    covers: [
      [0, gap],
      [then, end],
    ],
    end,
    cms: Buffer.from(between.replace(/[^0-9A-Fa-f]/g, ''), 'hex'),
    saidAt: momentIn(dictionary),
  };
}

/** `D:20270301143000+07'00'` */
function momentIn(dictionary: string): string | undefined {
  const [, y, mo, d, h, mi, s, sign = 'Z', zh = '00', zm = '00'] =
    /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:([+\-Z])(?:(\d\d)'?(\d\d)?)?)?/.exec(dictionary) ?? [];
  const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}${sign === 'Z' ? 'Z' : `${sign}${zh}:${zm}`}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
