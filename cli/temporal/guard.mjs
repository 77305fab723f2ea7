// Stands between our process and Temporal's: when our end of the IPC channel closes, however we died, Temporal goes
// too. A process of its own, because nothing in a process survives its SIGKILL.
//   node guard.mjs <temporal> <arguments…>
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const KILL_AFTER_MS = 2000;
const SETPRIV = '/usr/bin/setpriv';

const [binary, ...args] = process.argv.slice(2);
// Should the guard itself be killed, Linux then takes Temporal with it.
const tied = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', binary, ...args] : [binary, ...args];
const temporal = spawn(tied[0], tied.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] });

const end = () => {
  temporal.kill('SIGTERM');
  setTimeout(() => temporal.kill('SIGKILL'), KILL_AFTER_MS);
};
process.once('disconnect', end);
process.once('SIGTERM', end);
process.once('SIGINT', end);

temporal.once('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
temporal.once('exit', (code, signal) => {
  if (signal) console.error(`temporal was ended by ${signal}`);
  process.exit(code ?? 1);
});
if (process.connected) process.send({ pid: temporal.pid });
else end();
