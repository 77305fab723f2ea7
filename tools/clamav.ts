// `npm run test:clamav`: the virus check against the real clamd (Debian: apt-get install clamav-daemon), on a signature of our own
// that knows one harmless file. Then with clamd hanging, stopped, and back.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checksBy } from '../papers/files/checks.ts';
import { clamd } from '../papers/files/clamd.ts';
import { folderFiles } from '../papers/files/folder-files.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const there = spawnSync('clamd', ['--version'], { encoding: 'utf8' });
if (there.status !== 0) {
  say('There is no clamd here. On Debian: apt-get install clamav-daemon');
  process.exit(1);
}
say(there.stdout.trim());

const folder = mkdtempSync(join(tmpdir(), 'ocop-clamav-'));
const socket = join(folder, 'clamd.sock');
const database = join(folder, 'signatures');
mkdirSync(database);
const known = Buffer.from('Tệp thử của OCOP: không gây hại, chỉ để thử trình quét vi-rút.\n');
const md5 = createHash('md5').update(known).digest('hex');
writeFileSync(join(database, 'ocop.hdb'), `${md5}:${known.length}:Ocop.Test.File\n`);
const lines = [
  `LocalSocket ${socket}`,
  `DatabaseDirectory ${database}`,
  `User ${userInfo().username}`,
  'Foreground yes',
  'StreamMaxLength 8M',
  // Debian's own settings may forbid it elsewhere.
  'PCREMaxFileSize 8M',
];
const conf = join(folder, 'clamd.conf');
writeFileSync(conf, `${lines.join('\n')}\n`);

async function start(): Promise<ChildProcess> {
  const child = spawn('clamd', ['--config-file', conf], { stdio: 'ignore' });
  for (let i = 0; i < 600 && !existsSync(socket); i++) await pause(100);
  assert(existsSync(socket), 'clamd did not start');
  return child;
}

async function until(what: string, is: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await is()) {
      say(`  ${what}`);
      return;
    }
    await pause(100);
  }
  throw new Error(`not so: ${what}`);
}

const files = folderFiles(join(folder, 'files'));
async function take(bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = join(folder, 'part');
  writeFileSync(path, bytes);
  await files.take(path, sha256);
  return sha256;
}
const failures: string[] = [];
const failed = ({ message }: Error) => void failures.push(message);
const scan = clamd(socket, 2000);
const checks = checksBy({ scan, files, folder: join(folder, 'checked'), failed, againAfterMs: 100 });
const stop = async (child: ChildProcess, signal: NodeJS.Signals) => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
  rmSync(socket, { force: true });
};

let daemon = await start();
try {
  const [clean, harmful] = [await take(Buffer.alloc(3 << 20, 'sạch')), await take(known)];
  assert.equal(await checks.of(clean), 'unchecked');
  await until('a clean file of 3 MiB is clean', async () => (await checks.of(clean)) === 'clean');
  await until('the known file is harmful', async () => (await checks.of(harmful)) === 'harmful');

  const large = await take(Buffer.alloc(9 << 20, 'lớn'));
  assert.equal(await checks.of(large), 'unchecked');
  await until(
    'a file above its StreamMaxLength is too large to be checked',
    async () => (await checks.of(large)) === 'too-large',
  );
  await checks.stop();
  await stop(daemon, 'SIGTERM');
  writeFileSync(conf, `${lines.join('\n').replace('StreamMaxLength 8M', 'StreamMaxLength 16M')}\n`);
  daemon = await start();

  const again = checksBy({ scan, files, folder: join(folder, 'checked'), failed, againAfterMs: 100 });
  await until('with a higher StreamMaxLength it is clean', async () => (await again.of(large)) === 'clean');
  daemon.kill('SIGSTOP');
  const waiting = await take(Buffer.from('chờ'));
  const before = failures.length;
  assert.equal(await again.of(waiting), 'unchecked');
  await until('while clamd hangs a file waits', () => failures.length > before);
  assert.equal(await again.of(waiting), 'unchecked');
  daemon.kill('SIGCONT');
  await until('it goes on, and the file is clean', async () => (await again.of(waiting)) === 'clean');

  await stop(daemon, 'SIGTERM');
  const away = await take(Buffer.from('vắng'));
  const then = failures.length;
  assert.equal(await again.of(away), 'unchecked');
  await until('while clamd is stopped a file waits', () => failures.length > then);
  daemon = await start();
  await until('it is back, and the file is clean', async () => (await again.of(away)) === 'clean');
  await again.stop();
  say('6 states of clamd, all as they should be');
} finally {
  await stop(daemon, 'SIGKILL').catch(() => {});
  rmSync(folder, { recursive: true, force: true });
}
