// Drafts that should be gone: whoever sealed a sheet may not have come to drop them, and nobody needs one of a sheet that
// was opened, that a conflict forbids, or of who sits in the session no more.
import {
  type CouncilSession,
  councilSession,
  isConflicted,
  isDecided,
  itemOf,
  memberOf,
} from '../domain/council-session/council-session.ts';
import { isScored } from '../domain/council-session/is-scored.ts';
import type { Fact } from '../domain/kernel/fold.ts';
import { own } from '../domain/kernel/own.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { SheetDrafts } from './sheet-drafts.ts';

type Named = { readonly members?: readonly { account: string }[]; readonly agenda?: readonly string[] };

/** Whoever was ever seated, and all that ever stood on the agenda: who is replaced leaves drafts behind. */
function everNamedIn(facts: readonly Fact[]) {
  const named = facts.map(({ data }) => data as Named);
  const members = new Set(named.flatMap(({ members = [] }) => members.map(({ account }) => account)));
  return { members, cycles: new Set(named.flatMap(({ agenda = [] }) => agenda)) };
}

/** Whether a member seals no sheet of a product any more, as the session stands. */
function isOver(state: CouncilSession, cycle: string, member: string): boolean {
  const item = itemOf(state, cycle);
  if (!item || !memberOf(state, member)) return true;
  return isDecided(item) || isScored(item) || isConflicted(item, member);
}

export async function sweepDrafts(executor: Executor, drafts: Pick<SheetDrafts, 'drop'>): Promise<void> {
  for (const session of await executor.ids(councilSession)) {
    const { state, facts } = await executor.look(councilSession, session);
    const { members, cycles } = everNamedIn(facts);
    for (const cycle of cycles)
      for (const member of members) {
        const of = { session, cycle, member };
        const at = own(itemOf(state, cycle)?.sealed ?? {}, member)?.at;
        if (isOver(state, cycle, member)) await drafts.drop(of);
        else if (at !== undefined) await drafts.drop(of, facts[at]?.recordedAt);
      }
  }
}
