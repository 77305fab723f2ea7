// npm run build:verify: dist/ocop-verify.mjs, one file that runs with Node alone. What a store on servers needs, which an
// export and a folder do not, stays outside.
import { join } from 'node:path';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '../..');
const OUTSIDE = [/kurrentdb-store\.ts$/, /postgres-vault\.ts$/];

/** @returns KiB of the file */
export async function buildVerify(file: string): Promise<number> {
  const { output } = await build({
    input: join(root, 'cli/verify-alone.ts'),
    platform: 'node',
    external: OUTSIDE,
    output: { file, format: 'esm', codeSplitting: false, banner: '#!/usr/bin/env node' },
  });
  return Math.round(output[0].code.length / 1024);
}

if (import.meta.main) {
  const file = join(root, 'dist/ocop-verify.mjs');
  process.stdout.write(`${file}: ${await buildVerify(file)} KiB\n`);
}
