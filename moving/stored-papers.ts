// Papers that do not lie in a folder but in a store that is shared: brought into one to be moved, sent there from one, and
// read for a verification.
import { createHash } from 'node:crypto';
import { copyFileSync, createWriteStream, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Files } from '../papers/files/port.ts';
import { namesOfPapers, type PaperFault, sha256OfFile } from './papers.ts';

/** Has a folder hold what the store holds, and nothing else. Answers how many papers came. */
export async function bringPapers(files: Files, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const there = new Set<string>();
  let came = 0;
  for await (const { sha256, bytes } of files.list()) {
    there.add(sha256);
    const place = join(folder, sha256);
    if (lstatSync(place, { throwIfNoEntry: false })?.size === bytes) continue;
    const part = `${place}.part`;
    await pipeline(await files.read(sha256), createWriteStream(part, { mode: 0o600 }));
    // What is damaged there is left there: the verification names it.
    if ((await sha256OfFile(part)) === sha256) {
      renameSync(part, place);
      came += 1;
    } else rmSync(part, { force: true });
  }
  for (const name of namesOfPapers(folder)) if (!there.has(name)) rmSync(join(folder, name), { force: true });
  return came;
}

/** Sends what a folder holds and the store does not. Answers how many papers that were. */
export async function sendPapers(files: Files, folder: string): Promise<number> {
  let sent = 0;
  for (const name of namesOfPapers(folder)) {
    if ((await files.sizeOf(name)) !== undefined) continue;
    const part = join(folder, `${name}.part`);
    copyFileSync(join(folder, name), part);
    await files.take(part, name);
    if (existsSync(part)) rmSync(part);
    sent += 1;
  }
  return sent;
}

export type PapersHere = { readonly names: ReadonlySet<string>; readonly faulty: ReadonlyMap<string, PaperFault> };

/** Every one of them is read. */
export async function storedPapers(files: Files): Promise<PapersHere> {
  const names = new Set<string>();
  const faulty = new Map<string, PaperFault>();
  for await (const { sha256 } of files.list()) {
    names.add(sha256);
    const fault = await faultOf(files, sha256);
    if (fault) faulty.set(sha256, fault);
  }
  return { names, faulty };
}

async function faultOf(files: Files, sha256: string): Promise<PaperFault | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const piece of await files.read(sha256)) hash.update(piece as Buffer);
  } catch {
    return 'unreadable';
  }
  return hash.digest('hex') === sha256 ? undefined : 'changed';
}
