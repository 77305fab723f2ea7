// A file of JSON lines between a header and a trailer that counts and hashes what stands before it.
import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { openPlain } from './plain-files.ts';
import type { Reading } from './reading.ts';
import { MovingRefused } from './refused.ts';

/** `header` names the kind and its version, `counted` how the trailer calls its lines. */
export type LineFormat = { readonly header: 'ocopExport' | 'ocopVault'; readonly counted: 'events' | 'rows' };
export const EVENT_LINES: LineFormat = { header: 'ocopExport', counted: 'events' };
export const VAULT_LINES: LineFormat = { header: 'ocopVault', counted: 'rows' };
export const FORMAT_VERSION = 1;

export type Trailer = { readonly count: number; readonly sha256: string };

export type LineWriter = {
  /** Lines of one page, each with its line feed: handed on as one piece. */
  write(lines: readonly string[]): Promise<void>;
  end(): Promise<Trailer>;
  /** of everything written so far */
  readonly count: number;
  readonly bytes: number;
  sha256(): string;
};

type Begun = { hash: Hash; count: number; bytes: number };

/** @param begun what is in the file already; without it the header is written. */
export async function writeLines(
  format: LineFormat,
  of: { epoch: string; release: string },
  sink: (text: string) => void | Promise<void>,
  begun?: Begun,
): Promise<LineWriter> {
  const hash = begun?.hash ?? createHash('sha256');
  let { count, bytes } = begun ?? { count: 0, bytes: 0 };
  const put = async (text: string) => {
    hash.update(text);
    bytes += Buffer.byteLength(text);
    await sink(text);
  };
  if (!begun) await put(`${JSON.stringify({ [format.header]: FORMAT_VERSION, ...of })}\n`);
  return {
    async write(lines) {
      if (lines.length === 0) return;
      await put(`${lines.join('\n')}\n`);
      count += lines.length;
    },
    async end() {
      const trailer = { count, sha256: hash.digest('hex') };
      await sink(`${JSON.stringify({ [format.counted]: count, sha256: trailer.sha256 })}\n`);
      return trailer;
    },
    get count() {
      return count;
    },
    get bytes() {
      return bytes;
    },
    sha256: () => hash.copy().digest('hex'),
  };
}

export type Line = {
  /** counted from 1, as an editor shows them; the header is line 1 */
  readonly number: number;
  readonly value: Record<string, unknown>;
  /** of the text */
  readonly bytes: number;
  /** where it begins in the file */
  readonly at: number;
};

export type Told = {
  header?: (header: LineFileHeader) => void;
  trailer?: (trailer: Trailer) => void;
  /** by a person, and not found in a folder of theirs: it may be a link, or a pipe */
  named?: boolean;
  /** what the file said before, where it is read once more */
  reading?: Reading;
};

export type LineFileHeader = { readonly epoch: string; readonly release: string };

/**
 * The lines between header and trailer, as they are read: the whole is never in memory. Throws `MovingRefused` with the
 * line and the reason where header, a line or the trailer will not do; whoever reads to the end has a complete file.
 */
export function* readLines(path: string, format: LineFormat, told: Told = {}): Generator<Line> {
  const hash = createHash('sha256');
  let number = 0;
  let end = 0;
  let ended = false;
  for (const { text, complete } of textLines(path, told.named === true)) {
    number += 1;
    const at = end;
    end += text.length + 1;
    const wrong = (code: 'EXPORT_DAMAGED' | 'EXPORT_TRUNCATED', reason: string) =>
      new MovingRefused(code, `${path}, line ${number}: ${reason}.`);
    if (ended) throw wrong('EXPORT_DAMAGED', 'there is something after the trailer');
    if (told.reading?.fits(number, text) === false)
      throw wrong('EXPORT_DAMAGED', 'it is not what it was when the export was checked: somebody is writing to it');
    const value = parse(text);
    if (number === 1) {
      const header = headerOf(path, format, value);
      told.header?.(header);
    } else if (value === undefined) {
      throw complete
        ? wrong('EXPORT_DAMAGED', 'it is not a JSON object')
        : wrong('EXPORT_TRUNCATED', 'the file ends in the middle of it');
    } else if (isTrailer(value, format)) {
      const trailer = { count: number - 2, sha256: hash.digest('hex') };
      const counted = value[format.counted];
      if (counted !== trailer.count)
        throw wrong('EXPORT_DAMAGED', `the trailer counts ${counted} ${format.counted}, ${trailer.count} are there`);
      if (value.sha256 !== trailer.sha256)
        throw wrong('EXPORT_DAMAGED', 'the lines before the trailer are not the ones it was written for (sha256)');
      ended = true;
      told.reading?.complete();
      told.trailer?.(trailer);
      continue;
    } else yield { number, value, bytes: text.length, at };
    hash.update(text);
    hash.update('\n');
  }
  if (!ended)
    throw number === 0
      ? new MovingRefused('EXPORT_NOT_OURS', `${path} is empty.`)
      : new MovingRefused('EXPORT_TRUNCATED', `${path} ends after line ${number} without its trailer.`);
}

function headerOf(path: string, { header }: LineFormat, value: Record<string, unknown> | undefined): LineFileHeader {
  const version = value?.[header];
  if (!value || typeof version !== 'number')
    throw new MovingRefused(
      'EXPORT_NOT_OURS',
      `${path}, line 1: this is no ${header} header, so it is no export of ours.`,
    );
  const { epoch, release } = value;
  if (version > FORMAT_VERSION)
    throw new MovingRefused(
      'EXPORT_TOO_NEW',
      `${path} was written by a newer release (${release}; format ${version}, this release knows ${FORMAT_VERSION}). Use that release.`,
    );
  if (typeof epoch !== 'string' || typeof release !== 'string')
    throw new MovingRefused('EXPORT_DAMAGED', `${path}, line 1: the header lacks its epoch or release.`);
  return { epoch, release };
}

const isTrailer = (value: Record<string, unknown>, { counted }: LineFormat): boolean =>
  counted in value && 'sha256' in value && Object.keys(value).length === 2;

function parse(text: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const PIECE = 1 << 20;
/** No line of ours is longer: an append holds 1 MB, and JSON may write each byte of it as six. */
const LONGEST = 8 << 20;
const LINE_FEED = 10;

function* textLines(path: string, named: boolean): Generator<{ text: Buffer; complete: boolean }> {
  const fd = open(path, named);
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const read = readPiece(path, fd, piece);
      const bytes = rest.length === 0 ? piece.subarray(0, read) : Buffer.concat([rest, piece.subarray(0, read)]);
      let from = 0;
      for (let to = bytes.indexOf(LINE_FEED); to >= 0; to = bytes.indexOf(LINE_FEED, from)) {
        yield { text: bytes.subarray(from, to), complete: true };
        from = to + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length > LONGEST)
        throw new MovingRefused(
          'EXPORT_NOT_OURS',
          `${path} has a line of more than ${LONGEST} bytes; ours are shorter.`,
        );
      if (read === 0) break;
    }
    if (rest.length > 0) yield { text: rest, complete: false };
  } finally {
    closeSync(fd);
  }
}

function open(path: string, named: boolean): number {
  try {
    return named ? openSync(path, 'r') : openPlain(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function readPiece(path: string, fd: number, into: Buffer): number {
  try {
    return readSync(fd, into, 0, into.length, null);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

const unreadable = (path: string, cause: unknown) =>
  new MovingRefused('EXPORT_UNREADABLE', `${path} cannot be read (${(cause as Error).message}).`, { cause });
