import { existsSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from './announce.mjs';
import { cacheFolder } from './cache.mjs';
import { lastLines, runChild } from './child.mjs';

const MINIMUM_NODE = 24;

export const root = fileURLToPath(new URL('../', import.meta.url));

const packageFolder = join(root, 'node_modules', 'node');
const ourNode = join(packageFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * The Node that npm installed for us, or the machine's own if that is new enough. The package `node` fetches its
 * binary in an install script, which npm does not run where scripts are switched off: then it is run here.
 *
 * @returns {Promise<{ path: string, version: string }>}
 */
export async function ensureNode() {
  const installed = await versionOf(ourNode);
  if (isNewEnough(installed)) return { path: ourNode, version: installed };

  const run = existsSync(packageFolder)
    ? await runChild(process.execPath, ['installArchSpecificPackage'], { cwd: packageFolder, env: machineEnv() })
    : { output: 'node_modules/node is missing' };
  const fetched = await versionOf(ourNode);
  if (isNewEnough(fetched)) {
    linkAsNpmWould();
    return { path: ourNode, version: fetched };
  }
  if (isNewEnough(process.versions.node)) return { path: process.execPath, version: process.versions.node };

  throw new SetupError(
    [
      `Node ${MINIMUM_NODE} or newer is needed and could not be installed.`,
      `Tried: ${ourNode} (${fetched ?? installed ?? 'does not run'}), its install script, and this Node (${process.versions.node}).`,
      lastLines(run.output, 5),
      `What to do: allow npm's install scripts for the package "node" (npm config set ignore-scripts false) and run`,
      `npm install, or put Node ${MINIMUM_NODE} first on PATH.`,
    ].join('\n'),
  );
}

/**
 * The environment for what must run on the machine's own Node and npm, also while node_modules is replaced.
 * @returns {NodeJS.ProcessEnv}
 */
export function machineEnv(env = process.env) {
  const ours = join(root, 'node_modules');
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(ours));
  return { ...env, PATH: path.join(delimiter) };
}

/**
 * The environment for what must run on Node 24, children of children included. What Node has made of our sources it finds again:
 * a command starts in two seconds instead of three.
 * @param {string} node
 */
export function node24Env(node, env = process.env) {
  const first = [join(node, '..'), join(root, 'node_modules', '.bin')];
  const compiled = env.NODE_COMPILE_CACHE ?? join(cacheFolder(env), 'compiled');
  return { ...env, PATH: [...first, env.PATH ?? ''].join(delimiter), NODE_COMPILE_CACHE: compiled };
}

// So that npx and npm scripts find it too.
function linkAsNpmWould() {
  const link = join(root, 'node_modules', '.bin', 'node');
  if (process.platform !== 'win32' && !existsSync(link)) symlinkSync(join('..', 'node', 'bin', 'node'), link);
}

async function versionOf(path) {
  if (!existsSync(path)) return undefined;
  const { ok, output } = await runChild(path, ['--version']);
  return ok ? output.trim().replace(/^v/, '') : undefined;
}

function isNewEnough(version) {
  return version !== undefined && Number.parseInt(version, 10) >= MINIMUM_NODE;
}
