// What workflows may do to the world: look at a stream, give a command that is due. Both are short and repeatable.
import { ApplicationFailure } from '@temporalio/common';
import { splitStream } from '../domain/kernel/aggregate.ts';
import type { DueAction } from '../domain/kernel/due-action.ts';
import { findAggregate } from '../domain/registry.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import type { CommandResult, Executor } from '../eventstore/execute-command.ts';
import type { History } from '../eventstore/history.ts';
import { giveDueCommand, NotOfTheProcess } from './give-due-command.ts';
import { type Errand, type ErrandDone, isErrand } from './post-errands.ts';
import type { Process, Seen } from './process.ts';
import { findProcess, seenAt } from './processes.ts';

/** `at`: the engine's time of the look, RFC 3339 UTC */
export type Sight = Seen<unknown> & { readonly revision: number; readonly at: string };

/** `now`: the workflow's own time, ms */
export type LookRequest = { stream: string; atLeast: number; now: number };
export type GiveRequest = LookRequest & { due: DueAction };
/** What became of it, and the stream as it stands then. */
export type Given = Outcome & { readonly sight: Sight };
type Outcome = { readonly outcome: CommandResult['outcome']; readonly code?: string };

export type ProcessActivities = {
  look(request: LookRequest): Promise<Sight>;
  give(request: GiveRequest): Promise<Given>;
};

type Parts = {
  executor: Executor;
  clock: () => string;
  /** the engine's time minus real time, in ms; absent where the clock alone says what time it is */
  offsetMs?: () => number;
  /** told of every fact the process wrote, for the log */
  told?: (fact: { stream: string; type: string; said: string }) => void;
  /** what is done in the world before its command is given; absent where nothing leaves the house */
  errand?: (errand: Errand) => Promise<ErrandDone>;
  /** how long a look waits for the fact it was told of, ms */
  patience?: number;
};

export function createProcessActivities(parts: Parts): ProcessActivities {
  const { executor, clock, offsetMs, told, patience = 5000 } = parts;

  /** The later of the workflow's time and the clock: a timer is never too early for the rule it serves. */
  const engineTime = (workflowMs: number): string =>
    new Date(Math.max(offsetMs ? workflowMs + offsetMs() : 0, Date.parse(clock()))).toISOString();

  async function lookAt({ aggregate }: Process, { stream, atLeast }: LookRequest): Promise<History> {
    const until = performance.now() + patience;
    for (let pause = 5; ; pause = Math.min(pause * 2, 200)) {
      const history = await executor.look(aggregate, splitStream(stream).id);
      if (history.revision >= atLeast || performance.now() >= until) return history;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  async function look(request: LookRequest): Promise<Sight> {
    const process = findProcess(request.stream);
    if (!process) throw ApplicationFailure.nonRetryable(`no process serves ${request.stream}`);
    const history = await lookAt(process, request);
    const at = engineTime(request.now);
    return { revision: history.revision, at, ...(await seenAt(process, { executor, history, at })) };
  }

  /** `wrote`: the revision it has written on the stream itself, if it has */
  async function carryOut({ stream, due, now }: GiveRequest): Promise<Outcome & { wrote?: number }> {
    const { category, id } = splitStream(stream);
    const by = `${category}/${id}`;
    const at = engineTime(now);
    if (isErrand(due))
      return (await parts.errand?.({ stream, due, by, at })) ?? { outcome: 'refused', code: 'NO_POST_HERE' };
    const result = await giveDueCommand(executor, { stream, due, by, at }).catch(asFailure);
    if (result.outcome === 'refused') return { outcome: result.outcome, code: result.refusal.code };
    if (result.outcome === 'appended' && told)
      for (const fact of result.events) told({ stream: fact.stream, type: fact.type, said: sentenceOf(fact) });
    const wrote = due.on === undefined && 'revision' in result ? result.revision : undefined;
    return { outcome: result.outcome, ...(wrote === undefined ? {} : { wrote }) };
  }

  return {
    look,

    /** A refusal is an answer the workflow reads; only trouble with the store is thrown, and tried again. */
    async give(request) {
      const { wrote, ...outcome } = await carryOut(request);
      const atLeast = Math.max(request.atLeast, wrote ?? -1);
      return { ...outcome, sight: await look({ ...request, atLeast }) };
    },
  };
}

function asFailure(error: Error): never {
  throw error instanceof NotOfTheProcess ? ApplicationFailure.nonRetryable(error.message) : error;
}

const sentenceOf = (fact: StoredEvent): string =>
  findAggregate(fact.stream)?.events.get(fact.type)?.sentence(fact.data, fact).en ?? fact.type;
