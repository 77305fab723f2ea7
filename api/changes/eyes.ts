// What one listener may see of what changes: by the same table as every read, with their sight kept for a few seconds.
import { account } from '../../domain/access/account.ts';
import type { Caller } from '../../domain/access/authorise.ts';
import { seesOf } from '../../domain/access/seeing.ts';
import { type Sight, standingsTo } from '../../domain/access/sight.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { ApiParts } from '../parts.ts';
import { sightFor } from '../seeing.ts';
import type { Change } from './hub.ts';

/** It is looked up again after so long, and as soon as their own account changes. */
const SIGHT_MS = 5000;

type Looking = { readonly sight: Sight | undefined; readonly tree: UnitTree; readonly at: number };

export function eyesOf(parts: ApiParts, caller: Caller): (changes: readonly Change[]) => Promise<readonly Change[]> {
  const own = account.stream(caller.id);
  let last: Looking | undefined;

  const treeOf = async (province: string | undefined): Promise<UnitTree> =>
    province === undefined ? unitTree.initial : (await parts.executor.look(unitTree, province)).state;

  async function look(): Promise<Looking> {
    if (last && performance.now() - last.at < SIGHT_MS) return last;
    const sight = await sightFor(parts, caller);
    last = { sight, tree: await treeOf(sight?.province), at: performance.now() };
    return last;
  }

  async function isSeen({ resource, whose }: Change): Promise<boolean> {
    const { sight, tree } = await look();
    if (!sight) return true;
    const isHere = whose.province === undefined || whose.province === sight.province;
    return seesOf(resource, standingsTo(sight, whose, isHere ? tree : await treeOf(whose.province))) !== 'nothing';
  }

  return async (changes) => {
    if (changes.some(({ stream }) => stream === own)) last = undefined;
    const seen: Change[] = [];
    for (const change of changes) if (await isSeen(change)) seen.push(change);
    return seen;
  };
}
