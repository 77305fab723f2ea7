// Finds Temporal as it runs in production, the server and its SQL tool, for the suite on PostgreSQL. The product and
// `npm test` need neither: they use the one program that temporal.mjs finds.
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { SetupError, say } from './announce.mjs';
import { cacheFolder, withLock } from './cache.mjs';
import { runChild } from './child.mjs';
import { type Look, lookingFor } from './looking-for.ts';
import { buildTemporalServer, downloadTemporalServer, type Order } from './temporal-server-fetch.ts';
import { PINNED } from './temporal-version.ts';

const EXE = process.platform === 'win32' ? '.exe' : '';
/** As the official release archive names them. */
const PROGRAMS = [`temporal-server${EXE}`, `temporal-sql-tool${EXE}`];
const ANSWER_WITHIN_MS = 10_000;
// Time skipping on the real server came with 1.32.
const MINIMUM_MINOR = 32;

type Programs = { bin: string; version: string };
type Fetch = (order: Order) => Promise<{ because?: string }>;

/** @returns the folder that holds both programs */
export async function ensureTemporalServer({
  env = process.env,
  announce = say,
  download = downloadTemporalServer as Fetch,
  build = buildTemporalServer as Fetch,
} = {}): Promise<Programs> {
  const version = PINNED.build.server;
  const target = join(cacheFolder(env), `temporal-server-${version}`);
  const { tried, firstOf } = lookingFor<Programs>('Temporal server', announce);
  const inCache = () => inspectFolder(target, version);
  const fetched = (fetch: Fetch) => async () => {
    const { because } = await fetch({ target, version, programs: PROGRAMS, env, announce });
    return because ? { because } : inCache();
  };

  const nearby = await firstOf({
    OCOP_TEMPORAL_SERVER_BIN: () => settingOf(env),
    PATH: () => onPath(env),
    cache: inCache,
  });
  if (nearby) return nearby;

  const lock = { file: `${target}.lock`, announce, what: 'Temporal server' };
  const found = await withLock(lock, ({ waited }) => {
    mkdirSync(dirname(target), { recursive: true });
    return firstOf({
      ...(waited && { 'cache again': inCache }),
      download: fetched(download),
      build: fetched(build),
    });
  });
  if (found) return found;

  throw new SetupError(
    [
      `The Temporal server (1.${MINIMUM_MINOR} or newer) and its SQL tool were not found. Tried:`,
      ...tried,
      'What to do, one of:',
      '  - unpack a release of github.com/temporalio/temporal and set OCOP_TEMPORAL_SERVER_BIN to its folder,',
      `    which holds ${PROGRAMS.join(' and ')},`,
      '  - allow this machine to download it,',
      '  - install Go 1.26 (go.dev/dl) and start again: both are then built here, once, in about five minutes.',
    ].join('\n'),
  );
}

/** The setting by which the suite finds what was found here. */
export function temporalServerEnv({ bin }: Programs): { OCOP_TEMPORAL_SERVER_BIN: string } {
  return { OCOP_TEMPORAL_SERVER_BIN: bin };
}

// A setting that does not work is a mistake to be told, not a reason to take something else.
async function settingOf({ OCOP_TEMPORAL_SERVER_BIN: setting }: NodeJS.ProcessEnv): Promise<Look<Programs>> {
  if (!setting) return { because: 'not set' };
  const outcome = await inspectFolder(resolve(setting));
  if (!outcome.found) throw new SetupError(`OCOP_TEMPORAL_SERVER_BIN: ${outcome.because}. Correct it or unset it.`);
  return outcome;
}

async function onPath(env: NodeJS.ProcessEnv): Promise<Look<Programs>> {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const folder = folders.find((path) => PROGRAMS.every((program) => existsSync(join(path, program))));
  return folder ? inspectFolder(resolve(folder)) : { because: `no ${PROGRAMS.join(' and ')} there` };
}

async function inspectFolder(bin: string, wanted?: string): Promise<Look<Programs>> {
  const versions = new Set<string>();
  for (const program of PROGRAMS) {
    const path = join(bin, program);
    if (!existsSync(path)) return { because: `${path} is not there` };
    const version = await versionOf(path);
    if (!version) return { because: `${path} does not run` };
    versions.add(version);
  }
  const [version, other] = [...versions] as [string, string?];
  const [major, minor] = version.split('.').map(Number) as [number, number];
  if (other) return { because: `${bin} has a server ${version} and a SQL tool ${other}` };
  if (wanted && version !== wanted) return { because: `${bin} has ${version}, pinned is ${wanted}` };
  if (major === 1 && minor < MINIMUM_MINOR)
    return { because: `${bin} has ${version}, 1.${MINIMUM_MINOR} or newer is needed` };
  return { found: { bin, version }, because: `${bin}, ${version}` };
}

async function versionOf(program: string): Promise<string | undefined> {
  const started = performance.now();
  const watch = () => (performance.now() - started > ANSWER_WITHIN_MS ? 'no answer within 10 s' : undefined);
  const { ok, output } = await runChild(program, ['--version'], { watch });
  return ok ? /version v?(\d+\.\d+\.\S+)/.exec(output)?.[1] : undefined;
}
