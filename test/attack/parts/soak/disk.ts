// A disk that can be filled to the last byte, log and data on it alike: a small one in memory where mounting is
// permitted, else a preloaded library that says so.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFailingDisk } from '../../../crash/failing-disk.ts';

export type Disk = {
  readonly about: string;
  /** on it */
  readonly data: string;
  /** for a process that has its files there */
  readonly env: Readonly<Record<string, string>>;
  fill(): void;
  free(): void;
  remove(): void;
};

const SIZE_MB = 3000;
const PIECE = Buffer.alloc(4_000_000);

export function makeDisk(folder: string): Disk {
  const place = join(folder, 'disk');
  mkdirSync(place);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', place]).status === 0;
  return mounted ? inMemory(place) : preloaded(folder, place);
}

function inMemory(place: string): Disk {
  const filler = join(place, 'filler');
  return {
    about: `a disk of ${SIZE_MB} MB in memory`,
    data: join(place, 'data'),
    env: {},
    fill() {
      const fd = openSync(filler, 'w');
      for (let size = PIECE.length; size > 0; )
        try {
          if (writeSync(fd, PIECE, 0, size) < size) size = Math.floor(size / 2);
        } catch {
          size = Math.floor(size / 2);
        }
      closeSync(fd);
      if (statfsSync(place).bavail > 0) throw new Error('the disk is not full');
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      rmSync(join(place, 'data'), { recursive: true, force: true });
      spawnSync('umount', ['-l', place]);
    },
  };
}

function preloaded(folder: string, place: string): Disk {
  const disk = makeFailingDisk(folder, 'disk');
  return {
    about: 'a preloaded library for a full disk',
    data: join(place, 'data'),
    env: disk.env as Record<string, string>,
    fill: () => disk.begin('write ENOSPC', 'half-write ENOSPC'),
    free: disk.end,
    remove: () => {},
  };
}
