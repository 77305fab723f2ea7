import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const KEPT_OUTPUT = 20_000;
const KILL_AFTER_MS = 2000;
const OWN_GROUP = process.platform !== 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {Stopped | undefined} */
let stopped;

/** Set-up was told to stop: what it was doing unwinds by this and clears up behind itself. */
export class Stopped extends Error {
  name = 'Stopped';

  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`stopped by ${signal}`);
    this.code = exitCodeOf(null, signal);
  }
}

/**
 * Runs one command to its end and keeps the last of what it printed (`stdio: 'inherit'` shows it instead).
 * `watch` is asked every half second and may end the command by returning why. Each command has a group of its own,
 * so that what it has started itself ends with it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { watch?: () => string | undefined }} [options]
 * @returns {Promise<{ ok: boolean, code: number, output: string, because?: string }>} throws Stopped when set-up is told to stop
 */
export function runChild(command, args, { watch, stdio = ['ignore', 'pipe', 'pipe'], ...options } = {}) {
  if (stopped) return Promise.reject(stopped);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio, detached: OWN_GROUP, ...options });
    running.add(child);
    let output = '';
    /** @type {string | undefined} */
    let because;
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);

    const watching = setInterval(() => {
      because ??= watch?.();
      if (because) endFamily(child, 'SIGKILL');
    }, 500);

    /** @param {{ ok: boolean, code: number, because?: string }} result */
    const settle = (result) => {
      clearInterval(watching);
      running.delete(child);
      if (stopped) reject(stopped);
      else resolve({ output, ...result });
    };
    child.on('error', (error) => settle({ ok: false, code: 127, because: error.message }));
    child.on('close', (code, signal) =>
      settle({ ok: code === 0, code: exitCodeOf(code, signal), ...(because && { because }) }),
    );
  });
}

/**
 * Ends what runs, whatever it has started included, and lets nothing more begin.
 * @param {NodeJS.Signals} signal
 */
export function stopRunning(signal) {
  if (stopped) return;
  stopped = new Stopped(signal);
  if (running.size === 0) process.exit(stopped.code);
  for (const child of running) endFamily(child, signal);
  setTimeout(() => {
    for (const child of running) endFamily(child, 'SIGKILL');
  }, KILL_AFTER_MS).unref();
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function endFamily(child, signal) {
  if (!child.pid) return;
  try {
    process.kill(OWN_GROUP ? -child.pid : child.pid, signal);
  } catch {
    // It is gone already, which is what is wanted.
  }
}

/**
 * A shell's convention: 128 + the signal's number.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

/**
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
