// Recorded histories replay with the present workflows; changed ones fail to. When the first test turns red, the
// workflows' shape has changed: raise SHAPE and record anew (tools/generate/histories.ts).
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';
import { buildWorkflows, workflowsOf } from '../../activities/built-workflows.ts';
import { SHAPE } from '../../activities/shape.ts';
import { bundleWorkflows, type WorkflowBundle } from '../../activities/worker.ts';
import { carryTrace } from '../../cli/tracing/tracing.ts';
import { workflowDigest } from '../../tools/generate/workflow-digest.ts';
import { silenceSdk } from '../temporal-world.ts';

const folder = fileURLToPath(new URL(`../histories/shape-${SHAPE}/`, import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

let present: WorkflowBundle;
let changed: WorkflowBundle;
beforeAll(async () => {
  silenceSdk();
  present = await bundleWorkflows();
  changed = await bundleWorkflows(fileURLToPath(new URL('./changed-workflows/index.ts', import.meta.url)));
}, 120_000);

/** The names of the histories that do not fit the code. */
async function unfit(bundle: WorkflowBundle): Promise<string[]> {
  const failed: string[] = [];
  for (const name of names) {
    const history = historyFromJSON(JSON.parse(readFileSync(folder + name, 'utf8')));
    await Worker.runReplayHistory({ workflowBundle: bundle }, history).catch(() => failed.push(name));
  }
  return failed;
}

test('the code of this shape is the one its histories were recorded with (else: raise SHAPE, record anew)', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  expect(`${workflowDigest(root)}\n`).toBe(readFileSync(`${folder}workflows.sha256`, 'utf8'));
});

test('recorded histories replay', async () => {
  expect(names.length).toBeGreaterThanOrEqual(3);
  expect(await unfit(present)).toEqual([]);
}, 120_000);

test('they replay from what was compiled ahead, and where traces are on: what carries one leaves no mark', async () => {
  const built = mkdtempSync(join(tmpdir(), 'ocop-built-'));
  try {
    await buildWorkflows(built, [carryTrace]);
    expect(await unfit(await workflowsOf(built))).toEqual([]);
    expect(await unfit(await workflowsOf(built, [carryTrace]))).toEqual([]);
    await expect(workflowsOf(join(built, 'elsewhere'))).rejects.toMatchObject({ code: 'WORKFLOWS_NOT_BUILT' });
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}, 120_000);

test('a changed workflow fails to replay', async () => {
  expect((await unfit(changed)).length).toBeGreaterThan(0);
}, 120_000);
