// When a workflow began to wait on its timer: read from its history afterwards, so that asking does not slow it down.
import type { Client } from '@temporalio/client';

const POLL_MS = 20;
const PATIENCE_MS = 120_000;

/** The instant (ms) at which the last of these workflows, in its present run, had set its timer. */
export async function untilTimersAreSet(client: Client, workflowIds: readonly string[]): Promise<number> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  let last = 0;
  for (const id of workflowIds) {
    let set = await timerSetAt(client, id);
    for (; set === undefined; set = await timerSetAt(client, id)) {
      if (performance.now() > giveUpAt) throw new Error(`${id} set no timer`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    last = Math.max(last, set);
  }
  return last;
}

async function timerSetAt(client: Client, workflowId: string): Promise<number | undefined> {
  const history = await client.workflow
    .getHandle(workflowId)
    .fetchHistory()
    .catch(() => undefined);
  const started = history?.events?.find((e) => e.timerStartedEventAttributes);
  const { seconds, nanos } = started?.eventTime ?? {};
  return seconds === undefined || seconds === null ? undefined : Number(seconds) * 1000 + (nanos ?? 0) / 1e6;
}
