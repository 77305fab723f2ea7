// Brings a Chromium to a machine that has none. Each way answers `undefined` when it went well, else why not.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './announce.mjs';
import { whileBytesArrive } from './arriving.ts';
import { lastLines, runChild } from './child.mjs';
import type { Announce } from './looking-for.ts';
import { root } from './node24.mjs';

const APT_WITHIN_MS = 5 * 60_000;
// So that a machine that reaches no mirror gives up instead of waiting for each.
const APT_IMPATIENT = [
  '-o',
  'Acquire::http::Timeout=15',
  '-o',
  'Acquire::https::Timeout=15',
  '-o',
  'Acquire::Retries=0',
];

type Order = { browsers: string; env?: NodeJS.ProcessEnv; announce?: Announce };
type Failure = { because: string } | undefined;

/** Playwright's own download of the browser it is pinned to. Politely gives up when nothing arrives. */
export async function downloadChromium({ browsers, announce = say }: Order): Promise<Failure> {
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
  if (!existsSync(cli)) return { because: 'playwright-core is not installed' };
  const arriving = join(browsers, `download-${process.pid}`);
  mkdirSync(arriving, { recursive: true });
  announce('Chromium, download: asking for the browser that playwright-core is pinned to …');
  try {
    const result = await runChild(process.execPath, [cli, 'install', '--only-shell', '--no-progress', 'chromium'], {
      cwd: root,
      env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: browsers, TMPDIR: arriving, TEMP: arriving },
      watch: whileBytesArrive('Chromium, download', browsers, announce),
    });
    if (result.ok) return undefined;
    return { because: `nothing could be downloaded (${result.because ?? reasonIn(result.output)})` };
  } finally {
    rmSync(arriving, { recursive: true, force: true });
  }
}

/** Debian's own package, where we may install it. */
export async function installWithApt({ env = process.env, announce = say }: Order): Promise<Failure> {
  if (process.getuid?.() !== 0) return { because: 'only root may install packages' };
  if (!existsSync('/etc/debian_version')) return { because: 'this is no Debian' };
  announce('Chromium, apt-get: installing the package chromium, a minute or two …');
  const started = performance.now();
  const apt = (...args: string[]) =>
    runChild('apt-get', [...APT_IMPATIENT, ...args], {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      watch: () => (performance.now() - started > APT_WITHIN_MS ? 'not done within 5 minutes' : undefined),
    });
  const install = () => apt('install', '-y', '--no-install-recommends', 'chromium');
  let result = await install();
  // A machine made from an image has no lists of packages yet.
  if (!result.ok && !result.because && (await apt('update')).ok) result = await install();
  return result.ok ? undefined : { because: result.because ?? lastLines(result.output, 1) };
}

const reasonIn = (output: string): string =>
  /^Error: (?!Failed to download|Download failure)(.+)$/m.exec(output)?.[1] ?? lastLines(output, 1);
