// Temporal's side of the process: our own server as a child or one elsewhere, a worker, the relay. If Temporal is
// away, facts are still recorded and only timers wait: everything here comes back by itself.

import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, type LogEntry, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import getPort from 'get-port';
import type { Logger } from 'pino';
import { workflowsOf } from '../activities/built-workflows.ts';
import { postErrands } from '../activities/post-errands.ts';
import type { PostParts } from '../activities/postman.ts';
import { createProcessActivities } from '../activities/process-activities.ts';
import { SEARCH_ATTRIBUTES, SHAPE } from '../activities/shape.ts';
import { startWorker, type WorkflowBundle, type Working } from '../activities/worker.ts';
import { DEMO_CLOCK_ID, demoClock } from '../domain/demo-clock/demo-clock.ts';
import { openRelayMemory } from '../relay/checkpoint.ts';
import { type Relay, startRelay } from '../relay/relay.ts';
import { temporalHints } from '../relay/temporal-hints.ts';
import type { Places, Settings } from '../settings/settings.ts';
import { type TemporalAccess, temporalAccessIn } from '../settings/temporal-access.ts';
import type { Office } from './compose.ts';
import { startTemporal, type TemporalServer } from './temporal/dev-server.ts';
import type { Tracing } from './tracing/port.ts';
import { carryTrace } from './tracing/tracing.ts';

const PULSE_MS = 2000;
const GIVE_UP_MS = 1000;
/** The client's own would throw from a timer, past everybody, when the connection is closed while one is waiting. */
const NO_RETRIES: [] = [];

export type TemporalSide = {
  readonly address: string;
  /** it has a relay, at work or not */
  readonly relays: boolean;
  /** undefined while Temporal is out of reach */
  relay(): Relay | undefined;
  /** why it does not work at the moment; undefined when it does */
  trouble(): string | undefined;
  stop(): Promise<void>;
};

type Parts = {
  settings: Settings;
  places: Places;
  office: Office;
  /** how letters leave the house */
  post: PostParts;
  /** what of it this process does */
  does: { worker: boolean; relay: boolean };
  log: Logger;
  say: (line: string) => void;
  /** where the SDK’s own metrics are offered */
  metricsAt?: string | undefined;
  tracing?: Tracing | undefined;
};

export async function startTemporalSide(parts: Parts): Promise<TemporalSide> {
  const { settings, does, log } = parts;
  temporalAccessIn(settings);
  Runtime.install({
    logger: new DefaultLogger(
      'WARN',
      rarely(({ meta, message }: LogEntry) => log.warn({ meta }, message)),
    ),
    // Its own would write into what a person reads.
    telemetryOptions: {
      ...(parts.metricsAt === undefined ? {} : { metrics: { prometheus: { bindAddress: parts.metricsAt } } }),
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
  });
  const bundle = does.worker
    ? await workflowsOf(settings.OCOP_WORKFLOWS, parts.tracing ? [carryTrace] : [])
    : undefined;
  const server = settings.OCOP_TEMPORAL_ADDRESS ? undefined : await ownServer(parts);
  const address = server?.address ?? settings.OCOP_TEMPORAL_ADDRESS;
  const stopping = new AbortController();
  let trouble: string | undefined = 'connecting';
  let running: Running | undefined;
  const told = toldOnce(log);

  /** Connects, works until the worker ends, and starts over. */
  async function live(): Promise<void> {
    for (let wait = 200; !stopping.signal.aborted; wait = Math.min(wait * 2, 5000)) {
      try {
        running = await connectSide(parts, address, bundle);
        if (stopping.signal.aborted) return;
        trouble = undefined;
        told.over();
        wait = 200;
        await running.ended;
        trouble = 'the worker has ended; connecting again';
      } catch (error) {
        trouble = (error as Error).message;
        told.trouble({ error: trouble, address });
      } finally {
        await running
          ?.stop()
          .catch((error: Error) => log.warn({ error: error.message }, 'closing the connection to Temporal'));
        running = undefined;
      }
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const living = live();
  return {
    address,
    relays: does.relay,
    relay: () => (running?.pulse.lost() === undefined ? running?.relay : undefined),
    trouble: () => trouble ?? running?.pulse.lost() ?? running?.relay?.state().failing[0]?.message,
    async stop() {
      stopping.abort();
      await running?.stop();
      // An attempt to connect to a server that is away may take its whole five seconds.
      await Promise.race([living, pause(GIVE_UP_MS, undefined, { ref: false })]);
      await server?.stop();
    },
  };
}

const SAME_AGAIN_MS = 300_000;

/** While a server is away its client says the same every second. */
function rarely(tell: (entry: LogEntry) => void): (entry: LogEntry) => void {
  const last = new Map<string, number>();
  return (entry) => {
    const kind = entry.message.replace(/\d+/g, 'n').slice(0, 80);
    const now = performance.now();
    if (now - (last.get(kind) ?? Number.NEGATIVE_INFINITY) < SAME_AGAIN_MS) return;
    last.set(kind, now);
    tell(entry);
  };
}

/** An outage of a night is two lines, however often it is tried to end it. */
function toldOnce(log: Logger) {
  let since: number | undefined;
  return {
    trouble(why: { error: string; address: string }) {
      if (since !== undefined) return;
      since = Date.now();
      log.warn(why, 'Temporal is out of reach; facts are recorded, timers wait; told once');
    },
    over() {
      if (since === undefined) return;
      log.info({ seconds: Math.round((Date.now() - since) / 1000) }, 'Temporal is back');
      since = undefined;
    },
  };
}

async function ownServer({ settings, places, log, say }: Parts): Promise<TemporalServer> {
  const server = await startTemporal({
    binary: settings.OCOP_TEMPORAL_BINARY || 'temporal',
    dbFile: places.temporal,
    port: settings.OCOP_TEMPORAL_PORT || (await getPort()),
    namespace: settings.OCOP_TEMPORAL_NAMESPACE,
    searchAttributes: SEARCH_ATTRIBUTES,
    log: (line) => {
      log.info(line);
      say(line);
    },
    serverLog: (line) => log.debug({ temporal: line }, 'temporal'),
    ...(settings.OCOP_TEMPORAL_UI_PORT ? { uiPort: settings.OCOP_TEMPORAL_UI_PORT } : {}),
  });
  return server;
}

type Running = { relay: Relay | undefined; pulse: Pulse; ended: Promise<void>; stop(): Promise<void> };

async function connectSide(parts: Parts, address: string, bundle: WorkflowBundle | undefined): Promise<Running> {
  const { settings, places, office, does, log, tracing } = parts;
  const namespace = settings.OCOP_TEMPORAL_NAMESPACE;
  // Read anew each time: certificates are renewed while we run.
  const access = temporalAccessIn(settings);
  const connection = await Connection.connect({
    ...{ address, connectTimeout: '5s', interceptors: NO_RETRIES },
    ...access,
  });
  const closers: (() => Promise<unknown>)[] = [() => connection.close()];
  const stopped = Promise.withResolvers<void>();
  let stopping: Promise<void> | undefined;
  const closeAll = async () => {
    for (const close of closers.reverse()) await close();
    stopped.resolve();
  };
  const stop = () => {
    stopping ??= closeAll();
    return stopping;
  };
  try {
    const worker = bundle && (await workBeside(parts, { address, access }, bundle));
    if (worker) closers.push(worker.stop);
    const client = new Client({ connection, namespace, ...(tracing ? { interceptors: tracing.client } : {}) });
    const sink = temporalHints(client, namespace);
    const relay = does.relay
      ? await startRelay({
          store: office.store,
          sink: tracing ? tracing.sink(sink) : sink,
          memory: openRelayMemory(places.relay),
          shape: SHAPE,
          whoIsDue: whoIsDueIn(office),
          log,
        })
      : undefined;
    if (relay) closers.push(relay.stop);
    const pulse = feelPulse(connection, namespace);
    closers.push(async () => pulse.stop());
    return { relay, pulse, ended: worker?.ended ?? stopped.promise, stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

/** By the clock as the store has it: the office's own follows a move of it a moment later. */
const whoIsDueIn =
  ({ executor, due }: Office) =>
  async (): Promise<ReadonlySet<string>> => {
    const { state } = await executor.look(demoClock, DEMO_CLOCK_ID);
    const at = new Date(Date.now() + state.offsetMs).toISOString();
    return new Set((await due(at)).filter(({ dueAt }) => dueAt <= at).map(({ stream }) => stream));
  };

function workBeside(
  { settings, office, post, log, tracing }: Parts,
  at: { address: string; access: TemporalAccess },
  bundle: WorkflowBundle,
): Promise<Working> {
  const activities = createProcessActivities({
    executor: office.executor,
    clock: office.clock,
    offsetMs: office.offsetMs,
    errand: postErrands(office.executor, post),
    told: (fact) => log.info(fact, 'the process acted'),
    // A store that is read where it is written has the newest fact at once; what it lacks will not come.
    ...(office.store.checksBasis ? { patience: 0 } : {}),
  });
  const namespace = settings.OCOP_TEMPORAL_NAMESPACE;
  return startWorker({ ...at, namespace, bundle, activities, interceptors: tracing?.worker });
}

type Pulse = { lost(): string | undefined; stop(): void };

/** Asks the server every few seconds: while nobody writes, nothing else would notice that it is gone. */
function feelPulse(connection: Connection, namespace: string): Pulse {
  let lost: string | undefined;
  const ask = () =>
    connection
      .withDeadline(Date.now() + PULSE_MS, () => connection.workflowService.describeNamespace({ namespace }))
      .then(
        () => {
          lost = undefined;
        },
        (error: Error) => {
          lost = error.message;
        },
      );
  const asking = setInterval(ask, PULSE_MS);
  return { lost: () => lost, stop: () => clearInterval(asking) };
}
