import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, say, took } from './announce.mjs';
import { cacheFolder, withLock } from './cache.mjs';
import { lastLines, runChild } from './child.mjs';
import { ensureNode, machineEnv, root } from './node24.mjs';

const lockfile = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules', '.ocop-installed');
// Not `npm ci`: npm 11 and 12 refuse their own lockfile where the registry lacks an optional package of another
// platform (npm/cli#9846). This takes the versions and digests of package-lock.json just the same and never writes it.
const INSTALL = ['install', '--no-save', '--no-audit', '--no-fund'];
const npmsOwnRecord = join(root, 'node_modules', '.package-lock.json');

/** Dependencies as package-lock.json says, and a Node that is new enough: `{ node }` is its path. */
export async function ensureDependencies() {
  if (!isInstalled()) {
    const checkout = createHash('sha256').update(root).digest('hex').slice(0, 16);
    const lock = { file: join(cacheFolder(), `install-${checkout}.lock`), announce: say, what: 'dependencies' };
    await withLock(lock, async ({ waited }) => {
      if (!waited || !isInstalled()) await installWithNpm();
    });
  } else {
    say('dependencies: as package-lock.json says');
  }
  const started = performance.now();
  const node = await ensureNode();
  say(`node: ${node.version} (${took(started)})`);
  return { node: node.path };
}

async function installWithNpm() {
  const started = performance.now();
  say(
    `dependencies: ${existsSync(stamp) ? 'package-lock.json has changed' : 'not installed'}, running npm install, about a minute …`,
  );
  const result = await runChild('npm', INSTALL, {
    cwd: root,
    env: machineEnv(),
    shell: process.platform === 'win32',
  });
  if (!result.ok) {
    throw new SetupError(
      [
        `the dependencies could not be installed: npm install in ${root} ${result.because ?? `ended with ${result.code}`}.`,
        lastLines(result.output, 15),
        'What to do: see that npm is on PATH and reaches its registry, run npm install there by hand, then try again.',
      ].join('\n'),
    );
  }
  writeFileSync(stamp, digestOfLockfile());
  say(`dependencies: installed (${took(started)})`);
}

function isInstalled() {
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === digestOfLockfile() || wasInstalledByHand();
  return wasInstalledByHand();
}

// Somebody who ran `npm install` themselves need not wait for a second one.
function wasInstalledByHand() {
  if (!existsSync(npmsOwnRecord)) return false;
  const wanted = Object.entries(packagesOf(lockfile)).filter(([place, entry]) => place !== '' && !entry.optional);
  const present = packagesOf(npmsOwnRecord);
  if (!wanted.every(([place, entry]) => present[place]?.version === entry.version)) return false;
  writeFileSync(stamp, digestOfLockfile());
  return true;
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

function digestOfLockfile() {
  return createHash('sha256').update(readFileSync(lockfile)).digest('hex');
}
