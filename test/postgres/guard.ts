// Stands between our process and PostgreSQL's: when our end of the IPC channel closes, however we died, the server
// goes too, and so does its folder. A process of its own, because nothing in a process survives its SIGKILL.
//   node guard.ts '{ "command": "…", "args": [], "uid": 1, "gid": 1, "cwd": "…", "remove": true }'
// It is told { start: true } and { signal: 'SIGINT' }; it tells { pid } and { ended: 'how' }.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import type { GuardedCommand } from './guarded-server.ts';
import { signalAll } from './process-tree.ts';

const KILL_AFTER_MS = 3000;
const SETPRIV = '/usr/bin/setpriv';

const { command, args, cwd, remove, uid, gid } = JSON.parse(process.argv[2] as string) as GuardedCommand;
// Should the guard itself be killed, Linux then takes PostgreSQL with it.
const [program, given] = existsSync(SETPRIV) ? [SETPRIV, ['--pdeathsig', 'KILL', command, ...args]] : [command, args];
let server: ChildProcess | undefined;

function start(): void {
  server = spawn(program, given, {
    stdio: ['ignore', 'inherit', 'inherit'],
    cwd,
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  });
  server.once('error', (error) => ended(error.message));
  server.once('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
  if (server.pid) process.send?.({ pid: server.pid });
}

function ended(how: string): void {
  server = undefined;
  if (process.connected) process.send?.({ ended: how });
  else leave();
}

function leave(): void {
  if (remove) rmSync(cwd, { recursive: true, force: true });
  process.exit();
}

process.on('message', ({ signal }: { signal?: NodeJS.Signals }) => (signal ? server?.kill(signal) : start()));
process.once('disconnect', () => {
  if (!server) return leave();
  const pid = server.pid as number;
  signalAll(pid, 'SIGCONT');
  // What is about to be removed need not be written down first.
  server.kill(remove ? 'SIGQUIT' : 'SIGINT');
  setTimeout(() => signalAll(pid, 'SIGKILL'), KILL_AFTER_MS);
});
