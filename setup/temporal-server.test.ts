import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureTemporalServer, temporalServerEnv } from './temporal-server.ts';
import { buildTemporalServer, downloadTemporalServer } from './temporal-server-fetch.ts';
import { PINNED } from './temporal-version.ts';

const VERSION = PINNED.build.server;
const PROGRAMS = ['temporal-server', 'temporal-sql-tool'];

let folder: string;
let said: string[];
let asked: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-setup-'));
  said = [];
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inCache = (): string => join(folder, 'cache', `temporal-server-${VERSION}`);
const announce = (line: string) => void said.push(line);

function fakePrograms(bin: string, versions: [string, string] = [VERSION, VERSION]): string {
  mkdirSync(bin, { recursive: true });
  PROGRAMS.forEach((program, index) => {
    writeFileSync(join(bin, program), `#!/bin/sh\necho "${program} version ${versions[index]}"\n`);
    chmodSync(join(bin, program), 0o755);
  });
  return bin;
}

/** A machine with nothing but what the test puts there; `download` and `build` succeed when told to. */
function look(settings: Record<string, string> = {}, { download = false, build = false } = {}) {
  const fetching = (name: string, succeeds: boolean) => async (order: { target: string }) => {
    asked.push(name);
    if (!succeeds) return { because: `${name} is not possible` };
    fakePrograms(order.target);
    return {};
  };
  return ensureTemporalServer({
    env: { PATH: join(folder, 'bin'), OCOP_CACHE: join(folder, 'cache'), ...settings },
    announce,
    download: fetching('download', download),
    build: fetching('build', build),
  });
}

describe('the Temporal server is looked for, the nearest first', () => {
  test('a folder given by setting, then PATH, then the cache', async () => {
    const setting = { OCOP_TEMPORAL_SERVER_BIN: fakePrograms(join(folder, 'mine'), ['1.33.0', '1.33.0']) };
    fakePrograms(join(folder, 'bin'), ['1.32.9', '1.32.9']);
    fakePrograms(inCache());
    expect(await look(setting)).toEqual({ bin: join(folder, 'mine'), version: '1.33.0' });
    expect(await look()).toEqual({ bin: join(folder, 'bin'), version: '1.32.9' });
    rmSync(join(folder, 'bin'), { recursive: true });
    const found = await look();
    expect(found).toEqual({ bin: inCache(), version: VERSION });
    expect(temporalServerEnv(found)).toEqual({ OCOP_TEMPORAL_SERVER_BIN: inCache() });
    expect(asked).toEqual([]);
  });

  test('then the download, and only then the build', async () => {
    expect(await look({}, { download: true, build: true })).toMatchObject({ bin: inCache() });
    expect(asked).toEqual(['download']);
    rmSync(inCache(), { recursive: true });
    expect(await look({}, { build: true })).toMatchObject({ bin: inCache() });
    expect(asked).toEqual(['download', 'download', 'build']);
    expect(said.at(-1)).toMatch(/^Temporal server, build: .+ \(\d+ ms\)$/);
  });

  test('two set-ups at once fetch it once', async () => {
    await Promise.all([look({}, { build: true }), look({}, { build: true })]);
    expect(asked).toEqual(['download', 'build']);
  });

  test('one that is too old, not whole, or not of one version is passed over, but a setting is an error', async () => {
    fakePrograms(join(folder, 'bin'), ['1.31.4', '1.31.4']);
    fakePrograms(inCache(), [VERSION, '1.32.0']);
    expect(await look({}, { build: true })).toMatchObject({ bin: inCache(), version: VERSION });
    expect(said.join('\n')).toMatch(/has 1\.31\.4, 1\.32 or newer is needed[\s\S]*a SQL tool 1\.32\.0/);
    const OCOP_TEMPORAL_SERVER_BIN = fakePrograms(join(folder, 'mine'));
    rmSync(join(OCOP_TEMPORAL_SERVER_BIN, 'temporal-sql-tool'));
    await expect(look({ OCOP_TEMPORAL_SERVER_BIN })).rejects.toThrow(
      /OCOP_TEMPORAL_SERVER_BIN: .*sql-tool is not there/,
    );
  });

  test('when nothing helps, the error lists what was tried and what to do', async () => {
    const { message } = (await look().catch((thrown) => thrown)) as Error;
    expect(message).toMatch(/PATH: no temporal-server[\s\S]*cache: [\s\S]*download is not possible[\s\S]*build is not/);
    expect(message).toMatch(/What to do[\s\S]*OCOP_TEMPORAL_SERVER_BIN[\s\S]*install Go/);
  });
});

describe('the release archive', () => {
  async function download(answer: Buffer | undefined): Promise<{ because?: string }> {
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(answer ? 200 : 404).end(answer);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const releases = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const order = { target: inCache(), version: VERSION, programs: PROGRAMS, env: process.env, announce };
    return downloadTemporalServer({ ...order, releases }).finally(() => server.close());
  }

  test('gives the two programs under their name in the cache', async () => {
    const packed = fakePrograms(join(folder, 'packed'));
    writeFileSync(join(packed, 'tdbg'), 'not needed');
    const archive = join(folder, 'archive.tar.gz');
    execFileSync('tar', ['-czf', archive, '-C', packed, ...readdirSync(packed)]);
    expect(await download(readFileSync(archive))).toEqual({});
    expect(asked).toEqual([expect.stringMatching(new RegExp(`^/v${VERSION}/temporal_${VERSION}_[a-z]+_[a-z0-9]+\\.`))]);
    expect(await look()).toEqual({ bin: inCache(), version: VERSION });
    expect(readdirSync(inCache()).sort()).toEqual(PROGRAMS);
  });

  test.each([
    ['is not there', undefined, /nothing could be downloaded/],
    ['is broken', Buffer.from('<html>sign in first</html>'), /does not unpack/],
  ])('that %s leaves nothing behind', async (_name, answer, because) => {
    expect(await download(answer)).toEqual({ because: expect.stringMatching(because) });
    expect(existsSync(join(folder, 'cache')) ? readdirSync(join(folder, 'cache')) : []).toEqual([]);
  });
});

describe('the build', () => {
  /** A Go that makes files named as the real one does, or none. */
  function build(script: string): Promise<{ because?: string }> {
    mkdirSync(join(folder, 'go'));
    writeFileSync(
      join(folder, 'go', 'go'),
      `#!/bin/sh\n[ "$1" = version ] && echo "go version go1.26" && exit\n${script}\n`,
    );
    chmodSync(join(folder, 'go', 'go'), 0o755);
    const env = { ...process.env, PATH: [join(folder, 'go'), process.env.PATH].join(delimiter) };
    return buildTemporalServer({ target: inCache(), version: VERSION, programs: PROGRAMS, env, announce });
  }

  test('names what it built as the release does', async () => {
    const made =
      'for to in server sql; do for out in "$@"; do case "$out" in */) break;; esac; done; : > "$out$to"; done';
    expect(await build(made)).toEqual({});
    expect(readdirSync(inCache()).sort()).toEqual(PROGRAMS);
    expect(said[0]).toContain('go version go1.26');
  });

  test('that fails says why and leaves nothing behind', async () => {
    expect(await build('echo "no such module" >&2; exit 1')).toEqual({
      because: expect.stringContaining('no such module'),
    });
    expect(readdirSync(join(folder, 'cache'))).toEqual([]);
  });

  test('without Go is told', async () => {
    const order = { target: inCache(), version: VERSION, programs: PROGRAMS, env: { PATH: folder }, announce };
    expect(await buildTemporalServer(order)).toEqual({ because: 'Go is not installed' });
  });
});

test('what is pinned here is what setup/temporal-cli builds', () => {
  const module = readFileSync(new URL('./temporal-cli/go.mod', import.meta.url), 'utf8');
  for (const tool of ['cmd/server', 'cmd/tools/sql']) expect(module).toContain(`\tgo.temporal.io/server/${tool}\n`);
});
