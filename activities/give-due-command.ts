import { splitStream } from '../domain/kernel/aggregate.ts';
import { type DueAction, dueCommandId } from '../domain/kernel/due-action.ts';
import { getCommand } from '../domain/registry.ts';
import type { CommandResult, Executor } from '../eventstore/execute-command.ts';

type Given = {
  /** the stream whose process gives it */
  stream: string;
  due: DueAction;
  /** `<category>/<id>` of the workflow, or who stands in for it */
  by: string;
  /** RFC 3339 UTC; the executor's clock when absent */
  at?: string;
};

/** Gives a due command, on its own stream or on the one it goes to. Throws where it is no command of the process. */
export async function giveDueCommand(executor: Executor, { stream, due, by, at }: Given): Promise<CommandResult> {
  const target = splitStream(due.on?.stream ?? stream);
  const command = getCommand(target.category, due.command);
  if (command.by.kind !== 'workflow') throw new NotOfTheProcess(due.command);
  return executor.execute({
    command,
    id: target.id,
    input: due.on?.input ?? due.input ?? {},
    commandId: dueCommandId(stream, due),
    caller: { kind: 'workflow', id: by },
    ...(at === undefined ? {} : { at }),
    ...(due.on === undefined ? {} : { causationId: stream }),
  });
}

/** A bug of a procedure: trying again does not help. */
export class NotOfTheProcess extends Error {
  override name = 'NotOfTheProcess';
  constructor(command: string) {
    super(`${command} is no command of the process`);
  }
}
