import { readFileSync } from 'node:fs';
import { SetupError, say } from './announce.mjs';
import { exitCodeOf, Stopped, stopRunning } from './child.mjs';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const STOPPED_CODES = SIGNALS.map((signal) => exitCodeOf(null, signal));
const WATCH_NPM_MS = 500;

/** @type {(signal: NodeJS.Signals) => void} */
let answer = stopRunning;
/** @type {NodeJS.Timeout | undefined} */
let watchingNpm;

/**
 * Runs a whole program of set-up and answers its exit code: a SetupError is a sentence, not a stack, and to be told to
 * stop ends what runs. `service`: who stops it gets what they asked for, at whatever moment, so that is no failure.
 * It goes on listening until `listenNoMore`: the second signal of two may come while the process exits.
 *
 * @param {() => Promise<number>} work
 * @param {{ service?: boolean }} [options]
 */
export async function orSay(work, { service = false } = {}) {
  listenForStop();
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
  }
}

/** From here on a signal, or the end of npm over our head, comes to what `answerStopWith` was given, else to what runs. */
function listenForStop() {
  for (const signal of SIGNALS) process.on(signal, hear);
  const parents = forebears();
  watchingNpm = setInterval(() => {
    if (forebears() === parents) return;
    clearInterval(watchingNpm);
    answer('SIGTERM');
  }, WATCH_NPM_MS);
  watchingNpm.unref();
  if (!process.env.npm_lifecycle_event) clearInterval(watchingNpm);
}

/** For a program that becomes another one, which listens for itself. */
export function listenNoMore() {
  clearInterval(watchingNpm);
  for (const signal of SIGNALS) process.off(signal, hear);
}

/** @param {NodeJS.Signals} signal */
function hear(signal) {
  answer(signal);
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
