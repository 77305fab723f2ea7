import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EventStore } from '../../eventstore/port.ts';
import type { OpenOptions } from '../../eventstore/sqlite/open.ts';
import type { Answer, Method } from './store-process.ts';

export type RemoteStore = Pick<EventStore, Exclude<Method, 'open'>> & {
  readonly process: ChildProcess;
  /** throws what opening throws */
  open(options?: OpenOptions): Promise<string>;
  /** SIGKILL; resolves when it is dead */
  kill(): Promise<void>;
};

/** The embedded store in a process of its own, which can be killed, or given a disk that fails. */
export function startStore(file: string, env: NodeJS.ProcessEnv = {}): RemoteStore {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'store-process.ts'), file], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const gone = once(child, 'exit');
  const waiting = new Map<number, { resolve: (value: any) => void; reject: (error: unknown) => void }>();
  let asked = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as Answer;
    const waiter = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) waiter?.reject(Object.assign(new Error(answer.error.message), answer.error));
    else waiter?.resolve(answer.value);
  });
  const ask =
    (method: Method) =>
    (...args: unknown[]): Promise<any> =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id: asked, method, args })}\n`);
      });
  return {
    process: child,
    open: ask('open'),
    append: ask('append'),
    adopt: ask('adopt'),
    readAll: ask('readAll'),
    readStream: ask('readStream'),
    head: ask('head'),
    inspect: ask('inspect'),
    close: ask('close'),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
