// Finds PostgreSQL's programs for tests and benchmarks, the nearest first. The product itself is given an address.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { SetupError, say } from './announce.mjs';
import { withLock } from './cache.mjs';
import { runChild } from './child.mjs';
import { type Announce, type Look, lookingFor } from './looking-for.ts';
import { installPostgres, placeOfInstalled } from './postgres-install.ts';
import { serverUser } from './postgres-user.ts';

const OLDEST_MAJOR = 14;
const ANSWER_WITHIN_MS = 10_000;

export type Postgres = { bin: string; version: string };
type Found = Postgres | { missing: string };
type Install = (order: { env: NodeJS.ProcessEnv; announce: Announce }) => Promise<{ because?: string }>;

/**
 * A folder with `initdb` and `postgres` that run, or `missing`: what was tried and what to do. A machine without them
 * still runs every suite that needs none. `OCOP_POSTGRES_SOURCE=npm` leaves the machine's own aside.
 *
 * `debian`: where Debian keeps one folder per version.
 */
export async function ensurePostgres({
  env = process.env,
  announce = say,
  debian = '/usr/lib/postgresql',
  install = installPostgres as Install,
} = {}): Promise<Found> {
  const { tried, firstOf } = lookingFor<Postgres>('PostgreSQL', announce);

  const { bin, lockFile } = placeOfInstalled(env);
  const inCache = () => firstThatRuns([bin], `nothing at ${bin}`);
  const nearby = await firstOf({
    OCOP_POSTGRES_BIN: () => settingOf(env),
    ...(env.OCOP_POSTGRES_SOURCE !== 'npm' && {
      PATH: () => firstThatRuns((env.PATH ?? '').split(delimiter).filter(Boolean), 'no `postgres` there'),
      [debian]: () => firstThatRuns(newestFirst(debian), 'nothing there'),
    }),
    cache: inCache,
  });
  if (nearby) return nearby;

  const fetched = await withLock({ file: lockFile, announce, what: 'PostgreSQL' }, ({ waited }) =>
    firstOf({
      ...(waited && { 'cache again': inCache }),
      npm: async () => {
        const { because } = await install({ env, announce });
        return because ? { because } : inCache();
      },
    }),
  ).catch((error: Error) => void tried.push(`  npm: ${error.message}`));
  return fetched ?? { missing: whatToDo(tried) };
}

/** The settings by which the tests find what was found here, or learn why they cannot run. */
export function postgresEnv(found: Found): Record<string, string> {
  return 'bin' in found ? { OCOP_POSTGRES_BIN: found.bin } : { OCOP_POSTGRES_MISSING: found.missing };
}

const whatToDo = (tried: readonly string[]): string =>
  [
    `PostgreSQL ${OLDEST_MAJOR} or newer was not found. Tried:`,
    ...tried,
    'What to do, one of:',
    '  - install it (on Debian: apt-get install postgresql),',
    '  - set OCOP_POSTGRES_BIN to the folder that holds its initdb and postgres,',
    '  - see that npm reaches its registry and run the tests again.',
  ].join('\n');

// A setting that does not work is a mistake to be told, not a reason to take something else.
async function settingOf({ OCOP_POSTGRES_BIN: setting }: NodeJS.ProcessEnv): Promise<Look<Postgres>> {
  if (!setting) return { because: 'not set' };
  const outcome = await inspect(resolve(setting));
  if (!outcome.found) throw new SetupError(`OCOP_POSTGRES_BIN: ${outcome.because}. Correct it or unset it.`);
  return outcome;
}

function newestFirst(folder: string): string[] {
  return (existsSync(folder) ? readdirSync(folder) : [])
    .sort((a, b) => Number(b) - Number(a))
    .map((major) => join(folder, major, 'bin'));
}

async function firstThatRuns(folders: readonly string[], otherwise: string): Promise<Look<Postgres>> {
  const reasons: string[] = [];
  for (const folder of folders.filter((path) => isExecutable(join(path, 'postgres')))) {
    const outcome = await inspect(folder);
    if (outcome.found) return outcome;
    reasons.push(outcome.because);
  }
  return { because: reasons.join('; ') || otherwise };
}

/** Asks as the user who will run it: what root can reach the server's user may not. */
async function inspect(bin: string): Promise<Look<Postgres>> {
  const version = await versionOf(join(bin, 'postgres'));
  if (!version)
    return { because: `${join(bin, 'postgres')} does not run${'uid' in serverUser() ? ' for nobody' : ''}` };
  if (Number.parseInt(version, 10) < OLDEST_MAJOR)
    return { because: `${bin} has ${version}, ${OLDEST_MAJOR} or newer is needed` };
  if (!(await versionOf(join(bin, 'initdb')))) return { because: `${bin} has no initdb that runs` };
  return { found: { bin, version }, because: `${bin}, ${version}` };
}

async function versionOf(program: string): Promise<string | undefined> {
  const started = performance.now();
  const watch = () => (performance.now() - started > ANSWER_WITHIN_MS ? 'no answer within 10 s' : undefined);
  const { ok, output } = await runChild(program, ['--version'], { watch, cwd: '/', ...serverUser() });
  return ok ? /PostgreSQL\)? (\d+\S*)/.exec(output)?.[1] : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
