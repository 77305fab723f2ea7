// The papers in a folder, each named by the SHA-256 of its bytes: what is copied is what the name says.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFile } from './durable.ts';

export type Papers = {
  readonly count: number;
  readonly bytes: number;
  /** SHA-256 over their names in order, each followed by a line feed: as each name is a hash, over all of it */
  readonly sha256: string;
};

const NAME = /^[0-9a-f]{64}$/;

export const namesOfPapers = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => NAME.test(name))
        .sort()
    : [];

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Names of papers whose bytes are others by now. */
export async function changedPapers(folder: string): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const name of namesOfPapers(folder)) if ((await sha256OfFile(join(folder, name))) !== name) changed.push(name);
  return changed;
}

/** What lies in a folder, believing the names. */
export function papersIn(folder: string): Papers {
  const names = namesOfPapers(folder);
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\n`);
  const bytes = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return { count: names.length, bytes, sha256: hash.digest('hex') };
}

/**
 * Copies what is not there yet, and reads every copy back. A paper whose bytes are not what its name says is left out:
 * one damaged paper must not keep an office from moving.
 * @returns the names left out
 */
export async function copyPapers(
  from: string,
  to: string,
  done: (papers: number) => void = () => {},
): Promise<readonly string[]> {
  const names = namesOfPapers(from);
  if (names.length === 0) return [];
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const leftOut: string[] = [];
  for (const [i, name] of names.entries()) {
    const place = join(to, name);
    if (!existsSync(place) || (await sha256OfFile(place)) !== name) {
      const part = `${place}.part`;
      await copyFile(join(from, name), part);
      if ((await sha256OfFile(part)) === name) {
        syncFile(part);
        renameSync(part, place);
      } else {
        rmSync(part);
        leftOut.push(name);
      }
    }
    done(i + 1);
  }
  syncFile(to);
  return leftOut;
}
