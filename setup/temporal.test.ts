import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureTemporal } from './temporal.ts';
import { PINNED } from './temporal-version.ts';

const NEW_ENOUGH = 'temporal version 1.9.9 (Server 1.33.0, UI 2.60.0)';
const TOO_OLD = 'temporal version 1.5.1 (Server 1.29.1, UI 2.40.0)';
const BUILT = `temporal version ${PINNED.build.cli} (Server ${PINNED.build.server}, UI 2.50.1)`;
const DOWNLOADED = `temporal version ${PINNED.download.cli} (Server 1.32.0, UI 2.54.1)`;

let folder: string;
let said: string[];
let asked: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-setup-'));
  said = [];
  asked = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const onPath = (): string => join(folder, 'bin', 'temporal');
const built = (): string =>
  join(folder, 'cache', `temporal-${PINNED.build.cli}-server-${PINNED.build.server}`, 'temporal');
const downloaded = (): string => join(folder, 'cache', `temporal-${PINNED.download.cli}`, 'temporal');

function fakeTemporal(path: string, version: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho "${version}"\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A machine with nothing but what the test puts there; what is given a version brings it. */
function look(settings: Record<string, string> = {}, { download = '', pip = '', build = '', binaryOnly = false } = {}) {
  const fetching = (name: string, version: string) => async (options: { target: string }) => {
    asked.push(name);
    if (version) fakeTemporal(options.target, version);
    return version
      ? { version: { cli: '', server: '' }, because: options.target }
      : { because: `${name} is not possible` };
  };
  return ensureTemporal({
    env: { PATH: join(folder, 'bin'), OCOP_CACHE: join(folder, 'cache'), ...settings },
    announce: (line) => said.push(line),
    binaryOnly,
    download: fetching('download', download),
    pip: fetching('pip', pip),
    build: fetching('build', build),
  });
}

describe('Temporal is looked for, the nearest first', () => {
  test('an address given by setting comes before everything', async () => {
    fakeTemporal(onPath(), NEW_ENOUGH);
    const OCOP_TEMPORAL_BINARY = fakeTemporal(join(folder, 'mine'), NEW_ENOUGH);
    const found = await look({ OCOP_TEMPORAL_ADDRESS: 'temporal.example:7233', OCOP_TEMPORAL_BINARY });
    expect(found).toEqual({ kind: 'address', address: 'temporal.example:7233' });
  });

  test('unless a server of our own is wanted, as in the tests', async () => {
    fakeTemporal(onPath(), NEW_ENOUGH);
    const found = await look({ OCOP_TEMPORAL_ADDRESS: 'temporal.example:7233' }, { binaryOnly: true });
    expect(found).toEqual({ kind: 'binary', path: onPath() });
  });

  test('then a binary given by setting, before PATH', async () => {
    fakeTemporal(onPath(), NEW_ENOUGH);
    const path = fakeTemporal(join(folder, 'mine'), NEW_ENOUGH);
    expect(await look({ OCOP_TEMPORAL_BINARY: path })).toEqual({ kind: 'binary', path });
  });

  test('then PATH, before the cache', async () => {
    fakeTemporal(built(), BUILT);
    fakeTemporal(onPath(), NEW_ENOUGH);
    expect(await look()).toEqual({ kind: 'binary', path: onPath() });
  });

  test('then the cache, before anything is fetched, whichever way it came there', async () => {
    fakeTemporal(built(), BUILT);
    expect(await look()).toEqual({ kind: 'binary', path: built() });
    fakeTemporal(downloaded(), DOWNLOADED);
    expect(await look()).toEqual({ kind: 'binary', path: downloaded() });
    expect(asked).toEqual([]);
  });

  test('then the download, then pip, and only then the build', async () => {
    expect(await look({}, { download: DOWNLOADED, pip: DOWNLOADED, build: BUILT })).toEqual({
      kind: 'binary',
      path: downloaded(),
    });
    expect(asked).toEqual(['download']);
    rmSync(downloaded());
    expect(await look({}, { pip: DOWNLOADED, build: BUILT })).toEqual({ kind: 'binary', path: downloaded() });
    expect(asked).toEqual(['download', 'download', 'pip']);
    rmSync(downloaded());
    expect(await look({}, { build: BUILT })).toEqual({ kind: 'binary', path: built() });
    expect(asked).toEqual(['download', 'download', 'pip', 'download', 'pip', 'build']);
  });

  test('each step is said with how long it took', async () => {
    await look({}, { build: BUILT });
    const steps = ['OCOP_TEMPORAL_ADDRESS', 'OCOP_TEMPORAL_BINARY', 'PATH', 'cache', 'download', 'pip', 'build'];
    expect(said).toEqual(
      steps.map((step) => expect.stringMatching(new RegExp(`^Temporal, ${step}: .+ \\(\\d+ ms\\)$`))),
    );
  });
});

describe('what will not do is passed over with a sentence', () => {
  test('a server that is too old on PATH', async () => {
    fakeTemporal(onPath(), TOO_OLD);
    fakeTemporal(built(), BUILT);
    expect(await look()).toEqual({ kind: 'binary', path: built() });
    expect(said).toContainEqual(expect.stringContaining(`${onPath()} has server 1.29.1, 1.32 or newer is needed`));
  });

  test('a cached binary of another version than the pinned one', async () => {
    fakeTemporal(built(), NEW_ENOUGH);
    expect(await look({}, { build: BUILT })).toEqual({ kind: 'binary', path: built() });
    expect(said).toContainEqual(expect.stringContaining(`is CLI 1.9.9, pinned is ${PINNED.build.cli}`));
  });

  test('but a setting that does not work is an error', async () => {
    fakeTemporal(onPath(), NEW_ENOUGH);
    const OCOP_TEMPORAL_BINARY = fakeTemporal(join(folder, 'mine'), TOO_OLD);
    await expect(look({ OCOP_TEMPORAL_BINARY })).rejects.toThrow(/OCOP_TEMPORAL_BINARY: .* has server 1\.29\.1/);
    await expect(look({ OCOP_TEMPORAL_BINARY: join(folder, 'none') })).rejects.toThrow(/does not run/);
    await expect(look({ OCOP_TEMPORAL_ADDRESS: 'http://here' })).rejects.toThrow(/must be host:port/);
  });
});

test('when nothing helps, the error lists what was tried and what to do', async () => {
  fakeTemporal(onPath(), TOO_OLD);
  const error = await look().catch((thrown: Error) => thrown);
  expect(error).toBeInstanceOf(Error);
  const { message } = error as Error;
  for (const part of [
    'PATH: .*1\\.29\\.1',
    'cache: nothing in',
    ...['download', 'pip', 'build'].map((way) => `${way} is not possible`),
  ]) {
    expect(message).toMatch(new RegExp(part));
  }
  expect(message).toMatch(/What to do[\s\S]*OCOP_TEMPORAL_BINARY[\s\S]*install Go/);
});

test('two set-ups at once fetch it once', async () => {
  const found = await Promise.all([look({}, { build: BUILT }), look({}, { build: BUILT })]);
  expect(found).toEqual([
    { kind: 'binary', path: built() },
    { kind: 'binary', path: built() },
  ]);
  expect(asked).toEqual(['download', 'pip', 'build']);
  expect(said).toContainEqual(expect.stringContaining(`another set-up (process ${process.pid}) is at it`));
});

test('a set-up that died while fetching does not hold up the next one', async () => {
  mkdirSync(join(folder, 'cache'), { recursive: true });
  // The highest process id Linux gives is 2^22.
  writeFileSync(join(folder, 'cache', 'temporal.lock'), String(2 ** 22 + 1));
  expect(await look({}, { build: BUILT })).toEqual({ kind: 'binary', path: built() });
});

test('what is pinned here is what setup/temporal-cli builds', () => {
  const module = readFileSync(new URL('./temporal-cli/go.mod', import.meta.url), 'utf8');
  expect(module).toContain(`github.com/temporalio/cli v${PINNED.build.cli} `);
  expect(module).toContain(`go.temporal.io/server v${PINNED.build.server} `);
});
