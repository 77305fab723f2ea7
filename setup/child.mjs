import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const KEPT_OUTPUT = 20_000;
const STOPPING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs one command to its end and keeps the last of what it printed (`stdio: 'inherit'` shows it instead).
 * `watch` is asked every half second and may end the command by returning why. A set-up that is told to stop
 * takes its command with it.
 *
 * @returns {Promise<{ ok: boolean, code: number, output: string, because?: string }>}
 */
export function runChild(command, args, { watch, stdio = ['ignore', 'pipe', 'pipe'], ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio, ...options });
    let output = '';
    let because;
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);

    const watching = setInterval(() => {
      because ??= watch?.();
      if (because) child.kill('SIGKILL');
    }, 500);
    const stopTogether = (signal) => {
      child.kill(signal);
      process.exit(exitCodeOf(null, signal));
    };
    for (const signal of STOPPING_SIGNALS) process.once(signal, stopTogether);

    const settle = (result) => {
      clearInterval(watching);
      for (const signal of STOPPING_SIGNALS) process.off(signal, stopTogether);
      resolve({ output, ...result });
    };
    child.on('error', (error) => settle({ ok: false, code: 127, because: error.message }));
    child.on('close', (code, signal) =>
      settle({ ok: code === 0, code: exitCodeOf(code, signal), ...(because && { because }) }),
    );
  });
}

/** A shell's convention: 128 + the signal's number. */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
