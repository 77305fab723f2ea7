// Event store → Temporal, the only part that starts workflows. Hints are coalesced to the newest revision per stream;
// a failure retries that stream alone, and the checkpoint never passes a hint that Temporal has not accepted.
import type { EventStore } from '../eventstore/port.ts';
import type { RelayMemory } from './checkpoint.ts';
import { pauseFor, type RelayLog, startDelivery } from './delivery.ts';
import { followStore } from './following.ts';
import type { HintSink } from './temporal-hints.ts';

type Parts = {
  store: EventStore;
  sink: HintSink;
  memory: RelayMemory;
  shape: number;
  log: RelayLog;
  /** the streams for which something is due now: where a clock moves, these are told first */
  whoIsDue?: (() => Promise<ReadonlySet<string>>) | undefined;
  /** hints under way at once */
  width?: number;
  /** how far behind what Temporal accepted the saved checkpoint stays, ms */
  overlapMs?: number;
  /** how often open streams are compared with the workflows that run, ms */
  driftMs?: number;
};

export type Relay = {
  /** Notices a Temporal that has lost its database; called by itself every few seconds. */
  check(): Promise<void>;
  /** Notices open streams that no workflow runs for; called by itself every minute. */
  checkDrift(): Promise<void>;
  /** Reads to the head and hints every open stream once: the recovery after any loss of Temporal. */
  recover(): Promise<{ hinted: number }>;
  /** Resolves when everything written so far has been accepted by Temporal. */
  idle(): Promise<void>;
  state(): {
    position: string | undefined;
    waiting: number;
    failing: { stream: string; message: string }[];
    recovering: boolean;
  };
  stop(): Promise<void>;
};

export async function startRelay(parts: Parts): Promise<Relay> {
  const { store, sink, memory, log, width = 24, overlapMs = 30_000 } = parts;
  const stopping = new AbortController();
  const delivery = startDelivery({ sink, log, width, stopping: stopping.signal });
  const following = followStore({ ...parts, overlapMs, delivery, stopping: stopping.signal });
  const checkDrift = () =>
    following
      .checkDrift()
      .catch((error: Error) => log.warn({ error: error.message }, 'relay: runs could not be listed'));
  const saving = setInterval(following.save, 1000);
  const checking = setInterval(following.check, 5000);
  const drifting = setInterval(checkDrift, parts.driftMs ?? 60_000);
  saving.unref();
  checking.unref();
  drifting.unref();
  void following.run(false);

  return {
    check: following.check,
    checkDrift,
    async recover() {
      return { hinted: await following.run(true) };
    },
    async idle() {
      const head = await store.head();
      const behind = () => head && (following.recovering() || (following.position() ?? '') < head.position);
      while (behind() && !stopping.signal.aborted) await pauseFor(5, stopping.signal);
      await delivery.settled();
    },
    state: () => ({
      position: following.position(),
      waiting: delivery.count(),
      failing: delivery.failing(),
      recovering: following.recovering(),
    }),
    async stop() {
      clearInterval(saving);
      clearInterval(checking);
      clearInterval(drifting);
      following.save();
      stopping.abort();
      await following.ended();
      memory.close();
    },
  };
}
