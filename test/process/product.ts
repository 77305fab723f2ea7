// The product as a stranger starts it: `node setup/start.mjs`, what `npm start` runs, with a data folder of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../../setup/start.mjs', import.meta.url));

export type Product = {
  readonly address: string;
  /** of the launcher, and of our node process with store and worker */
  readonly launcher: ChildProcess;
  readonly pid: number;
  readonly printed: readonly string[];
  ended: Promise<number | null>;
};

/** Resolves when the line with the address is printed; rejects with what was printed when the launcher ends before. */
export function startProduct(env: Record<string, string>, withinMs = 60_000): Promise<Product> {
  const launcher = spawn('node', [start], {
    env: { ...process.env, OCOP_PORT: '0', OCOP_LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const printed: string[] = [];
  const ended = new Promise<number | null>((resolve) => launcher.once('exit', (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${printed.join('\n')}`)), withinMs);
    const take = (chunk: Buffer) => {
      printed.push(...chunk.toString().split('\n').filter(Boolean));
      const address = printed.map((line) => /OCOP is ready at (http:\S+)/.exec(line)?.[1]).find(Boolean);
      if (address === undefined) return;
      launcher.stdout.off('data', take).resume();
      launcher.stderr.off('data', take).resume();
      clearTimeout(late);
      resolve({ address, launcher, pid: serverOf(launcher.pid as number), printed, ended });
    };
    launcher.stdout.on('data', take);
    launcher.stderr.on('data', take);
    void ended.then((code) => reject(new Error(`ended with ${code}:\n${printed.join('\n')}`)));
  });
}

/** Every process that has the data folder or this product's marks in its command line or came from it. */
export function processesOf(root: number): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, ppid, ...args] = line.trim().split(/\s+/);
      return { pid: Number(pid), ppid: Number(ppid), args: args.join(' ') };
    });
  const found = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const p of all)
      if (found.has(p.ppid) && !found.has(p.pid)) {
        found.add(p.pid);
        grew = true;
      }
  }
  return all.filter((p) => found.has(p.pid)).map((p) => p.pid);
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

function serverOf(launcher: number): number {
  const args = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const family = processesOf(launcher);
  const line = args.find((l) => /cli\/ocop\.ts serve/.test(l) && family.includes(Number(l.trim().split(/\s+/)[0])));
  if (!line) throw new Error('the server process was not found');
  return Number(line.trim().split(/\s+/)[0]);
}
