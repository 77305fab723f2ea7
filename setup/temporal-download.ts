import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whileBytesArrive } from './arriving.ts';
import { lastLines, runChild } from './child.mjs';
import { root } from './node24.mjs';
import { type Fetch, fetchInto } from './temporal-fetched.ts';
import { PINNED } from './temporal-version.ts';

const script = fileURLToPath(new URL('./sdk-download.ts', import.meta.url));

/** The SDK's own download of the pinned version. Politely gives up when nothing arrives. */
export const downloadTemporal: Fetch = (order) => {
  const { cli } = PINNED.download;
  order.announce(`Temporal, download: asking for CLI ${cli} …`);
  return fetchInto(order, cli, async (folder) => {
    const watch = whileBytesArrive('Temporal, download', folder, order.announce);
    const { output, because } = await runChild(process.execPath, [script, `v${cli}`, folder], { cwd: root, watch });
    const file = readdirSync(folder).find((name) => !name.endsWith('.downloading'));
    return file
      ? { file: join(folder, file) }
      : { because: `nothing could be downloaded (${because ?? lastLines(output, 1)})` };
  });
};
