// Checkpoints in a backup or an export: copied beside the events, and taken over with them. None is ever written over or
// dropped: what stands under a size already stays there, and another one of that size goes where those lie that were lost.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoint } from '../audit/checkpoint.ts';
import { LOST, nameOfCheckpoint } from '../audit/checkpoint-folder.ts';
import { writeDurably } from './durable.ts';
import { isPlainFile, isPlainFolder, readPlain } from './plain-files.ts';

export const CHECKPOINTS = 'checkpoints';
const LARGEST = 1 << 20;

/** Files that are no checkpoints are left where they are. @returns how many were new */
export function takeCheckpoints(from: string, to: string): number {
  let taken = 0;
  for (const sub of ['', LOST]) {
    const folder = join(from, sub);
    if (!isPlainFolder(folder)) continue;
    for (const name of readdirSync(folder).sort()) {
      const text =
        name.endsWith('.txt') && isPlainFile(join(folder, name)) ? readPlain(join(folder, name), LARGEST) : '';
      const checkpoint = readCheckpoint(text);
      if (!checkpoint) continue;
      const own = sub === '' ? join(to, nameOfCheckpoint(checkpoint.size)) : undefined;
      const lost = join(to, LOST, nameOfCheckpoint(checkpoint.size, checkpoint.root));
      const there = [own, lost].find((path) => path !== undefined && sealsSame(path, checkpoint.root));
      if (there !== undefined) continue;
      const place = own !== undefined && !existsSync(own) ? own : lost;
      mkdirSync(join(place, '..'), { recursive: true });
      writeDurably(place, text);
      taken += 1;
    }
  }
  return taken;
}

function sealsSame(path: string, root: Buffer): boolean {
  return isPlainFile(path) && readCheckpoint(readPlain(path, LARGEST))?.root.equals(root) === true;
}
