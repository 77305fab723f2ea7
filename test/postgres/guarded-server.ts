import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signalAll } from './process-tree.ts';

const GUARD = fileURLToPath(new URL('./guard.ts', import.meta.url));

export type GuardedServer = {
  pid: () => number | undefined;
  /** Answers its process id; the server may still be about to end again. */
  start: () => Promise<number>;
  /** Sends the signal and answers how the server ended. */
  end: (signal: NodeJS.Signals) => Promise<string>;
  /** How the last run ended, undefined while there is one. */
  ending: () => string | undefined;
};

export type GuardedCommand = {
  command: string;
  args: readonly string[];
  uid?: number;
  gid?: number;
  cwd: string;
  log: string;
  /** Whether `cwd` goes when we do. */
  remove: boolean;
};

/** One server behind its guard, which stays as long as we do and does not keep us here. */
export function guardServer(order: GuardedCommand): GuardedServer {
  // Not our own stderr: it would stay open while the guard still clears up behind us, and somebody may wait for its end.
  const log = openSync(order.log, 'a');
  const guard = spawn(process.execPath, [GUARD, JSON.stringify(order)], {
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...withoutPgSettings(process.env), NODE_OPTIONS: '', LC_ALL: 'C' },
    // Ctrl-C does not reach it: it ends when we do.
    detached: true,
  });
  closeSync(log);
  let pid: number | undefined;
  let ending: string | undefined = 'not started';
  guard.on('message', (told: { pid: number } | { ended: string }) => {
    if ('pid' in told) [pid, ending] = [told.pid, undefined];
    else [pid, ending] = [undefined, told.ended];
  });
  // A guard that was killed could take neither the server nor its folder with it.
  guard.once('exit', (_code, signal) => {
    if (pid !== undefined) signalAll(pid, 'SIGKILL');
    if (order.remove) rmSync(order.cwd, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    [pid, ending] = [undefined, `its guard ended (${signal ?? 'exit'})`];
  });
  guard.unref();
  guard.channel?.unref();

  return {
    pid: () => pid,
    ending: () => ending,
    start: async () => {
      await told(guard, { start: true }, 'any');
      if (pid === undefined) throw new Error(`PostgreSQL could not be started: ${ending}`);
      return pid;
    },
    end: async (signal) => {
      if (pid !== undefined) await told(guard, { signal }, 'ended');
      return ending ?? '';
    },
  };
}

/** Sends and waits for the answer; until it comes, and no longer, the guard keeps our process running. */
async function told(guard: ChildProcess, order: object, answer: 'any' | 'ended'): Promise<void> {
  guard.channel?.ref();
  await new Promise<void>((resolve) => {
    const hear = (message: object): void => {
      if (answer === 'any' || answer in message) done();
    };
    const done = (): void => {
      guard.off('message', hear);
      guard.off('exit', done);
      resolve();
    };
    guard.on('message', hear);
    guard.once('exit', done);
    if (guard.connected) guard.send(order);
    else done();
  });
  guard.channel?.unref();
}

/** What a person has set for their own psql must not reach this server. */
export function withoutPgSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PG')));
}
