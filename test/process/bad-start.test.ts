// What the engine cannot start with: each time one sentence with its code, nothing changed, nothing left running.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { get as getTls } from 'node:https';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { FORMAT } from '../../eventstore/sqlite/open.ts';
import { selfSigned } from '../self-signed.ts';
import { eventually } from '../temporal-world.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const start = fileURLToPath(new URL('../../setup/start.mjs', import.meta.url));

const root = mkdtempSync(join(tmpdir(), 'ocop-bad-start-'));
const template = join(root, 'template');
let folder: string;
let data: string;
let taken: Server;
const running: { child: ChildProcess; ended: Promise<unknown> }[] = [];

beforeAll(async () => {
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const units = join(root, 'units.json');
  writeFileSync(
    units,
    JSON.stringify({ province: { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' }, units: [] }),
  );
  const { code, said } = await run([main, 'init', units], { OCOP_DATA: template }).ended;
  if (code !== 0) throw new Error(said());
}, 120_000);
beforeEach(() => {
  folder = mkdtempSync(join(root, 'one-'));
  data = join(folder, 'data');
  cpSync(template, data, { recursive: true });
});
afterEach(async () => {
  for (const program of running.splice(0)) {
    if (program.child.exitCode === null) program.child.kill('SIGKILL');
    await program.ended;
  }
}, 120_000);
afterAll(() => {
  taken.close();
  rmSync(root, { recursive: true, force: true });
});

type Env = Record<string, string>;

function run(args: readonly string[], env: Env) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, OCOP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number,
    err,
    said: () => out + err,
  }));
  const program = { child, ended, out: () => out };
  running.push(program);
  return program;
}

/** What people have recorded: the bytes of store and vault, and of anything else that holds something of either. */
const contents = (of: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(of, { recursive: true, encoding: 'utf8' })
      .filter((name) => /(events|vault)\.sqlite(-wal)?$/.test(name) && statSync(join(of, name)).size > 0)
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(of, name)))
          .digest('hex'),
      ]),
  );
const stillThere = (): string[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder));

/** Fails to start, with this sentence, and leaves the folder as it was. */
async function refused(sentence: RegExp, env: Env, args = [main, 'serve'], look = contents): Promise<void> {
  const before = look(folder);
  const { code, err, said } = await run(args, { OCOP_DATA: data, ...env }).ended;
  expect({ code, said: said() }).toMatchObject({ code: 1 });
  expect(err).toMatch(sentence);
  expect(said()).not.toMatch(/^\s+at /m);
  expect(look(folder)).toEqual(before);
  expect(stillThere()).toEqual([]);
}

const takenPort = () => String((taken.address() as { port: number }).port);
const edit = (sql: string) => {
  const db = new DatabaseSync(join(data, 'events.sqlite'));
  db.exec(sql);
  db.close();
};
const inPlaceOfTheFolder = () => {
  const OCOP_DATA = join(folder, 'a-file');
  writeFileSync(OCOP_DATA, 'not a folder');
  return { OCOP_DATA };
};

const cases: [what: string, sentence: RegExp, env: () => Env | undefined][] = [
  ['the port is taken', /^PORT_TAKEN: Cổng \d+ .*\nPort \d+ .*\(OCOP_PORT\)/, () => ({ OCOP_PORT: takenPort() })],
  ['another address than loopback', /^PUBLIC_ADDRESS_REFUSED: .*0\.0\.0\.0/, () => ({ OCOP_HOST: '0.0.0.0' })],
  [
    'another address for a store that is no demo, published on loopback alone',
    /^PUBLISHED_DEMO_ONLY: .*OCOP_PUBLISHED_ON_LOOPBACK/m,
    () => ({ OCOP_HOST: '0.0.0.0', OCOP_PUBLISHED_ON_LOOPBACK: 'yes' }),
  ],
  [
    'a certificate without its key',
    /^SETTING_CONFLICT: OCOP_TLS_KEY_FILE/,
    () => ({ OCOP_HOST: '0.0.0.0', OCOP_TLS_CERT_FILE: '/nowhere/cert.pem' }),
  ],
  [
    'a certificate that is not there',
    /^CERTIFICATE_UNUSABLE: /,
    () => ({
      OCOP_TLS_CERT_FILE: '/nowhere/cert.pem',
      OCOP_TLS_KEY_FILE: '/nowhere/key.pem',
      OCOP_PUBLIC_URL: 'https://ocop.example',
    }),
  ],
  ['an address this machine has not', /^ADDRESS_UNAVAILABLE: |^PUBLIC/, () => ({ OCOP_HOST: '127.0.0.1.invalid' })],
  [
    'a store from a newer release',
    /^STORE_TOO_NEW: .*newer release/,
    () => void edit(`PRAGMA user_version=${FORMAT + 1}`),
  ],
  ['a database of something else', /^STORE_NOT_OURS: /, () => void edit('PRAGMA application_id=7')],
  [
    'a store that is no database',
    /^STORE_DAMAGED: .*not a database/,
    () => void writeFileSync(join(data, 'events.sqlite'), 'x'.repeat(9000)),
  ],
  ['a file in place of the data folder', /^DATA_FOLDER_UNUSABLE: .*OCOP_DATA/, inPlaceOfTheFolder],
  ['a data folder that cannot be made', /^DATA_FOLDER_UNUSABLE: /, () => ({ OCOP_DATA: '/dev/null/data' })],
  ['a port that is no number', /^SETTING_INVALID: OCOP_PORT is "abc"/, () => ({ OCOP_PORT: 'abc' })],
  ['a log level there is not', /^SETTING_INVALID: OCOP_LOG_LEVEL is "loud"/, () => ({ OCOP_LOG_LEVEL: 'loud' })],
];

test.each(cases)(
  '%s',
  async (_, sentence, prepare) => {
    await refused(sentence, prepare() ?? {});
  },
  40_000,
);

test('a Temporal program that is not there', async () => {
  const OCOP_TEMPORAL_BINARY = join('/nowhere', 'no-temporal');
  // The store is open by then, which may touch its header but no fact.
  const facts = () => {
    const db = new DatabaseSync(join(data, 'events.sqlite'), { readOnly: true });
    const rows = db.prepare('SELECT position, hash FROM event').all();
    db.close();
    return Object.fromEntries(rows.map((row) => [String(row.position), String(row.hash)]));
  };
  await refused(/^TEMPORAL_BINARY_MISSING: .*no-temporal/m, { OCOP_TEMPORAL_BINARY }, [main, 'serve'], facts);
  // npm start looks for it first.
  await refused(/OCOP_TEMPORAL_BINARY: .*does not run.*Correct it or unset it/, { OCOP_TEMPORAL_BINARY }, [start]);
}, 120_000);

async function serving(env: Env = {}) {
  const OCOP_TEMPORAL_ADDRESS = `127.0.0.1:${await getPort()}`;
  const program = run([main, 'serve'], { OCOP_DATA: data, OCOP_TEMPORAL_ADDRESS, ...env });
  const address = () => /OCOP is ready at (https?:\S+)/.exec(program.out())?.[1];
  return { ...program, address: (await eventually(address, (a) => a !== undefined, 30_000)) as string };
}

test('a second engine on the same data folder, while the first goes on unharmed', async () => {
  const first = await serving();
  const note = readFileSync(join(data, 'serve.json'), 'utf8');
  const second = await run([main, 'serve', '--demo'], { OCOP_DATA: data }).ended;
  expect(second).toMatchObject({ code: 1, err: expect.stringMatching(/^STORE_LOCKED: .*in use by another process/) });
  expect(second.said()).not.toMatch(/^\s+at /m);
  expect(readFileSync(join(data, 'serve.json'), 'utf8')).toBe(note);
  const granted = await fetch(`${first.address}/v1/accounts/demo-hai/grant-role`, {
    method: 'POST',
    headers: { authorization: `Bearer ${JSON.parse(note).key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ grant: 'a', province: '66', role: 'auditor', unit: '66', from: '2022-01-01' }),
  });
  expect(granted.status).toBe(201);
}, 120_000);

test('with a certificate another address is listened on, by its own name, and a renewed one is taken up', async () => {
  const names = [{ type: 2, value: 'ocop.example' }] as const;
  const [first, second] = [await selfSigned(Date.now(), names), await selfSigned(Date.now(), names)];
  const files = { OCOP_TLS_CERT_FILE: join(folder, 'cert.pem'), OCOP_TLS_KEY_FILE: join(folder, 'key.pem') };
  const put = ({ cert, key }: typeof first) => {
    writeFileSync(files.OCOP_TLS_KEY_FILE, key);
    writeFileSync(files.OCOP_TLS_CERT_FILE, cert);
  };
  put(first);
  const { address } = await serving({ OCOP_HOST: '0.0.0.0', OCOP_PUBLIC_URL: 'https://ocop.example', ...files });
  const { port } = new URL(address);
  expect(address).toBe(`https://0.0.0.0:${port}`);
  const asked = await askTls(Number(port), 'ocop.example', first.cert);
  expect(asked).toMatchObject({ status: 401, hsts: expect.stringContaining('max-age') });
  expect((await askTls(Number(port), 'evil.example', first.cert)).status).toBe(421);
  // The command line of this machine asks on loopback.
  const noted = JSON.parse(readFileSync(join(data, 'serve.json'), 'utf8')) as { address: string; key: string };
  expect(noted.address).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect(statSync(join(data, 'serve.json')).mode & 0o777).toBe(0o600);
  put(second);
  await eventually(
    () =>
      askTls(Number(port), 'ocop.example', second.cert).then(
        ({ status }) => status,
        () => 0,
      ),
    (status) => status === 401,
    30_000,
  );
}, 120_000);

type TlsAnswer = { status: number | undefined; hsts: string | undefined };
const askTls = (port: number, host: string, ca: string): Promise<TlsAnswer> =>
  new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      path: '/v1/me',
      headers: { host },
      ca,
      servername: 'ocop.example',
      agent: false,
    };
    getTls(options, (res) => {
      res.resume();
      resolve({ status: res.statusCode, hsts: res.headers['strict-transport-security'] as string | undefined });
    }).on('error', reject);
  });
