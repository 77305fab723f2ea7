// How every process manager here lives: look at the stream, do what is due, wait for one timer or a hint, look again.
// It remembers nothing that the stream does not say, so it can be ended, reset or started anew at any moment.
import { condition, defineSignal, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { NextDue, ProcessActivities } from '../activities/process-activities.ts';

/** "Look again; your stream is at least at this revision." Doubled or reordered hints are harmless. */
export const hint = defineSignal<[number]>('hint');

export const activities = proxyLocalActivities<ProcessActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '100ms', maximumInterval: '10s' },
});

/** A due action that changed nothing is not tried in a circle: it waits for the next hint, at most this long. */
const PARKED_MS = 3_600_000;
/** A timer may not be longer than the server allows; it is simply set again. */
const LONGEST_MS = 200 * 86_400_000;

type View = { revision: number; next?: NextDue };

export type Followed = {
  /** A fresh look; waits a moment for the newest fact it was told of. */
  look<V extends View>(at: (request: { id: string; atLeast: number; now: number }) => Promise<V>): Promise<V>;
  /** Gives the due command, or waits for its time, or for a hint. `meaning` is what people read in Temporal's own UI. */
  doOrWait(view: View, meaning: string): Promise<void>;
  known(): number;
};

export function followStream(id: string, known: number): Followed {
  let atLeast = known;
  let hinted = false;
  let fruitless: string | undefined;
  setHandler(hint, (revision) => {
    atLeast = Math.max(atLeast, revision);
    hinted = true;
  });

  async function wait(ms: number, summary: string): Promise<void> {
    await condition(() => hinted, Math.max(1, Math.min(ms, LONGEST_MS)), { summary });
  }

  return {
    known: () => atLeast,
    async look(at) {
      hinted = false;
      const view = await at({ id, atLeast, now: Date.now() });
      atLeast = Math.max(atLeast, view.revision);
      return view;
    },
    async doOrWait({ next }, meaning) {
      if (hinted) return;
      if (!next) return wait(LONGEST_MS, meaning);
      if (next.commandId === fruitless) {
        fruitless = undefined;
        return wait(PARKED_MS, `${next.command} changed nothing`);
      }
      if (next.waitMs > 0) return wait(next.waitMs, `${meaning}; next ${next.command}`);
      const { outcome } = await activities.giveDueCommand({ due: next, now: Date.now() });
      fruitless = outcome === 'appended' ? undefined : next.commandId;
    },
  };
}
