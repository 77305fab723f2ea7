// What tracing does on the ways through a process, said without what does it.
import type { ClientInterceptors } from '@temporalio/client';
import type { WorkerInterceptors } from '@temporalio/worker';
import type { RequestHandler } from 'express';
import type { Executor } from '../../eventstore/execute-command.ts';
import type { EventStore } from '../../eventstore/port.ts';
import type { HintSink } from '../../relay/temporal-hints.ts';

export type Tracing = {
  /** begins a request's span, whose trace is named by its command */
  readonly request: RequestHandler;
  append(append: EventStore['append']): EventStore['append'];
  executor(executor: Executor): Executor;
  /** hints what a fact gives rise to within the fact's own trace */
  sink(sink: HintSink): HintSink;
  readonly client: ClientInterceptors;
  readonly worker: WorkerInterceptors;
  stop(): Promise<void>;
};
