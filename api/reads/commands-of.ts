// What the reader may do to a resource now, and why not: asked of the same `by` and `guard` that judge a command.
import type { Caller } from '../../domain/access/authorise.ts';
import type { Command } from '../../domain/kernel/aggregate.ts';
import { responsibleFor, type Verdict } from '../../domain/kernel/command.ts';
import { isRefusal, type Words } from '../../domain/kernel/refusal.ts';
import type { Executor } from '../../eventstore/execute-command.ts';
import type { History } from '../../eventstore/history.ts';
import { HISTORY_DAMAGED } from '../../eventstore/refusals.ts';
import { bothOf } from '../language.ts';
import { sentencesOf } from '../problem.ts';
import { routedCommands } from '../routed-commands.ts';

export type CommandOffer = {
  readonly name: string;
  readonly route: string;
  readonly words: Words;
  readonly allowed: boolean;
  readonly needsIfMatch: boolean;
  /** whose work it is, where it is somebody's */
  readonly responsibility?: string;
  /** it is so already: nothing to do, no button */
  readonly alreadySo?: true;
  readonly reason?: { readonly code: string; readonly sentences: Words };
};

export async function commandsOf(executor: Executor, history: History, caller: Caller): Promise<CommandOffer[]> {
  // What only begins a stream is no command of one that exists.
  const commands = routedCommands(history.aggregate).filter((command) => !command.starts);
  const { damagedAt, stream, id } = history;
  const verdicts =
    damagedAt === undefined
      ? await executor.judge({ commands, history, caller })
      : commands.map(() => HISTORY_DAMAGED({ stream, revision: damagedAt }));
  return commands.map((command, i) => offer(command, id, verdicts[i]));
}

/** Who holds several roles that fit says which when they sign, not before. */
const isAskedThen = (verdict: Verdict): boolean => isRefusal(verdict) && verdict.code === 'ROLE_AMBIGUOUS';

function offer(command: Command, id: string, judged: Verdict): CommandOffer {
  const verdict = isAskedThen(judged) ? undefined : judged;
  const duty = responsibleFor(command.by);
  return {
    name: command.name,
    route: `/v1/${command.aggregate.resource}/${id}/${command.route}`,
    words: bothOf(command.words),
    allowed: verdict === undefined,
    needsIfMatch: command.restsOn === 'what-was-seen',
    ...(duty ? { responsibility: duty.id } : {}),
    ...(verdict === 'already-so' ? { alreadySo: true } : {}),
    ...(verdict === undefined || verdict === 'already-so'
      ? {}
      : { reason: { code: verdict.code, sentences: sentencesOf(verdict) } }),
  };
}
