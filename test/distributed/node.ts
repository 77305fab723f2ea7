// One process of the distributed mode, as its supervisor would start it: `ocop serve --only <part>`.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import type { Part } from '../../cli/parts.ts';
import { eventually } from '../temporal-world.ts';

const READY_MS = 60_000;
const ROOT = join(import.meta.dirname, '../..');

export type OcopNode = {
  readonly part: Part;
  readonly address: string;
  /** everything it has said */
  said(): string;
  /** SIGKILL, at any moment */
  kill(): Promise<void>;
  /** As a supervisor does: the same place, the same settings. */
  start(): Promise<void>;
  /** SIGTERM; its exit code */
  stop(): Promise<number | null>;
  /** when it ends by itself */
  ended(): Promise<number | null>;
};

/** @param root where the program's source is: another release may stand elsewhere */
export async function startNode(o: {
  part: Part;
  folder: string;
  env: Record<string, string>;
  root?: string;
}): Promise<OcopNode> {
  const port = await getPort();
  const address = `http://127.0.0.1:${port}`;
  mkdirSync(o.folder, { recursive: true });
  let said = '';
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);

  async function start(): Promise<void> {
    const args = [join(o.root ?? ROOT, 'cli/main.ts'), 'serve', '--only', o.part];
    const env = { ...process.env, NODE_OPTIONS: '', ...o.env, OCOP_DATA: o.folder, OCOP_PORT: String(port) };
    // The pipe closes when we are gone, SIGKILL included, and the node ends with it.
    const started = spawn(process.execPath, args, {
      env: { ...env, OCOP_PARENT_PIPE: '3', OCOP_LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream?.on('data', (text) => {
        said = (said + text).slice(-20_000);
      });
    ended = once(started, 'exit').then(([code]) => code as number | null);
    await eventually(
      async () => {
        if (started.exitCode !== null) throw new Error(`${o.part} ended with ${started.exitCode}:\n${said}`);
        const answer = await fetch(`${address}/readyz`).catch((error: Error) => error);
        return answer instanceof Error
          ? `${answer.message} ${said.slice(-1500)}`
          : answer.ok
            ? 'ready'
            : await answer.text();
      },
      (answer) => answer === 'ready',
      READY_MS,
    );
  }

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child?.kill(signal);
    return await ended;
  };

  await start();
  return {
    part: o.part,
    address,
    said: () => said,
    kill: async () => void (await end('SIGKILL')),
    start,
    stop: () => end('SIGTERM'),
    ended: () => ended,
  };
}
