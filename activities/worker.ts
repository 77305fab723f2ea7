import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  type NativeConnectionOptions,
  Worker,
  type WorkerInterceptors,
  type WorkerOptions,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type { ProcessActivities } from './process-activities.ts';
import { SHAPE, taskQueueOf } from './shape.ts';

export const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

/** Bundles the workflows; once per process is enough. @param interceptors modules that go with them */
export async function bundleWorkflows(
  path = workflowsPath,
  interceptors: readonly string[] = [],
): Promise<WorkflowBundleWithSourceMap> {
  if (!existsSync(path)) throw new Error(`no workflows at ${path}`);
  return bundleWorkflowCode({
    workflowsPath: path,
    logger: new DefaultLogger('WARN'),
    workflowInterceptorModules: [...interceptors],
  });
}

/** The workflows in one piece, or the file that holds them. */
export type WorkflowBundle = NonNullable<WorkerOptions['workflowBundle']>;

type WorkerParts = {
  namespace: string;
  bundle: WorkflowBundle;
  activities: ProcessActivities;
  shape?: number;
  interceptors?: WorkerInterceptors | undefined;
};

/** Where the server is, and how it is spoken to where it is not on this machine. */
type Reached = { readonly address: string; readonly access?: Pick<NativeConnectionOptions, 'tls' | 'apiKey'> };

/** `ended`: also where it ended by itself; `stop`: with its connection */
export type Working = { readonly ended: Promise<void>; stop(): Promise<void> };

/** A worker at work, on a connection of its own. */
export async function startWorker({ address, access, ...parts }: WorkerParts & Reached): Promise<Working> {
  const connection = await NativeConnection.connect({ address, ...access });
  const worker = await createWorker(connection, parts).catch(async (error) => {
    await connection.close();
    throw error;
  });
  const ended = worker.run();
  return {
    ended,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended.catch(() => {});
      await connection.close();
    },
  };
}

const createWorker = (connection: NativeConnection, parts: WorkerParts): Promise<Worker> =>
  Worker.create({
    connection,
    namespace: parts.namespace,
    taskQueue: taskQueueOf(parts.shape ?? SHAPE),
    workflowBundle: parts.bundle,
    activities: { ...parts.activities },
    ...(parts.interceptors ? { interceptors: parts.interceptors } : {}),
    shutdownGraceTime: '2s',
    // A worker that was killed leaves its sticky queue behind: tasks wait there this long before another takes them.
    stickyQueueScheduleToStartTimeout: '1s',
    maxCachedWorkflows: 500,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 200,
  });
