// Programs, as the walk needs them: what they print, and a sentence where they fail.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

type Options = { cwd?: string; env?: NodeJS.ProcessEnv; input?: string; code?: number };

/** @returns what it printed; throws with its last lines where it ends with another code than wanted */
export async function run(command: string, args: readonly string[], o: Options = {}): Promise<string> {
  const child = spawn(command, args, {
    cwd: o.cwd,
    env: { ...process.env, ...o.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let all = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
    all += chunk;
  });
  child.stderr.on('data', (chunk) => {
    all += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(o.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === (o.code ?? 0)) return out.trim();
  throw new Error(
    `${command} ${args.slice(0, 8).join(' ')} ended with ${code}:\n${all.trim().split('\n').slice(-25).join('\n')}`,
  );
}

/** Asks until it is so; throws with what was answered last. */
export async function until<T>(
  what: string,
  ask: () => Promise<T>,
  good: (answer: T) => boolean,
  ms = 300_000,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const answer = await ask().catch((error: Error) => error);
    if (!(answer instanceof Error) && good(answer)) return answer;
    if (performance.now() > end)
      throw new Error(
        `${what}: not within ${ms / 1000} s; last: ${answer instanceof Error ? answer.message : JSON.stringify(answer)}`,
      );
    await pause(100);
  }
}

export type Readiness = { status: number; parts: readonly { name: string; ok: boolean; note: string }[] };

export async function readiness(address: string): Promise<Readiness> {
  const answer = await fetch(`${address}/readyz`, {
    headers: { 'accept-language': 'en' },
    signal: AbortSignal.timeout(5000),
  });
  const { parts } = (await answer.json()) as Omit<Readiness, 'status'>;
  return { status: answer.status, parts };
}

/** @returns seconds */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return Math.round((performance.now() - from) / 100) / 10;
}
