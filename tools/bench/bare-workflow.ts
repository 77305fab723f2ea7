// The least a workflow can do that is started by a signal: one local activity, then wait. Beside it stands what our
// process managers cost. Bundled on its own; imports nothing but Temporal.
import { condition, defineSignal, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';

export type BareActivities = { touch(id: string): Promise<void> };

const hint = defineSignal<[number]>('hint');
const { touch } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '30s' });

const MONTH_MS = 30 * 86_400_000;

export async function bare(id: string): Promise<void> {
  let hinted = false;
  setHandler(hint, () => {
    hinted = true;
  });
  for (;;) {
    hinted = false;
    await touch(id);
    await condition(() => hinted, MONTH_MS);
  }
}

/** @param instant ms */
export async function bareTimer(id: string, instant: number): Promise<void> {
  await sleep(instant - Date.now());
  await touch(id);
}
