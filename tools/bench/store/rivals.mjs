// The stores we are measured against are no dependencies of ours: installed in the cache, once, by whoever measures.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say, took } from '../../../setup/announce.mjs';
import { cacheFolder, withLock } from '../../../setup/cache.mjs';
import { lastLines, runChild } from '../../../setup/child.mjs';
import { machineEnv } from '../../../setup/node24.mjs';

const pinned = fileURLToPath(new URL('./rivals', import.meta.url));
const GIVE_UP_AFTER_MS = 600_000;

/** A machine that cannot compile sqlite3 still has the other one, so it is built apart from the installation. */
export async function ensureRivals({ env = process.env, announce = say } = {}) {
  const folder = join(cacheFolder(env), `bench-store-${digestOf(join(pinned, 'package-lock.json'))}`);
  return withLock({ file: `${folder}.lock`, announce, what: 'the other stores' }, async () => {
    const { missing } = existsSync(folder) ? {} : await install({ folder, env, announce });
    if (missing) return { sqlite: { missing }, postgresql: { missing } };
    const unbuilt = existsSync(addonIn(folder)) ? undefined : await build({ folder, env, announce });
    return { sqlite: unbuilt ?? { folder }, postgresql: { folder } };
  });
}

const addonIn = (folder) => join(folder, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');

/** @returns `{}` when it is there, else why not */
async function install({ folder, env, announce }) {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(pinned, name), join(unfinished, name));
  announce('the other stores: emmett-postgresql and emmett-sqlite are not installed, running npm install …');
  try {
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional'];
    const { because, seconds } = await npm(['install', ...options], { folder: unfinished, env });
    if (because) return { missing: `npm install ended with ${because}` };
    renameSync(unfinished, folder);
    announce(`the other stores: installed (${seconds})`);
    return {};
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** @returns nothing when it is built, else why not */
async function build({ folder, env, announce }) {
  announce('the other stores: fetching or compiling sqlite3 for emmett-sqlite, a minute or two …');
  const { because, seconds } = await npm(['rebuild', 'sqlite3'], { folder, env });
  if (because) return { missing: `sqlite3 could not be built: npm rebuild ended with ${because}` };
  if (!existsSync(addonIn(folder))) return { missing: 'sqlite3 was not built: npm runs no install scripts here' };
  announce(`the other stores: sqlite3 built (${seconds})`);
  return undefined;
}

async function npm(args, { folder, env }) {
  const started = performance.now();
  const result = await runChild('npm', [...args, '--prefix', folder], {
    cwd: folder,
    env: machineEnv(env),
    shell: process.platform === 'win32',
    watch: () => (performance.now() - started > GIVE_UP_AFTER_MS ? 'not done within ten minutes' : undefined),
  });
  return { seconds: took(started), ...(!result.ok && { because: reasonIn(result) }) };
}

/** The first line is for a table. */
function reasonIn({ because, code, output }) {
  return `${because ?? /^npm error code (\S+)$/m.exec(output)?.[1] ?? code}\n${lastLines(output, 12)}`;
}

function digestOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
}
