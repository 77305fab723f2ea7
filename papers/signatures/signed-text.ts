// What a digitally signed PDF was before anybody signed it. Who signs adds to the file and changes nothing in it (ISO 32000-2, 7.5.6),
// so that a text which was made here is found in it byte for byte, and has the hash that it had when it was made.
import { placedIn } from './placed.ts';
import type { Source } from './source.ts';

const END = '%%EOF';
const BACK = 1 << 16;

/** Its SHA-256; undefined where nobody signed, or whoever did wrote the file anew. */
export async function textSigned(file: Source): Promise<string | undefined> {
  const [first] = (await placedIn(file)).placed;
  const end = first && (await endBefore(file, first.covers[0][1]));
  return end === undefined ? undefined : (await file.hashOf('sha256', [[0, end]])).toString('hex');
}

/** Where the file ended before what was added with the first signature; the line end is its own. */
async function endBefore(file: Source, gap: number): Promise<number | undefined> {
  for (let to = gap; to > 0; to -= BACK) {
    // Also where the mark lies across two pieces.
    const from = Math.max(0, to - BACK - END.length);
    const bytes = (await file.at(from, to)).toString('latin1');
    const at = bytes.lastIndexOf(END);
    if (at < 0) continue;
    const end = from + at + END.length;
    const after = (await file.at(end, end + 2)).toString('latin1');
    return end + (/^(\r\n|\n|\r)/.exec(after)?.[0].length ?? 0);
  }
  return undefined;
}
