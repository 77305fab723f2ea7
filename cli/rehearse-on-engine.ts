// The workflows themselves in virtual time: what a rehearsal asks when it is to show not what the engine would decide, but
// what the whole of it, Temporal's timers included, really writes.
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import getPort from 'get-port';
import { workflowsOf } from '../activities/built-workflows.ts';
import { createProcessActivities } from '../activities/process-activities.ts';
import { whatIsDue, workflowIdOf } from '../activities/processes.ts';
import { SEARCH_ATTRIBUTES, SHAPE } from '../activities/shape.ts';
import { startWorker } from '../activities/worker.ts';
import type { SimulatedProcess } from '../demo/simulated-process.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { ScratchOffice } from '../rehearsal/scratch-office.ts';
import { openRelayMemory } from '../relay/checkpoint.ts';
import { openStreams } from '../relay/open-streams.ts';
import { startRelay } from '../relay/relay.ts';
import { temporalHints } from '../relay/temporal-hints.ts';
import type { Settings } from '../settings/settings.ts';
import { say } from './say.ts';
import { startTemporal } from './temporal/dev-server.ts';
import { passTime } from './temporal/virtual-time.ts';

/** A Temporal of the rehearsal's own, in memory: its time is nobody else's. */
export async function startEngine(settings: Settings) {
  Runtime.install({ logger: new DefaultLogger('WARN', (entry: LogEntry) => say(entry.message)) });
  const namespace = settings.OCOP_TEMPORAL_NAMESPACE;
  const { address, stop } = await startTemporal({
    binary: settings.OCOP_TEMPORAL_BINARY || 'temporal',
    port: await getPort(),
    namespace,
    searchAttributes: SEARCH_ATTRIBUTES,
    virtualTime: true,
    log: say,
  });
  let carrying: Awaited<ReturnType<typeof processOnEngine>> | undefined;
  return {
    async carryOut(store: EventStore, office: ScratchOffice): Promise<SimulatedProcess> {
      carrying = await processOnEngine({ store, office, address, namespace, workflows: settings.OCOP_WORKFLOWS });
      return carrying;
    },
    async stop() {
      await carrying?.stop();
      await stop();
    },
  };
}

const PATIENCE_MS = 60_000;
const POLL_MS = 10;

type Parts = {
  store: EventStore;
  office: Pick<ScratchOffice, 'executor' | 'clock' | 'errand'>;
  /** a server on which time can be skipped */
  address: string;
  namespace: string;
  /** where they were built ahead, if anywhere */
  workflows?: string;
};

/** Carries out what comes due on the real server; everything else is as without it. */
export async function processOnEngine(parts: Parts): Promise<SimulatedProcess & { stop(): Promise<void> }> {
  const { store, office, address, namespace, workflows = '' } = parts;
  const { executor, clock, errand } = office;
  const begun = Date.parse(clock.now);
  const connection = await Connection.connect({ address, interceptors: [] });
  const client = new Client({ connection, namespace });
  // A busy server skips a workflow's time too far, by days at times: its timers wake it, the office's clock says what is due.
  const activities = createProcessActivities({ executor, clock: () => clock.now, errand });
  const worker = await startWorker({ address, namespace, bundle: await workflowsOf(workflows), activities });
  const relay = await startRelay({
    store,
    sink: temporalHints(client, namespace),
    memory: openRelayMemory(':memory:'),
    shape: SHAPE,
    log: { info() {}, warn() {} },
  });
  const open = openStreams(store);
  const passed = new Map<string, number>();

  /** What is due by an instant, as far as it is known now. */
  async function dueBy(instant: string): Promise<readonly { stream: string; dueAt: string }[]> {
    const streams = await open();
    const due = await Promise.all(streams.map((stream) => whatIsDue(executor, stream, clock.now)));
    return streams.flatMap((stream, i) => {
      const dueAt = (due[i] ?? []).map((action) => action.dueAt).sort()[0];
      return dueAt !== undefined && dueAt <= instant ? [{ stream, dueAt }] : [];
    });
  }

  async function settle(): Promise<void> {
    await relay.idle();
    const until = performance.now() + PATIENCE_MS;
    for (let late = await dueBy(clock.now); late.length > 0; late = await dueBy(clock.now)) {
      if (performance.now() > until)
        throw new Error(`not done in time: ${late.map(({ stream }) => stream).join(', ')}`);
      await pause(POLL_MS);
    }
    await relay.idle();
  }

  /** Each workflow's time runs by itself, and is skipped when something of it is due. */
  async function skipTo(instant: string, streams: readonly string[]): Promise<void> {
    const target = Date.parse(instant) - begun;
    // First the clock: what one stream's act makes due in another is done there at the same instant, not at that one's last.
    clock.now = instant;
    await Promise.all(
      streams.map(async (stream) => {
        const ms = target - (passed.get(stream) ?? 0);
        if (ms <= 0) return;
        await passTime(client, workflowIdOf(stream), ms);
        passed.set(stream, target);
      }),
    );
    await settle();
  }

  return {
    // The relay follows the store by itself.
    hint() {},
    // From one instant to the next at which anything is due: a morning's letters tell what had come due before.
    async runUntil(instant) {
      await settle();
      for (let due = await dueBy(instant); due.length > 0; due = await dueBy(instant)) {
        const next = due.map(({ dueAt }) => dueAt).sort()[0] as string;
        await skipTo(
          next,
          due.filter(({ dueAt }) => dueAt === next).map(({ stream }) => stream),
        );
      }
      if (instant > clock.now) clock.now = instant;
    },
    async stop() {
      await relay.stop();
      await worker.stop();
      await connection.close();
    },
  };
}
