// The papers in a folder, each named by the SHA-256 of its bytes: what is copied is what the name says.
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFile } from './durable.ts';
import { copyPlain, isPlainFile, streamPlain } from './plain-files.ts';

export type Papers = {
  readonly count: number;
  readonly bytes: number;
  /** SHA-256 over their names in order, each followed by a line feed: as each name is a hash, over all of it */
  readonly sha256: string;
};

const NAME = /^[0-9a-f]{64}$/;
const COPY = /^[0-9a-f]{64}(\.part)?$/;

export const namesOfPapers = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => NAME.test(name))
        .sort()
    : [];

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of streamPlain(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

const sizeOf = (folder: string, name: string): number =>
  lstatSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;

export type PaperFault = 'changed' | 'unreadable';

/**
 * Papers whose bytes are others by now, or that cannot be read: a broken link, a folder, a bad spot of the disk.
 * @param most bytes that all of them had: what is larger is another one, and would be read for hours
 */
export async function faultyPapers(
  folder: string,
  most = Number.POSITIVE_INFINITY,
): Promise<ReadonlyMap<string, PaperFault>> {
  const faulty = new Map<string, PaperFault>();
  for (const name of namesOfPapers(folder)) {
    const fault = await faultOf(folder, name, most);
    if (fault) faulty.set(name, fault);
  }
  return faulty;
}

async function faultOf(folder: string, name: string, most = Number.POSITIVE_INFINITY): Promise<PaperFault | undefined> {
  // What is no file might be a link to somewhere else, or a pipe that nobody ever writes to.
  if (!isPlainFile(join(folder, name))) return 'unreadable';
  try {
    if (sizeOf(folder, name) > most) return 'changed';
    return (await sha256OfFile(join(folder, name))) === name ? undefined : 'changed';
  } catch {
    return 'unreadable';
  }
}

/** What lies in a folder, believing the names. */
export function papersIn(folder: string): Papers {
  const names = namesOfPapers(folder);
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\n`);
  const bytes = names.reduce((sum, name) => sum + sizeOf(folder, name), 0);
  return { count: names.length, bytes, sha256: hash.digest('hex') };
}

/** What is no paper of ours, nor one on its way, in a folder of them. */
export const otherPaper = (folder: string): string | undefined =>
  existsSync(folder)
    ? readdirSync(folder).find((name) => !COPY.test(name) || !isPlainFile(join(folder, name)))
    : undefined;

/** Takes away from a folder of ours what is no paper of the other one, or is damaged in it. */
export async function removeOtherPapers(from: string, in_: string): Promise<void> {
  if (!existsSync(in_)) return;
  const kept = new Set(namesOfPapers(from));
  for (const name of readdirSync(in_))
    if (COPY.test(name) && (!kept.has(name) || (await faultOf(in_, name, sizeOf(from, name)))))
      rmSync(join(in_, name), { force: true });
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Copies what is not there yet, and reads every copy back. A paper that cannot be read, or whose bytes are not what its
 * name says, is left out: one damaged paper must not keep an office from moving. Copies are their owner's alone.
 * @param o `erased`: those that the law had erased, which no copy holds
 * @returns the names left out for a fault
 */
export async function copyPapers(
  from: string,
  to: string,
  { erased = NOTHING }: { readonly erased?: ReadonlySet<string> } = {},
): Promise<readonly string[]> {
  const names = namesOfPapers(from).filter((name) => !erased.has(name));
  if (names.length === 0) return [];
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const leftOut: string[] = [];
  for (const name of names) {
    const place = join(to, name);
    if (await faultOf(to, name, sizeOf(from, name))) {
      const part = `${place}.part`;
      const readable = !(await faultOf(from, name));
      if (readable) await copyPlain(join(from, name), part);
      if (readable && (await sha256OfFile(part)) === name) {
        syncFile(part);
        renameSync(part, place);
      } else {
        rmSync(part, { force: true });
        leftOut.push(name);
      }
    }
  }
  syncFile(to);
  return leftOut;
}
