import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { exitCodeOf } from './child.mjs';
import { node24Env, root } from './node24.mjs';

const SAME_KEYPRESS_MS = 1000;
const WATCH_NPM_MS = 500;

/**
 * Runs a script of ours on Node 24 until it ends; resolves to its exit code.
 *
 * The script gets a session of its own and every signal from here, exactly once: Ctrl-C in a terminal would
 * otherwise reach it from the terminal, from npm and from us. Its fd 3 closes when this process is gone
 * (parent-watch.ts), and when npm is ended over our head the script is told to end as well.
 */
export function launch({ node, args, env }) {
  const child = spawn(node, args, {
    cwd: root,
    env: { ...node24Env(node), ...env, OCOP_PARENT_PIPE: '3' },
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let lastPassedOn = Number.NEGATIVE_INFINITY;
  const passOn = (signal) => {
    if (performance.now() - lastPassedOn < SAME_KEYPRESS_MS) return;
    lastPassedOn = performance.now();
    child.kill(signal);
  };
  process.on('SIGINT', passOn);
  process.on('SIGTERM', passOn);
  process.on('SIGHUP', () => passOn('SIGTERM'));

  const parents = forebears();
  const watchingNpm = setInterval(() => {
    if (forebears() === parents) return;
    clearInterval(watchingNpm);
    passOn('SIGTERM');
  }, WATCH_NPM_MS);
  if (!process.env.npm_lifecycle_event) clearInterval(watchingNpm);

  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal)));
  }).finally(() => clearInterval(watchingNpm));
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
