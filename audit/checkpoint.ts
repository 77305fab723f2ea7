// What is sealed to the outside: the log at a size, signed (https://c2sp.org/tlog-checkpoint), with the time of sealing as
// its one line beside what the format asks for. And the certificate by which a root key vouches for a yearly one.
import type { Tree } from './proofs.ts';
import { fromBase64, type Note, readNote } from './signed-note.ts';
import { HASH_BYTES } from './tree-hash.ts';

export type Checkpoint = {
  /** the log, which is also the name of the keys that sign for it */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** RFC 3339 UTC by the office's clock; undefined where the checkpoint does not say */
  readonly sealedAt: string | undefined;
  readonly note: Note;
  /** the whole note */
  readonly text: string;
};

export const checkpointText = (origin: string, { size, root }: Tree, sealedAt: string): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\nsealed ${sealedAt}\n`;

const SEALED = /^sealed (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;

/** Undefined where it is none: what a mail or an editor made of a checkpoint (CRLF, BOM) is read all the same. */
export function readCheckpoint(file: string): Checkpoint | undefined {
  const text = file.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const note = readNote(text);
  const [origin = '', size = '', root = '', ...others] = note?.text.split('\n').slice(0, -1) ?? [];
  const bytes = fromBase64(root);
  if (!note || origin === '' || !/^(0|[1-9]\d{0,14})$/.test(size) || bytes?.length !== HASH_BYTES) return undefined;
  const sealedAt = others.map((line) => SEALED.exec(line)?.[1]).find((at) => at !== undefined);
  return { origin, size: Number(size), root: bytes, sealedAt, note, text };
}

/** @param from first and last day on which the key may seal, by the office's civil day */
export const certificateText = ({ key, from, until }: { key: string; from: string; until: string }): string =>
  `ocop log key certificate v1\n${key}\n${from}\n${until}\n`;

/** A line as a newspaper prints it (audit/seal-line.ts): who gives it vouches for it. */
export function readSealLine(text: string): Omit<Checkpoint, 'note' | 'text'> | undefined {
  const [, origin, size, root] = /^\uFEFF?(?:\d{4}-\d\d-\d\d )?(\S+) (\d{1,15}) (\S{44})\s*$/.exec(text) ?? [];
  const bytes = fromBase64(root ?? '');
  return origin && bytes?.length === HASH_BYTES
    ? { origin, size: Number(size), root: bytes, sealedAt: undefined }
    : undefined;
}
