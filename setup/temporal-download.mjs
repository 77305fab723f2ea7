import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say, took } from './announce.mjs';
import { lastLines, runChild } from './child.mjs';
import { node24Env, root } from './node24.mjs';
import { inspectTemporal, PINNED } from './temporal-version.mjs';

const STALLED_AFTER_MS = 15_000;
const script = fileURLToPath(new URL('./sdk-download.mjs', import.meta.url));

// Where nothing can be downloaded, once is enough to know.
let failedBefore;

/** The SDK's own download of the pinned version, put at `target`. Politely gives up when nothing arrives. */
export async function downloadTemporal({ target, node = process.execPath, announce = say }) {
  if (failedBefore) return { because: failedBefore };
  const { cli } = PINNED.download;
  const folder = join(dirname(target), `download-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  announce(`Temporal, download: asking for CLI ${cli} …`);
  try {
    const result = await runChild(node, [script, `v${cli}`, folder], {
      cwd: root,
      env: node24Env(node),
      watch: whileBytesArrive(folder),
    });
    const file = readdirSync(folder).find((name) => !name.endsWith('.downloading'));
    if (!file) {
      failedBefore = `nothing could be downloaded (${result.because ?? lastLines(result.output, 1)})`;
      return { because: failedBefore };
    }
    const outcome = await inspectTemporal(join(folder, file), { cli });
    if (!outcome.version) return outcome;
    renameSync(join(folder, file), target);
    return { ...outcome, because: `${target}, CLI ${outcome.version.cli}, server ${outcome.version.server}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function whileBytesArrive(folder) {
  const started = performance.now();
  let grown = { bytes: 0, at: started };
  let told = started;
  return () => {
    const now = performance.now();
    const bytes = bytesIn(folder);
    if (bytes > grown.bytes) grown = { bytes, at: now };
    if (bytes > 0 && now - told > 10_000) {
      told = now;
      say(`Temporal, download: ${Math.round(bytes / 1e6)} MB so far (${took(started)})`);
    }
    return now - grown.at > STALLED_AFTER_MS ? `nothing arrived for ${STALLED_AFTER_MS / 1000} s` : undefined;
  };
}

function bytesIn(folder) {
  return readdirSync(folder).reduce((sum, name) => {
    return sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}
