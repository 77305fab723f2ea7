// Finds a Chromium for the browser tests, the nearest first. Only `npm test` asks: the product itself needs none.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, delimiter, join, resolve } from 'node:path';
import { SetupError, say } from './announce.mjs';
import { cacheFolder, withLock } from './cache.mjs';
import { runChild } from './child.mjs';
import { downloadChromium, installWithApt } from './chromium-fetch.ts';
import { type Announce, type Look, lookingFor } from './looking-for.ts';
import { root } from './node24.mjs';

const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome'];
const IN_CACHE = ['headless_shell', 'chrome-headless-shell', 'chrome', 'chrome-headless-shell.exe', 'chrome.exe'];
const ANSWER_WITHIN_MS = 10_000;

type Found = { path: string } | { missing: string };
type Fetch = (order: {
  browsers: string;
  env: NodeJS.ProcessEnv;
  announce: Announce;
}) => Promise<{ because: string } | undefined>;

/**
 * The path of a browser that runs, or `missing`: what was tried and what to do. A machine without one still runs
 * every other suite; the browser's then fails with these words. A setting that does not work is a SetupError.
 */
export async function ensureChromium({
  env = process.env,
  announce = say,
  download = downloadChromium as Fetch,
  install = installWithApt as Fetch,
} = {}): Promise<Found> {
  const browsers = join(cacheFolder(env), 'browsers');
  const order = { browsers, env, announce };
  const { tried, firstOf } = lookingFor<string>('Chromium', announce);

  const nearby = await firstOf({
    OCOP_CHROMIUM: () => settingOf(env),
    PATH: () => firstThatRuns(onPath(env), `no ${ON_PATH.join(', ')} there`),
    cache: () => inCache(browsers),
  });
  if (nearby) return { path: nearby };

  mkdirSync(browsers, { recursive: true });
  const fetched = await withLock({ file: join(browsers, 'chromium.lock'), announce, what: 'Chromium' }, ({ waited }) =>
    firstOf({
      ...(waited && { 'cache again': () => inCache(browsers) }),
      download: async () => (await download(order)) ?? (await inCache(browsers)),
      'apt-get': async () => (await install(order)) ?? firstThatRuns(onPath(env), 'installed, but not on PATH'),
    }),
  );
  return fetched ? { path: fetched } : { missing: whatToDo(tried) };
}

/** The settings by which the tests find what was found here, or learn why they cannot run. */
export function chromiumEnv(found: Found): Record<string, string> {
  return 'path' in found ? { OCOP_CHROMIUM: found.path } : { OCOP_CHROMIUM_MISSING: found.missing };
}

/** Whether a test run with these arguments comes to test/browser: then it needs the browser. */
export function runsBrowserTests(args: readonly string[]): boolean {
  if (args.length === 0 || args.some((arg) => arg.startsWith('-'))) return true;
  const files = readdirSync(join(root, 'test', 'browser')).map((name) => `test/browser/${name}`);
  return files.some((file) => args.some((arg) => file.includes(arg.replace(/^\.\//, ''))));
}

const whatToDo = (tried: readonly string[]): string =>
  [
    'No Chromium was found for the browser tests. Tried:',
    ...tried,
    'What to do, one of:',
    '  - install it (on Debian: apt-get install chromium) so that it is on PATH,',
    '  - set OCOP_CHROMIUM to the executable of a Chromium or Chrome,',
    '  - allow this machine to download it (cdn.playwright.dev) and run the tests again.',
  ].join('\n');

async function settingOf({ OCOP_CHROMIUM: setting }: NodeJS.ProcessEnv): Promise<Look<string>> {
  if (!setting) return { because: 'not set' };
  const outcome = await inspect(resolve(setting));
  if (!outcome.found) throw new SetupError(`OCOP_CHROMIUM: ${outcome.because}. Correct it or unset it.`);
  return outcome;
}

function onPath(env: NodeJS.ProcessEnv): string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return ON_PATH.flatMap((name) => folders.map((folder) => resolve(folder, name))).filter(isExecutable);
}

/** Whatever Playwright has put there and finished, the newest revision first. */
function inCache(browsers: string): Promise<Look<string>> {
  const installed = (existsSync(browsers) ? readdirSync(browsers) : [])
    .filter((name) => existsSync(join(browsers, name, 'INSTALLATION_COMPLETE')))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => join(browsers, name));
  const paths = installed.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => IN_CACHE.includes(basename(path)))
      .map((path) => join(folder, path)),
  );
  return firstThatRuns(paths.filter(isExecutable), `nothing in ${browsers}`);
}

async function firstThatRuns(paths: readonly string[], otherwise: string): Promise<Look<string>> {
  const reasons: string[] = [];
  for (const path of paths) {
    const outcome = await inspect(path);
    if (outcome.found) return outcome;
    reasons.push(outcome.because);
  }
  return { because: reasons.join('; ') || otherwise };
}

async function inspect(path: string): Promise<Look<string>> {
  const started = performance.now();
  const watch = () => (performance.now() - started > ANSWER_WITHIN_MS ? 'no answer within 10 s' : undefined);
  const { ok, output, because } = await runChild(path, ['--version'], { watch });
  if (!ok) return { because: `${path} does not run${because ? ` (${because})` : ''}` };
  const version = /(?:Chrom(?:e|ium)|HeadlessChrome)\D*(\d+(?:\.\d+)+)/.exec(output)?.[1];
  return version ? { found: path, because: `${path}, ${version}` } : { because: `${path} does not tell its version` };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
