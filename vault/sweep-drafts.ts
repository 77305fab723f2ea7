// Drafts that should be gone: whoever sealed a sheet may not have come to drop them, and nobody needs one of a sheet that
// was opened, or that a conflict forbids.
import { councilSession, isConflicted, isDecided } from '../domain/council-session/council-session.ts';
import { own } from '../domain/kernel/own.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { SheetDrafts } from './sheet-drafts.ts';

export async function sweepDrafts(executor: Executor, drafts: Pick<SheetDrafts, 'drop'>): Promise<void> {
  for (const session of await executor.ids(councilSession)) {
    const { state, facts } = await executor.look(councilSession, session);
    for (const item of state.agenda) {
      const over = isDecided(item) || (item.opening !== undefined && !item.discussed);
      for (const { account: member } of state.members) {
        const of = { session, cycle: item.cycle, member };
        const at = own(item.sealed, member)?.at;
        if (over || isConflicted(item, member)) await drafts.drop(of);
        else if (at !== undefined) await drafts.drop(of, facts[at]?.recordedAt);
      }
    }
  }
}
