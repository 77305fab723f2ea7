// What workflows may do to the world: look at a stream, give a command that is due. Both are short and repeatable.
import { ApplicationFailure } from '@temporalio/common';
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import { type DueAction, dueCommandId, earliest } from '../domain/kernel/due-action.ts';
import { type RatingPhase, ratingPhase } from '../domain/product-cycle/escalation/rating-phase.ts';
import { productCycle, visitOf } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import type { Step } from '../domain/programme-year/steps.ts';
import { findAggregate, getCommand } from '../domain/registry.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import type { CommandResult, Executor } from '../eventstore/execute-command.ts';
import type { History } from '../eventstore/history.ts';
import { dueOfCycle, dueOfYear } from '../eventstore/what-is-due.ts';

/** What is due next, as it crosses to the workflow. Instants are the engine's, RFC 3339 UTC. */
export type NextDue = {
  readonly stream: string;
  readonly command: string;
  readonly commandId: string;
  readonly dueAt: string;
  /** how long from the look until it is due, 0 when it is */
  readonly waitMs: number;
  readonly on?: DueAction['on'];
};

type View = {
  readonly found: boolean;
  readonly revision: number;
  readonly next?: NextDue;
};
export type CycleView = View & {
  readonly step?: Step;
  readonly tier?: string;
  readonly phase: RatingPhase;
  readonly place?: string;
  readonly ended: boolean;
};
export type YearView = View & { readonly closed: boolean };

export type LookRequest = { id: string; atLeast: number /** the workflow's own time, ms */; now: number };
export type GiveRequest = { due: NextDue; now: number };
export type Given = { readonly outcome: CommandResult['outcome']; readonly code?: string };

export type ProcessActivities = {
  lookAtCycle(request: LookRequest): Promise<CycleView>;
  lookAtYear(request: LookRequest): Promise<YearView>;
  giveDueCommand(request: GiveRequest): Promise<Given>;
};

type Parts = {
  executor: Executor;
  clock: () => string;
  /** the engine's time minus real time, in ms */
  offsetMs: () => number;
  /** told of every fact the process wrote, for the log */
  told?: (fact: { stream: string; type: string; said: string }) => void;
  /** how long a look waits for the fact it was told of, ms */
  patience?: number;
};

const iso = (ms: number): string => new Date(ms).toISOString();

export function createProcessActivities({
  executor,
  clock,
  offsetMs,
  told,
  patience = 5000,
}: Parts): ProcessActivities {
  /** The later of the workflow's time and the clock: a timer is never too early for the rule it serves. */
  const engineTime = (workflowMs: number): string => {
    return iso(Math.max(workflowMs + offsetMs(), Date.parse(clock())));
  };

  async function lookAt<S>(aggregate: Aggregate<S>, { id, atLeast }: LookRequest): Promise<History<S>> {
    const until = performance.now() + patience;
    for (let pause = 5; ; pause = Math.min(pause * 2, 200)) {
      const history = await executor.look(aggregate, id);
      if (history.revision >= atLeast || performance.now() >= until) return history;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  const nextOf = (stream: string, actions: readonly DueAction[], at: string): { next?: NextDue } => {
    const action = earliest(actions);
    if (!action) return {};
    const { command, dueAt, on } = action;
    const waitMs = Math.max(0, Date.parse(dueAt) - Date.parse(at));
    const next: NextDue = { stream, command, commandId: dueCommandId(stream, action), dueAt, waitMs };
    return { next: on ? { ...next, on } : next };
  };

  return {
    async lookAtCycle(request) {
      const cycle = await lookAt(productCycle, request);
      const { state, stream } = cycle;
      const at = engineTime(request.now);
      const actions = await dueOfCycle(executor, cycle, at);
      const tier = visitOf(state)?.tier;
      return {
        found: state.started !== undefined,
        revision: cycle.revision,
        phase: ratingPhase(state),
        // What was carried over still waits for next year's plan.
        ended: state.ended !== undefined && !(state.ended.kind === 'carried-over' && state.next === undefined),
        ...(state.step === undefined ? {} : { step: state.step }),
        ...(tier === undefined ? {} : { tier }),
        ...(state.place === undefined ? {} : { place: state.place }),
        ...nextOf(stream, actions, at),
      };
    },

    async lookAtYear(request) {
      const year = await lookAt(programmeYear, request);
      const { state, stream, revision } = year;
      const at = engineTime(request.now);
      return {
        found: state.plan !== undefined,
        revision,
        closed: state.closed,
        ...nextOf(stream, dueOfYear(year), at),
      };
    },

    /** A refusal is an answer the workflow reads; only trouble with the store is thrown, and tried again. */
    async giveDueCommand({ due, now }) {
      const target = splitStream(due.on?.stream ?? due.stream);
      const command = getCommand(target.category, due.command);
      if (command.by.kind !== 'workflow')
        throw ApplicationFailure.nonRetryable(`${due.command} is no command of the process`);
      const result = await executor.execute({
        command,
        id: target.id,
        input: due.on?.input ?? {},
        commandId: due.commandId,
        caller: { kind: 'workflow', id: `${target.category}/${target.id}` },
        at: engineTime(now),
        ...(due.on ? { causationId: due.stream } : {}),
      });
      if (result.outcome === 'appended' && told)
        for (const fact of result.events) told({ stream: fact.stream, type: fact.type, said: sentenceOf(fact) });
      return result.outcome === 'refused'
        ? { outcome: result.outcome, code: result.refusal.code }
        : { outcome: result.outcome };
    },
  };
}

const sentenceOf = (fact: StoredEvent): string =>
  findAggregate(fact.stream)?.events.get(fact.type)?.sentence(fact.data, fact).en ?? fact.type;
