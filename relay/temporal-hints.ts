// Hands hints to Temporal: starts the workflow that serves a stream, or signals the one that runs.
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { workflowIdOf } from '../activities/processes.ts';
import { SHAPE, taskQueueOf } from '../activities/shape.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';

export type HintSink = {
  /** Accepted by Temporal when it resolves. */
  send(stream: string, revision: number): Promise<void>;
  /** Ends a run of a lower shape, so that the next hint starts one that fits; leaves higher ones alone. */
  replaceOlderShape(stream: string): Promise<void>;
  /** Identity of the namespace: another one has none of our workflows. */
  namespaceId(): Promise<string>;
};

const ocopShape = defineSearchAttributeKey('OcopShape', SearchAttributeType.INT);

export function temporalHints(client: Client, namespace: string, shape = SHAPE): HintSink {
  return {
    async send(stream, revision) {
      const { category, id } = splitStream(stream);
      await client.workflow.signalWithStart(category, {
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
    },
    async replaceOlderShape(stream) {
      const handle = client.workflow.getHandle(workflowIdOf(stream));
      try {
        const { status, memo } = await handle.describe();
        const other = Number((memo as { shape?: number } | undefined)?.shape ?? 0);
        if (status.name === 'RUNNING' && other < shape) await handle.terminate(`replaced by workflow shape ${shape}`);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
    async namespaceId() {
      const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
      return namespaceInfo?.id ?? '';
    },
  };
}
