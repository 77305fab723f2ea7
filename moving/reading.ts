// An export is read twice: checked, then taken over. Between the two it may change, on a share that somebody still
// copies to: so the second reading is held against the first, line by line, before anything of it is handed on.
import { hash } from 'node:crypto';

/** One file as it was first read. */
export type Reading = {
  /** The first time round every line fits; from the trailer on only what it said then. */
  fits(number: number, text: Buffer): boolean;
  /** The first reading came to its trailer. */
  complete(): void;
};

/** Bytes kept of each line's SHA-256: a million lines are 16 MB. */
const KEPT = 16;
const LINES_PER_PAGE = 4096;

export function newReading(): Reading {
  const pages: Buffer[] = [];
  let lines = 0;
  let isComplete = false;
  return {
    fits(number, text) {
      const mark = hash('sha256', text, 'buffer').subarray(0, KEPT);
      const at = number - 1;
      const offset = (at % LINES_PER_PAGE) * KEPT;
      if (isComplete) {
        const page = pages[Math.floor(at / LINES_PER_PAGE)];
        return at < lines && page !== undefined && mark.equals(page.subarray(offset, offset + KEPT));
      }
      if (offset === 0) pages.push(Buffer.allocUnsafe(LINES_PER_PAGE * KEPT));
      mark.copy(pages.at(-1) as Buffer, offset);
      lines = number;
      return true;
    },
    complete() {
      isComplete = true;
    },
  };
}
