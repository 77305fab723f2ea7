// node setup/workflows-build.ts <folder>: the workflows compiled, for OCOP_WORKFLOWS.
import { resolve } from 'node:path';
import { buildWorkflows } from '../activities/built-workflows.ts';
import { carryTrace } from '../cli/tracing/tracing.ts';

await buildWorkflows(resolve(process.argv[2] ?? 'dist-workflows'), [carryTrace]);
