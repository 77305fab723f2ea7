// Hands hints to Temporal: starts the workflow that serves a stream, or signals the one that runs.
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { workflowIdOf } from '../activities/processes.ts';
import { SHAPE, taskQueueOf } from '../activities/shape.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';

export type HintSink = {
  /** Accepted by Temporal when it resolves. @param because id of the command whose fact it tells of */
  send(stream: string, revision: number, because?: string): Promise<void>;
  /** Ends a run of this shape or a lower one, so that the next hint begins a fresh one; leaves higher ones alone. */
  endRun(stream: string): Promise<void>;
  /** What became of a stream's last run: `over` came to its own end, which the stream's last fact need not tell. */
  runOf(stream: string): Promise<'running' | 'over' | 'none'>;
  /** Business keys of the workflows that run, as far as Temporal's lists know yet. */
  running(): Promise<ReadonlySet<string>>;
  /** Identity of the namespace: another one has none of our workflows. */
  namespaceId(): Promise<string>;
};

const ocopShape = defineSearchAttributeKey('OcopShape', SearchAttributeType.INT);

const SIGNALS_FULL = /limit for signal/i;

/** Of an error and what caused it. */
const messagesOf = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${messagesOf(error.cause)}` : '';

export function temporalHints(client: Client, namespace: string, shape = SHAPE): HintSink {
  async function endRun(stream: string): Promise<void> {
    const handle = client.workflow.getHandle(workflowIdOf(stream));
    try {
      const { status, memo } = await handle.describe();
      const other = Number((memo as { shape?: number } | undefined)?.shape ?? 0);
      if (status.name === 'RUNNING' && other <= shape) await handle.terminate(`begun anew in shape ${shape}`);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }

  return {
    async send(stream, revision) {
      const { category, id } = splitStream(stream);
      const started = client.workflow.signalWithStart(category, {
        workflowId: workflowIdOf(stream),
        taskQueue: taskQueueOf(shape),
        args: [{ id, known: revision }],
        // After a crash the task that was under way has to time out before it is given out again.
        workflowTaskTimeout: '3s',
        signal: 'hint',
        signalArgs: [revision],
        memo: { shape },
        typedSearchAttributes: new TypedSearchAttributes([{ key: ocopShape, value: shape }]),
      });
      await started.catch(async (error: Error) => {
        // Ten thousand hints that nobody took fill a run for good: the next try begins a fresh one.
        if (SIGNALS_FULL.test(messagesOf(error))) await endRun(stream);
        throw error;
      });
    },
    endRun,
    async runOf(stream) {
      try {
        const { status } = await client.workflow.getHandle(workflowIdOf(stream)).describe();
        return status.name === 'RUNNING' ? 'running' : status.name === 'COMPLETED' ? 'over' : 'none';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'none';
        throw error;
      }
    },
    async running() {
      const ids = new Set<string>();
      const query = `ExecutionStatus = 'Running'`;
      for await (const { workflowId } of client.workflow.list({ query, pageSize: 1000 })) ids.add(workflowId);
      return ids;
    },
    async namespaceId() {
      const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
      return namespaceInfo?.id ?? '';
    },
  };
}
