// The protocol fake as a child process, for tests that kill it.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Fake, FakeOptions } from './fake.ts';
import type { Fault } from './faults.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const READY = 'protocol fake ready at ';

export type FakeProcess = {
  /** stays the same when it is started again */
  readonly url: string;
  readonly port: number;
  pid(): number | undefined;
  /** Resolves when the fault holds. */
  misbehave(fault: Fault | undefined): Promise<void>;
  counts(): Promise<ReturnType<Fake['counts']>>;
  replaceWith(file?: string): Promise<void>;
  /** SIGKILL: what was not on disk is lost. */
  kill(): Promise<void>;
  /** On the same port, from the same file. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

type Child = ChildProcessByStdio<Writable, Readable, null>;
type Running = { child: Child; url: string; ask(line: object): Promise<unknown>; ended: Promise<unknown> };

export async function startFakeProcess(
  options: Pick<FakeOptions, 'port' | 'file' | 'version' | 'systemEvents' | 'commitMs'> = {},
): Promise<FakeProcess> {
  let running: Running | undefined = await start(options);
  const { url } = running;
  const port = Number(new URL(url).port);
  const ask = (line: object): Promise<unknown> => {
    if (!running) throw new Error('the protocol fake is not running');
    return running.ask(line);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const ending = running;
    running = undefined;
    ending?.child.kill(signal);
    await ending?.ended;
  };
  return {
    url,
    port,
    pid: () => running?.child.pid,
    misbehave: async (fault) => void (await ask({ misbehave: fault ?? null })),
    counts: async () => (await ask({ counts: true })) as ReturnType<Fake['counts']>,
    replaceWith: async (file) => void (await ask({ replaceWith: file ?? null })),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGKILL');
      running = await start({ ...options, port });
    },
    stop: () => end('SIGTERM'),
  };
}

async function start(options: Parameters<typeof startFakeProcess>[0] = {}): Promise<Running> {
  const args = ['--port', `${options.port ?? 0}`];
  if (options.file !== undefined) args.push('--file', options.file);
  if (options.version !== undefined) args.push('--version', options.version);
  if (options.systemEvents) args.push('--system-events');
  if (options.commitMs !== undefined) args.push('--commit-ms', `${options.commitMs}`);
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // The pipe to our launcher is not the child's: it ends with its standard input.
    env: { ...process.env, NODE_OPTIONS: '', OCOP_PARENT_PIPE: '' },
  });
  const ended = once(child, 'exit');
  // A line written to a child that was just killed.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the protocol fake has ended');
    return value;
  };
  const first = await nextLine();
  if (!first.startsWith(READY)) throw new Error(`the protocol fake said: ${first}`);
  // One after the other: the answers bear no name.
  let last: Promise<unknown> = Promise.resolve();
  const ask = (line: object): Promise<unknown> => {
    const answer = last.then(async () => {
      child.stdin.write(`${JSON.stringify(line)}\n`);
      return JSON.parse(await nextLine()) as unknown;
    });
    last = answer.catch(() => undefined);
    return answer;
  };
  return { child, url: first.slice(READY.length), ask, ended };
}
