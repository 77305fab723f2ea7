import { readFileSync } from 'node:fs';
import { SetupError, say } from './announce.mjs';
import { exitCodeOf, Stopped, stopRunning } from './child.mjs';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const STOPPED_CODES = SIGNALS.map((signal) => exitCodeOf(null, signal));
const WATCH_NPM_MS = 500;

/** @type {(signal: NodeJS.Signals) => void} */
let answer = stopRunning;

/**
 * Runs a whole program of set-up and answers its exit code: a SetupError is a sentence, not a stack, and to be told to
 * stop ends what runs. `service`: who stops it gets what they asked for, at whatever moment, so that is no failure.
 *
 * @param {() => Promise<number>} work
 * @param {{ service?: boolean }} [options]
 */
export async function orSay(work, { service = false } = {}) {
  const release = listenForStop();
  if (service)
    process.once('exit', (code) => {
      if (STOPPED_CODES.includes(code)) process.exitCode = 0;
    });
  try {
    return await work();
  } catch (error) {
    if (error instanceof Stopped) return error.code;
    say(error instanceof SetupError ? error.message : String(/** @type {Error} */ (error)?.stack ?? error));
    return 1;
  } finally {
    release();
  }
}

/**
 * From here on a signal, or the end of npm over our head, comes to what `answerStopWith` was given, else to what runs.
 * @returns {() => void} as it was before
 */
function listenForStop() {
  const listeners = SIGNALS.map((signal) => ({ signal, hear: () => answer(signal) }));
  for (const { signal, hear } of listeners) process.on(signal, hear);
  const parents = forebears();
  const watchingNpm = setInterval(() => {
    if (forebears() === parents) return;
    clearInterval(watchingNpm);
    answer('SIGTERM');
  }, WATCH_NPM_MS);
  watchingNpm.unref();
  if (!process.env.npm_lifecycle_event) clearInterval(watchingNpm);
  return () => {
    clearInterval(watchingNpm);
    for (const { signal, hear } of listeners) process.off(signal, hear);
  };
}

/** @param {(signal: NodeJS.Signals) => void} hear */
export function answerStopWith(hear) {
  answer = hear;
}

// npm starts us through a shell, which outlives a killed npm and itself dies of a SIGTERM without telling us. Where
// there is no shell in between, the grandparent is the user's own and may go (nohup).
function forebears() {
  try {
    const parent = readFileSync(`/proc/${process.ppid}/status`, 'utf8');
    if (!/^Name:\s*(ba|da|a|k|z)?sh$/m.test(parent)) return String(process.ppid);
    return `${process.ppid} ${/^PPid:\s*(\d+)/m.exec(parent)?.[1]}`;
  } catch {
    return String(process.ppid);
  }
}
