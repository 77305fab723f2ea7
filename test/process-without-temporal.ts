// The process for one stream where no Temporal runs: what is due by now, one move after the other.

import { giveDueCommand } from '../activities/give-due-command.ts';
import { whatIsDue } from '../activities/processes.ts';
import { earliest } from '../domain/kernel/due-action.ts';
import type { CommandResult, Executor } from '../eventstore/execute-command.ts';

/** Throws when a due command changes nothing: the procedure would stand still. */
export async function moveOn(executor: Executor, stream: string, now: () => string): Promise<void> {
  for (;;) {
    const due = earliest(await whatIsDue(executor, stream, now()));
    if (!due || due.dueAt > now()) return;
    const given: CommandResult = await giveDueCommand(executor, { stream, due, by: 'without-temporal' });
    if (given.outcome !== 'appended') throw new Error(`${due.command} on ${stream}: ${JSON.stringify(given)}`);
  }
}
