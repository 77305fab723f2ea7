import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));
const LAST_WORDS = 20;
// Longer than the guard's own two seconds between SIGTERM and SIGKILL.
const END_WITHIN_MS = 3500;

export type ServerProcess = {
  /** Undefined until the guard has started it. */
  pid: () => number | undefined;
  hasExited: () => boolean;
  exited: Promise<void>;
  lastWords: () => string;
  end: () => Promise<void>;
};

export type ServerCommand = {
  binary: string;
  args: string[];
  cwd?: string | undefined;
  /** laid over our own environment */
  env?: Record<string, string>;
  onLine?: ((line: string) => void) | undefined;
};

/** One run of the Temporal executable behind its guard. Ctrl-C does not reach it: it ends when we say so, or with us. */
export function spawnServer({ binary, args, cwd, env, onLine }: ServerCommand): ServerProcess {
  const guard = spawn(process.execPath, [GUARD, binary, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    detached: true,
  });
  let pid: number | undefined;
  let hasExited = false;
  const lines: string[] = [];

  const hear = (line: string): void => {
    if (line.trim() === '') return;
    lines.push(line);
    if (lines.length > LAST_WORDS) lines.shift();
    onLine?.(line);
  };
  for (const stream of [guard.stdout, guard.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', hear);
  }
  guard.on('message', (message: { pid?: number }) => {
    pid = message.pid;
  });
  // A guard that was killed could not take Temporal with it.
  guard.once('exit', (_code, signal) => {
    if (!signal) return;
    hear(`its guard was ended by ${signal}`);
    kill(pid);
  });
  // Not the event `close`: after our own disconnect() it never comes.
  const exited = Promise.all([
    closed(guard.stdout),
    closed(guard.stderr),
    new Promise<void>((resolve) => {
      guard.once('exit', () => resolve());
      guard.once('error', (error) => {
        hear(error.message);
        resolve();
      });
    }),
  ]).then(() => {
    hasExited = true;
  });

  const end = async (): Promise<void> => {
    if (guard.connected) guard.disconnect();
    const tooLong = setTimeout(() => {
      kill(guard.pid);
      kill(pid);
    }, END_WITHIN_MS);
    await exited;
    clearTimeout(tooLong);
  };

  return { pid: () => pid, hasExited: () => hasExited, exited, lastWords: () => lines.join('\n'), end };
}

function closed(stream: Readable | null): Promise<void> {
  return new Promise((resolve) => (stream ? stream.once('close', resolve) : resolve()));
}

function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already, which is what is wanted.
  }
}
