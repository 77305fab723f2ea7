// A Temporal server with its database in a file, our worker and relay on a store, and the bare workflow's worker
// beside them: one process, as `ocop serve` is.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { Runtime, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import getPort from 'get-port';
import { createProcessActivities, type ProcessActivities } from '../../activities/process-activities.ts';
import { SEARCH_ATTRIBUTES, SHAPE, taskQueueOf } from '../../activities/shape.ts';
import { bundleWorkflows, startWorker } from '../../activities/worker.ts';
import { startTemporal } from '../../cli/temporal/dev-server.ts';
import { openRelayMemory } from '../../relay/checkpoint.ts';
import { type Relay, startRelay } from '../../relay/relay.ts';
import { temporalHints } from '../../relay/temporal-hints.ts';
import { removeDatabase } from '../../sqlite/remove-database.ts';
import type { BareActivities } from './bare-workflow.ts';
import type { Province } from './province.ts';

const NAMESPACE = 'ocop';
/** A shape no release has, so that both workers live on one server. */
const BARE_SHAPE = 9999;

export type Server = {
  readonly client: Client;
  /** Our worker and relay on a store. `begin` starts the relay, which until then has sent nothing. */
  attach(province: Province): Promise<{ begin(): Promise<Relay>; stop(): Promise<void> }>;
  /** Starts or signals a bare workflow; `touch` is its local activity. */
  attachBare(touch: (id: string) => void): Promise<{
    send(id: string): Promise<void>;
    /** Starts one that touches at an instant, ms. */
    waitUntil(id: string, instant: number): Promise<void>;
    stop(): Promise<void>;
  }>;
  stop(): Promise<void>;
};

const bundles = new Map<string, Promise<WorkflowBundleWithSourceMap>>();
function bundled(path?: string): Promise<WorkflowBundleWithSourceMap> {
  const bundle = bundles.get(path ?? '') ?? bundleWorkflows(path);
  bundles.set(path ?? '', bundle);
  return bundle;
}

/** What a lost database leaves: nothing. */
export function deleteDatabase(folder: string): void {
  removeDatabase(join(folder, 'temporal.sqlite'));
}

export async function startServer(folder: string): Promise<Server> {
  const binary = process.env.OCOP_TEMPORAL_BINARY;
  if (!binary) throw new Error('OCOP_TEMPORAL_BINARY is not set: run the benchmarks by `npm run bench`');
  quiet();
  const server = await startTemporal({
    binary,
    dbFile: join(folder, 'temporal.sqlite'),
    port: await getPort(),
    namespace: NAMESPACE,
    searchAttributes: SEARCH_ATTRIBUTES,
    log: () => {},
  });
  // The client's own retries would throw from a timer, past everybody, once a measurement that failed closes it.
  const connection = await Connection.connect({ address: server.address, interceptors: [] });
  const client = new Client({ connection, namespace: NAMESPACE });

  async function work({ path, ...parts }: { activities: ProcessActivities; shape: number; path?: string }) {
    const bundle = await bundled(path);
    return startWorker({ address: server.address, namespace: NAMESPACE, bundle, ...parts });
  }

  return {
    client,
    async attach(province) {
      // The engine's time stands on the province's clock.
      const offsetMs = () => Date.parse(province.now()) - Date.now();
      const activities = createProcessActivities({ executor: province.executor, clock: province.now, offsetMs });
      const worker = await work({ activities, shape: SHAPE });
      let relay: Relay | undefined;
      return {
        async begin() {
          relay = await startRelay({
            store: province.store,
            sink: temporalHints(client, NAMESPACE, SHAPE),
            memory: openRelayMemory(join(province.folder, 'relay.sqlite')),
            shape: SHAPE,
            log: { info: () => {}, warn: () => {} },
          });
          return relay;
        },
        async stop() {
          await relay?.stop();
          await worker.stop();
        },
      };
    },
    async attachBare(touch) {
      const activities: BareActivities = { touch: async (id) => touch(id) };
      const { stop } = await work({
        activities: activities as unknown as ProcessActivities,
        shape: BARE_SHAPE,
        path: fileURLToPath(new URL('./bare-workflow.ts', import.meta.url)),
      });
      return {
        async send(id) {
          await client.workflow.signalWithStart('bare', {
            workflowId: `bare/${id}`,
            taskQueue: taskQueueOf(BARE_SHAPE),
            args: [id],
            signal: 'hint',
            signalArgs: [0],
          });
        },
        async waitUntil(id, instant) {
          const taskQueue = taskQueueOf(BARE_SHAPE);
          await client.workflow.start('bareTimer', { workflowId: `timer/${id}`, taskQueue, args: [id, instant] });
        },
        stop,
      };
    },
    async stop() {
      await connection.close();
      await server.stop();
    },
  };
}

let installed = false;
/** Keeps the SDK's own log out of the figures. */
function quiet(): void {
  if (!installed) Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} } });
  installed = true;
}
