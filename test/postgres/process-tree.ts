import { execFileSync } from 'node:child_process';

/** A server's process and its children, the server first. Every backend is a session of its own, so no group holds them. */
export function serverProcesses(pid: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  return [pid, ...rows.filter(([, parent]) => parent === pid).map(([child]) => child)];
}

/** Sends the signal to the server first, so that it begets no more children, then to those it has. */
export function signalAll(pid: number, signal: NodeJS.Signals): void {
  signalOne(pid, signal);
  for (const child of serverProcesses(pid).slice(1)) signalOne(child, signal);
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
