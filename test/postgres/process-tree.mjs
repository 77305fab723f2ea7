import { execFileSync } from 'node:child_process';

/** A server's process and its children, the server first. Every backend is a session of its own, so no group holds them. */
export function serverProcesses(pid) {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return [pid, ...rows.filter(([, parent]) => parent === pid).map(([child]) => child)];
}

/** Sends the signal to the server first, so that it begets no more children, then to those it has. */
export function signalAll(pid, signal) {
  signalOne(pid, signal);
  for (const child of serverProcesses(pid).slice(1)) signalOne(child, signal);
}

function signalOne(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
