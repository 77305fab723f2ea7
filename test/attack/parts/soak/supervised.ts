// The embedded product as a service supervisor runs it: started again whenever it ends, until it is told to stop.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive, processesOf } from '../../../process/product.ts';

const main = fileURLToPath(new URL('../../../../cli/main.ts', import.meta.url));
const AGAIN_MS = 500;

export type Sample = { readonly ageS: number; readonly rssMb: number; readonly handles: number };
export type Supervised = {
  readonly address: string;
  readonly starts: () => number;
  /** of the server that runs now */
  readonly pid: () => number;
  /** what it printed last */
  readonly lastWords: () => string;
  ready(withinMs: number): Promise<void>;
  /** SIGKILL; what is killed comes back by itself */
  kill(what: 'node' | 'temporal' | 'both'): boolean;
  sample(): Sample | undefined;
  /** Ends it in order, and starts it no more until `resume`. @returns its exit code */
  rest(): Promise<number | null>;
  resume(): void;
  stop(): Promise<void>;
};

export function supervise(env: Readonly<Record<string, string>>, port: number): Supervised {
  const address = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let startedAt = 0;
  let starts = 0;
  let resting = false;
  let over = false;
  const words: string[] = [];
  const hear = (chunk: Buffer): void => {
    words.push(chunk.toString());
    if (words.length > 50) words.shift();
  };

  const living = (async () => {
    while (!over) {
      if (resting) {
        await pause(50);
        continue;
      }
      child = spawn(process.execPath, [main, 'serve', '--demo'], {
        env: { ...process.env, ...env, OCOP_PORT: String(port), OCOP_REQUESTS_PER_MINUTE: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      starts++;
      startedAt = performance.now();
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      await once(child, 'close');
      if (!over && !resting) await pause(AGAIN_MS);
    }
  })();

  /** The server of Temporal, of those that live: its guard has the same words, behind its own. */
  function temporalPid(): number | undefined {
    const family = new Set(processesOf(child?.pid ?? -1));
    const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    const line = lines.find(
      (l) => l.includes('server start-dev') && !l.includes('guard.mjs') && family.has(Number.parseInt(l, 10)),
    );
    return line === undefined ? undefined : Number.parseInt(line, 10);
  }

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return null;
    const ended = once(ending, 'close');
    ending.kill(signal);
    const [code] = (await ended) as [number | null];
    return code;
  };

  return {
    address,
    starts: () => starts,
    pid: () => child?.pid ?? -1,
    lastWords: () => words.join('').slice(-2000),
    async ready(withinMs) {
      for (const until = performance.now() + withinMs; ; ) {
        const ok = await fetch(`${address}/readyz`).then(
          (r) => r.ok,
          () => false,
        );
        if (ok) return;
        if (performance.now() > until)
          throw new Error(`not ready within ${withinMs} ms:\n${words.join('').slice(-2000)}`);
        await pause(200);
      }
    },
    kill(what) {
      const pids = [...(what === 'node' ? [] : [temporalPid()]), ...(what === 'temporal' ? [] : [child?.pid])];
      const killed = pids.filter((pid) => pid !== undefined && isAlive(pid));
      for (const pid of killed) process.kill(pid as number, 'SIGKILL');
      return killed.length === pids.length;
    },
    sample() {
      const pid = child?.pid;
      if (pid === undefined || process.platform !== 'linux') return undefined;
      try {
        const rss = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        // Of one that has just ended there is nothing to measure.
        if (rss === undefined) return undefined;
        const handles = readdirSync(`/proc/${pid}/fd`).length;
        return { ageS: (performance.now() - startedAt) / 1000, rssMb: Math.round(Number(rss) / 1024), handles };
      } catch {
        return undefined;
      }
    },
    rest() {
      resting = true;
      return end('SIGTERM');
    },
    resume() {
      resting = false;
    },
    async stop() {
      over = true;
      await end('SIGTERM');
      await living;
    },
  };
}
