// Two offices become one: both exports into a new installation, ours first, theirs beside it, and the fact that says so.
import { join } from 'node:path';
import { type CheckedJoin, checkJoin } from './check-join.ts';
import type { ImportSource } from './import-source.ts';
import { MovingRefused } from './refused.ts';
import { type Imported, importExport, type Parts } from './take-over.ts';

/** Killed at any moment and run again, it goes on where it was. The joining event is `record`'s, and the last. */
export async function joinExports(
  exports: { ours: ImportSource; theirs: ImportSource },
  parts: Parts & { record: (joined: CheckedJoin) => Promise<void> },
): Promise<{ ours: Imported; theirs: Imported; checked: CheckedJoin }> {
  const { ours, theirs } = exports;
  if (!ours.folder || !theirs.folder)
    throw new MovingRefused('JOIN_IMPOSSIBLE', 'A joining needs both folders, with their vaults and papers.');
  const checked = checkJoin(ours, theirs);
  const there = await parts.find();
  const epoch = there?.epoch;
  await there?.close();
  if (epoch === checked.ours.installation || epoch === checked.theirs.installation)
    throw new MovingRefused(
      'JOIN_IMPOSSIBLE',
      'This is the store of one of the two offices. Give a new data folder (OCOP_DATA): the joined office is a new installation, and the old ones stay as they are.',
    );
  const first = await importExport(ours, parts);
  const leftOut = new Set(checked.leftOut.map(({ stream }) => stream));
  // Of a joined history theirs are none: they prove their old export, and lie where nobody holds them against this one.
  const apart = join(parts.checkpoints, `of-${checked.theirs.installation}`);
  const beside = await importExport(theirs, { ...parts, checkpoints: apart }, { skip: checked.ours.events, leftOut });
  await parts.record(checked);
  return { ours: first, theirs: beside, checked };
}
