import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Shape } from './history.ts';
import type { Answer, Order, Place } from './side.ts';

export type SideName = 'ours' | 'floor' | 'emmett-sqlite' | 'emmett-postgresql';

export type SideProcess = {
  fill(shape: Shape): Promise<void>;
  /** Events per second. */
  append(shape: Shape, callers: number): Promise<number>;
  /** Events per second. Fails when not every event came. */
  replay(): Promise<number>;
  stop(): Promise<void>;
};

/** Starts a side in a process of its own, which ends with ours. */
export async function startSide(name: SideName, place: Place): Promise<SideProcess> {
  const program = fileURLToPath(new URL(`./side-${name}.ts`, import.meta.url));
  // emmett-sqlite prints to stdout, where the figures go.
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const side: SideProcess = {
    fill: async (shape) => void (await ask(child, { do: 'fill', shape })),
    append: (shape, callers) => ask(child, { do: 'append', shape, callers }),
    replay: () => ask(child, { do: 'replay' }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
  try {
    await ask(child, { do: 'open', place });
    return side;
  } catch (error) {
    await side.stop();
    throw error;
  }
}

async function ask(child: ChildProcess, order: Order): Promise<number> {
  const answer = await new Promise<Answer>((resolve) => {
    const onMessage = (message: Answer) => settle(message);
    const onExit = (code: number | null, signal: string | null) => settle({ failed: `ended with ${signal ?? code}` });
    const settle = (settled: Answer) => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(settled);
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    if (child.connected) child.send(order, (error) => error && settle({ failed: error.message }));
    else settle({ failed: 'has ended' });
  });
  if ('failed' in answer) throw new Error(answer.failed);
  return answer.perSecond ?? Number.NaN;
}
