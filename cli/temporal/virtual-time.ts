// Virtual time on the real server: each workflow's time is skipped on its own.
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';

const [POLL_TIMEOUT, COMPLETED] = [1, 2];

/** Lets that much time pass for one running workflow; one that has ended, or ends meanwhile, has no time to pass. */
export async function passTime(client: Client, workflowId: string, ms: number): Promise<void> {
  const { namespace } = client.options;
  const id = randomUUID();
  const workflowExecution = { workflowId };
  const seconds = Math.ceil(ms / 1000) as never;
  try {
    await client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution,
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          maxSessionSkipCount: 10_000,
          fastForwardConfig: { id, duration: { seconds } },
        },
      },
      updateMask: { paths: ['time_skipping_config'] },
    });
    for (let result = POLL_TIMEOUT; result === POLL_TIMEOUT; ) {
      const polled = await client.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace,
        workflowExecution,
        fastForwardId: id,
      });
      result = polled.fastForwardPollingResult;
      if (result !== COMPLETED && result !== POLL_TIMEOUT && !/clos|complet/i.test(polled.failedReason))
        throw new Error(`time was not skipped: ${polled.failedReason}`);
    }
  } catch (error) {
    if (!/already completed|not found/i.test((error as Error).message)) throw error;
  }
}
