import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const UNWRITTEN_LOCK_MS = 10_000;

/**
 * Outside the checkout, so that a second clone need not build again.
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  if (env.OCOP_CACHE) return resolve(env.OCOP_CACHE);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ocop');
}

/**
 * One set-up at a time does `work`; the others wait and learn that they waited. A lock whose holder is gone is
 * taken over. (Two that take it over in the same moment do the work twice, which harms nothing: results are
 * renamed into place.)
 *
 * @template T
 * @param {{ file: string, announce: (line: string) => void, what: string }} lock
 * @param {(found: { waited: boolean }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock({ file, announce, what }, work) {
  mkdirSync(dirname(file), { recursive: true });
  let waited = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder === 'gone') {
      rmSync(file, { force: true });
      continue;
    }
    if (!waited) announce(`${what}: another set-up (process ${holder}) is at it, waiting for it`);
    waited = true;
    await pause(500);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work({ waited });
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid > 0) return isAlive(pid) ? pid : 'gone';
    return Date.now() - statSync(file).mtimeMs > UNWRITTEN_LOCK_MS ? 'gone' : 'unknown';
  } catch {
    return 'unknown';
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
