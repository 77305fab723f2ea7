import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type NativeConnection,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type { ProcessActivities } from './process-activities.ts';
import { SHAPE, taskQueueOf } from './shape.ts';

export const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

/** Bundles the workflows; once per process is enough. */
export async function bundleWorkflows(path = workflowsPath): Promise<WorkflowBundleWithSourceMap> {
  if (!existsSync(path)) throw new Error(`no workflows at ${path}`);
  return bundleWorkflowCode({ workflowsPath: path, logger: new DefaultLogger('WARN') });
}

export async function createWorker(parts: {
  connection: NativeConnection;
  namespace: string;
  bundle: WorkflowBundleWithSourceMap;
  activities: ProcessActivities;
  shape?: number;
}): Promise<Worker> {
  return Worker.create({
    connection: parts.connection,
    namespace: parts.namespace,
    taskQueue: taskQueueOf(parts.shape ?? SHAPE),
    workflowBundle: parts.bundle,
    activities: { ...parts.activities },
    shutdownGraceTime: '2s',
    // A worker that was killed leaves its sticky queue behind: tasks wait there this long before another takes them.
    stickyQueueScheduleToStartTimeout: '1s',
    maxCachedWorkflows: 500,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 200,
  });
}
