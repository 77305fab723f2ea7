import { spawn } from 'node:child_process';
import { exitCodeOf } from './child.mjs';
import { node24Env, root } from './node24.mjs';
import { answerStopWith } from './program.mjs';

const SAME_KEYPRESS_MS = 1000;

/**
 * Runs a script of ours on Node 24 until it ends; resolves to its exit code.
 *
 * The script gets a session of its own and every signal from here, exactly once: Ctrl-C in a terminal would
 * otherwise reach it from the terminal, from npm and from us. Its fd 3 closes when this process is gone
 * (parent-watch.ts), and when npm is ended over our head the script is told to end as well.
 *
 * @param {{ node: string, args: string[] }} script
 * @returns {Promise<number>}
 */
export function launch({ node, args }) {
  const child = spawn(node, args, {
    cwd: root,
    env: { ...node24Env(node), OCOP_PARENT_PIPE: '3' },
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let lastPassedOn = Number.NEGATIVE_INFINITY;
  answerStopWith((signal) => {
    if (performance.now() - lastPassedOn < SAME_KEYPRESS_MS) return;
    lastPassedOn = performance.now();
    child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}
