// A server that is measured, in a process of its own: it is told where its things lie, says where it answers, and ends
// with whoever started it.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type HostName = 'ours' | 'sample' | 'bare';

/** Where a server answers, and under which key. */
export type Answering = { readonly url: string; readonly key: string };

type Told = { readonly failed: string } | Answering;

/** @param place what the server needs, as its program takes it */
export async function startHost<Place extends object>(
  name: HostName,
  place: Place,
): Promise<Answering & { stop(): Promise<void> }> {
  const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(place);
  const told = await firstWord(child);
  if ('failed' in told) throw new Error(`${name}: ${told.failed}`);
  return {
    ...told,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

const firstWord = (child: ChildProcess): Promise<Told> =>
  new Promise((resolve) => {
    child.once('message', (told: Told) => resolve(told));
    child.once('exit', (code, signal) => resolve({ failed: `ended with ${signal ?? code}` }));
  });

/** The other end: opens what is measured, and closes it when whoever started it is gone. */
export function host<Place>(open: (place: Place) => Promise<Answering & { close(): Promise<void> }>): void {
  process.once('message', async (place: Place) => {
    try {
      const { url, key, close } = await open(place);
      process.once('disconnect', () => void close().finally(() => process.exit()));
      process.send?.({ url, key });
    } catch (error) {
      process.send?.({ failed: error instanceof Error ? error.message : String(error) });
      process.exitCode = 1;
      process.disconnect();
    }
  });
}
