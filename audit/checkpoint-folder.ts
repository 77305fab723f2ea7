// Checkpoints that were sealed, one file each, named by size: nothing that a store could make again. A file that is there is
// never written over but by itself with one more signature.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';

export type Checkpoints = {
  /** of those that are there, rising */
  sizes(): readonly number[];
  /** Throws where the file is there and is no checkpoint. */
  at(size: number): Checkpoint | undefined;
  latest(): Checkpoint | undefined;
  keep(size: number, text: string): void;
  addSignature(size: number, line: string): void;
  /** What it sealed was lost when an older backup was put back: it goes where those lie, and stays readable for ever. */
  setAside(size: number): void;
  /** the newest first */
  lost(): readonly Checkpoint[];
};

/** Within the folder of checkpoints: those whose events were lost. */
export const LOST = 'lost';

const DIGITS = 15;
/** @param root of those of one size there may be several that were lost */
export const nameOfCheckpoint = (size: number, root?: Buffer): string =>
  `${String(size).padStart(DIGITS, '0')}${root ? `-${root.toString('hex').slice(0, 16)}` : ''}.txt`;

export function checkpointsIn(folder: string): Checkpoints {
  let known: number[] | undefined;
  const sizes = (): number[] => {
    known ??= existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => /^\d{15}\.txt$/.test(name))
          .map((name) => Number(name.slice(0, DIGITS)))
          .sort((a, b) => a - b)
      : [];
    return known;
  };
  function at(size: number): Checkpoint | undefined {
    if (!sizes().includes(size)) return undefined;
    const path = join(folder, nameOfCheckpoint(size));
    const read = readCheckpoint(readFileSync(path, 'utf8'));
    if (read?.size !== size) throw new Error(`${path} is not the checkpoint it is named as`);
    return read;
  }
  function put(size: number, text: string): void {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const path = join(folder, nameOfCheckpoint(size));
    const fd = openSync(`${path}.new`, 'w', 0o644);
    try {
      writeFileSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(`${path}.new`, path);
  }
  return {
    sizes,
    at,
    latest: () => {
      const last = sizes().at(-1);
      return last === undefined ? undefined : at(last);
    },
    keep(size, text) {
      if (sizes().includes(size)) throw new Error(`a checkpoint of ${size} entries is there already`);
      put(size, text);
      known = [...sizes(), size].sort((a, b) => a - b);
    },
    addSignature(size, line) {
      const there = at(size);
      if (!there) throw new Error(`there is no checkpoint of ${size} entries`);
      put(size, there.text + line);
    },
    setAside(size) {
      const there = at(size);
      if (!there) return;
      mkdirSync(join(folder, LOST), { recursive: true, mode: 0o755 });
      renameSync(join(folder, nameOfCheckpoint(size)), join(folder, LOST, nameOfCheckpoint(size, there.root)));
      known = sizes().filter((other) => other !== size);
    },
    lost: () =>
      existsSync(join(folder, LOST))
        ? readdirSync(join(folder, LOST))
            .sort()
            .reverse()
            .flatMap((name) => readCheckpoint(readFileSync(join(folder, LOST, name), 'utf8')) ?? [])
        : [],
  };
}
