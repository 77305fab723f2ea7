// The memory of a running process, read while it stands still: what it can write, as the kernel hands it out. Linux alone.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const CHUNK = 16 * 1024 * 1024;

/** Which of these words stand there, as text of one byte or two per sign, and how many bytes were looked through. */
export function foundInMemory(pid: number, words: readonly string[]): { found: readonly string[]; bytes: number } {
  const needles = words.flatMap((word) => [
    { word, as: Buffer.from(word, 'latin1') },
    { word, as: Buffer.from(word, 'utf16le') },
  ]);
  const overlap = Math.max(...needles.map(({ as }) => as.length));
  const found = new Set<string>();
  let bytes = 0;
  process.kill(pid, 'SIGSTOP');
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    const buffer = Buffer.alloc(CHUNK + overlap);
    for (const [from, until] of writableIn(pid)) {
      for (let at = from; at < until; at += CHUNK) {
        const read = readAt(memory, buffer, at, Math.min(CHUNK + overlap, until - at));
        bytes += Math.min(read, CHUNK);
        const there = buffer.subarray(0, read);
        for (const { word, as } of needles) if (!found.has(word) && there.includes(as)) found.add(word);
      }
    }
  } finally {
    closeSync(memory);
    process.kill(pid, 'SIGCONT');
  }
  return { found: [...found], bytes };
}

/** Where it can write: code and files that it only reads hold nothing of its own. */
const writableIn = (pid: number): readonly (readonly [number, number])[] =>
  readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from, until, rights] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? [];
      return rights?.startsWith('rw')
        ? [[Number.parseInt(from as string, 16), Number.parseInt(until as string, 16)]]
        : [];
    }) as [number, number][];

/** 0 where a page has no memory behind it. */
function readAt(memory: number, into: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, into, 0, length, at);
  } catch {
    return 0;
  }
}
