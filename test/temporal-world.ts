// The real Temporal server with our worker and relay on a world's store, for suites that need the whole process.

import { Client, Connection } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import getPort from 'get-port';
import { createProcessActivities } from '../activities/process-activities.ts';
import { SEARCH_ATTRIBUTES, SHAPE } from '../activities/shape.ts';
import { bundleWorkflows, startWorker } from '../activities/worker.ts';
import { startTemporal, type TemporalOptions } from '../cli/temporal/dev-server.ts';
import { openRelayMemory } from '../relay/checkpoint.ts';
import { startRelay } from '../relay/relay.ts';
import { temporalHints } from '../relay/temporal-hints.ts';
import type { World } from './world.ts';

export const NAMESPACE = 'ocop';
export type TemporalWorld = Awaited<ReturnType<typeof startProcess>>;

export const silent = { info: () => {}, warn: () => {} };

let bundle: ReturnType<typeof bundleWorkflows> | undefined;
let installed = false;

/** The server alone; in memory unless a file is given. */
export async function startServer(options: Partial<TemporalOptions> = {}) {
  const binary = process.env.OCOP_TEMPORAL_BINARY;
  if (!binary) throw new Error('OCOP_TEMPORAL_BINARY is not set: run the tests by `npm test`');
  const start = async () =>
    startTemporal({
      binary,
      port: await getPort(),
      namespace: NAMESPACE,
      searchAttributes: SEARCH_ATTRIBUTES,
      log: () => {},
      ...options,
    });
  // Another suite beside this one may have taken the port between the asking and the start.
  return start().catch((error) => {
    if (error.code !== 'TEMPORAL_PORT_TAKEN' || options.port) throw error;
    return start();
  });
}

/** Keeps the SDK's own log out of the tests' output. */
export function silenceSdk(): void {
  if (!installed) Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} } });
  installed = true;
}

export async function connect(address: string) {
  silenceSdk();
  const connection = await Connection.connect({ address, interceptors: [] });
  return { client: new Client({ connection, namespace: NAMESPACE }), connection };
}

/** Worker and relay of one process. `offsetMs` is the engine's time minus real time. */
export async function startProcess(
  w: World,
  address: string,
  options: {
    memoryFile?: string;
    shape?: number;
    offsetMs?: () => number;
    workflowsPath?: string;
    driftMs?: number;
    errand?: Parameters<typeof createProcessActivities>[0]['errand'];
  } = {},
) {
  const { client, connection } = await connect(address);
  const shape = options.shape ?? SHAPE;
  bundle ??= bundleWorkflows();
  const worker = await startWorker({
    address,
    namespace: NAMESPACE,
    bundle: options.workflowsPath ? await bundleWorkflows(options.workflowsPath) : await bundle,
    activities: createProcessActivities({
      executor: w.executor,
      clock: w.now,
      offsetMs: options.offsetMs ?? (() => 0),
      ...(options.errand ? { errand: options.errand } : {}),
    }),
    shape,
  });
  const relay = await startRelay({
    store: w.store,
    sink: temporalHints(client, NAMESPACE, shape),
    memory: openRelayMemory(options.memoryFile ?? ':memory:'),
    shape,
    log: silent,
    ...(options.driftMs === undefined ? {} : { driftMs: options.driftMs }),
  });
  return {
    client,
    relay,
    async stop() {
      await relay.stop();
      await worker.stop();
      await connection.close();
    },
  };
}

/** Polls until a condition holds; throws with what was seen last when it does not in time. */
export async function eventually<T>(
  look: () => Promise<T> | T,
  holds: (seen: T) => boolean,
  withinMs = 60_000,
): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > until) throw new Error(`not in time; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Sets the world's clock and tells a cycle's workflow to look again, as a moved demo clock does. */
export async function jump(w: World, client: Client, cycle: string, day: string): Promise<void> {
  w.at(day);
  await lookAgain(client, `product-cycle/${cycle}`);
}

/** Tells a workflow to look again, if it runs; one that just closes may be going on as its next run. */
export async function lookAgain(client: Client, workflowId: string): Promise<void> {
  await client.workflow
    .getHandle(workflowId)
    .signal('hint', 0)
    .catch(async (error: Error) => {
      if (/not found|already completed/i.test(error.message)) return;
      if (!/is closing/.test(String((error.cause as Error | undefined)?.message))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
      await lookAgain(client, workflowId);
    });
}
