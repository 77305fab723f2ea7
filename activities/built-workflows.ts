// The workflows as one file, compiled when a release is built: nothing is compiled where it runs, and a folder that
// nothing may be written to, or run from, is no trouble.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { SHAPE } from './shape.ts';
import { bundleWorkflows, type WorkflowBundle } from './worker.ts';

/** By shape: what was built from other workflows is not taken for these. */
const nameOf = (traced: boolean): string => `workflows-of-shape-${SHAPE}${traced ? '-traced' : ''}.cjs`;

/** @param traced what they are bundled with where traces are on */
export async function buildWorkflows(folder: string, traced: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const interceptors of [[], traced]) {
    const { code } = await bundleWorkflows(undefined, interceptors);
    writeFileSync(join(folder, nameOf(interceptors.length > 0)), code);
  }
}

/**
 * @param folder where they were built; empty: they are compiled now
 * @throws CodedError `WORKFLOWS_NOT_BUILT` where that folder has none of this shape
 */
export async function workflowsOf(folder: string, interceptors: readonly string[] = []): Promise<WorkflowBundle> {
  if (folder === '') return bundleWorkflows(undefined, interceptors);
  const codePath = join(folder, nameOf(interceptors.length > 0));
  if (existsSync(codePath)) return { codePath };
  throw new CodedError(
    'WORKFLOWS_NOT_BUILT',
    `${folder} (OCOP_WORKFLOWS) holds no workflows of shape ${SHAPE}. Build them with node setup/workflows-build.ts ${folder}, or leave OCOP_WORKFLOWS empty.`,
  );
}
