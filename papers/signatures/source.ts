// The bytes of a file that is never held whole: gone through once, read in parts, hashed.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Files, Span } from '../files/port.ts';

export type Source = {
  readonly size: number;
  pieces(): AsyncIterable<Buffer>;
  /** `from` and `to` as a slice has them */
  at(from: number, to: number): Promise<Buffer>;
  hashOf(algorithm: string, parts: readonly (readonly [from: number, to: number])[]): Promise<Buffer>;
};

export const sourceOf = (files: Pick<Files, 'read'>, sha256: string, size: number): Source =>
  readBy(async (span) => files.read(sha256, span), size);

/** A file that is none of ours yet. */
export const sourceAt = (path: string, size: number): Source =>
  readBy(async (span) => createReadStream(path, span && { start: span.from, end: span.to }), size);

function readBy(read: (span?: Span) => Promise<Readable>, size: number): Source {
  const between = (from: number, to: number) => read({ from, to: to - 1 });
  return {
    size,
    async *pieces() {
      yield* await read();
    },
    at: async (from, to) => (to <= from ? Buffer.alloc(0) : buffer(await between(from, to))),
    async hashOf(algorithm, parts) {
      const hash = createHash(algorithm);
      for (const [from, to] of parts)
        if (to > from) for await (const piece of await between(from, to)) hash.update(piece as Buffer);
      return hash.digest();
    },
  };
}
