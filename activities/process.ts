// What a process is: an aggregate whose streams a workflow carries on, and how its procedure learns what it turns on.
import type { Aggregate } from '../domain/kernel/aggregate.ts';
import type { DueAction } from '../domain/kernel/due-action.ts';
import type { Procedure } from '../domain/kernel/procedure.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { History } from '../eventstore/history.ts';

/** Nothing personal: Temporal's lists can be filtered by it. */
export type Shown = { readonly step?: string; readonly tier?: string; readonly place?: string };

export type Seen<Facts> = {
  /** absent while the stream says nothing to go by */
  readonly facts: Facts | undefined;
  /** what a deadline makes due beside the procedure's own moves */
  readonly deadlines: readonly DueAction[];
  readonly shown: Shown;
};

/** A stream just looked at, and what is needed to look at those it depends on. `at`: engine's time, RFC 3339 UTC */
export type Looked<S> = { executor: Executor; history: History<S>; at: string };

export type Process<S = any, Facts = any> = {
  readonly aggregate: Aggregate<S>;
  readonly procedure: Procedure<Facts>;
  readonly lookAt: (looked: Looked<S>) => Seen<Facts> | Promise<Seen<Facts>>;
  /** prefixes of the other streams whose next move a fact of this one may change */
  readonly concerns: (id: string) => readonly string[];
};
