// The samples for a proxy in front, with the real programs where they are there: TLS ends in it, who asks is seen
// through it, nothing is gathered, and a secret address is not in its log.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selfSigned } from '../test/self-signed.ts';
import { eventually } from '../test/temporal-world.ts';

const NAME = 'ocop.example.gov.vn';
const LONG_MS = 60_000;
const root = mkdtempSync(join(tmpdir(), 'ocop-proxy-'));
const main = join(import.meta.dirname, '../cli/main.ts');
const sample = (name: string): string => readFileSync(join(import.meta.dirname, 'proxies', name), 'utf8');
const running: ChildProcess[] = [];
let port: number;
let key: string;

function begin(command: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  running.push(child);
  return child;
}

beforeAll(async () => {
  port = await getPort();
  const units = join(root, 'units.json');
  writeFileSync(
    units,
    JSON.stringify({ province: { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' }, units: [] }),
  );
  const env = {
    OCOP_DATA: join(root, 'data'),
    OCOP_PORT: String(port),
    OCOP_TRUSTED_PROXY: '127.0.0.1',
    OCOP_PUBLIC_URL: `https://${NAME}`,
    OCOP_TEMPORAL_ADDRESS: `127.0.0.1:${await getPort()}`,
  };
  spawnSync(process.execPath, [main, 'init', units], { env: { ...process.env, ...env } });
  begin(process.execPath, [main, 'serve'], env);
  await eventually(
    () =>
      fetch(`http://127.0.0.1:${port}/v1/openapi.json`).then(
        (r) => r.status,
        () => 0,
      ),
    (status) => status === 200,
    LONG_MS,
  );
  key = (JSON.parse(readFileSync(join(root, 'data/serve.json'), 'utf8')) as { key: string }).key;
}, 2 * LONG_MS);
afterAll(async () => {
  for (const child of running.reverse()) {
    const ended = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGKILL')) await ended;
  }
  rmSync(root, { recursive: true, force: true });
}, LONG_MS);

type Answer = { status: number; headers: Record<string, unknown>; first: string };

/** Over TLS by its name, at this address; `first` is what came first of the body. */
const ask = (at: number, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: at,
        path,
        servername: NAME,
        rejectUnauthorized: false,
        headers: { host: `${NAME}:${at}`, ...headers },
      },
      (answer) =>
        answer.once('data', (chunk) => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, first: String(chunk) });
          answer.destroy();
        }),
    );
    asked.once('error', reject);
    asked.end();
  });

const isHere = (program: string): boolean => spawnSync(program, [program === 'nginx' ? '-v' : 'version']).status === 0;

async function caddy(folder: string, at: number): Promise<string> {
  const log = join(folder, 'ocop.log');
  const text = sample('Caddyfile')
    .replace('{$OCOP_NAME:ocop.example.gov.vn} {', `${NAME}:${at} {\n\ttls internal`)
    .replace('/var/log/caddy/ocop.log', log);
  const options = `{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\tstorage file_system ${folder}\n}\n`;
  writeFileSync(join(folder, 'Caddyfile'), options + text);
  begin('caddy', ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
    OCOP_PORT: String(port),
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  });
  return log;
}

async function nginx(folder: string, at: number): Promise<string> {
  const log = join(folder, 'ocop.log');
  const { cert, key: pem } = await selfSigned(Date.now(), [{ type: 2, value: NAME }]);
  writeFileSync(join(folder, 'fullchain.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), pem);
  const site = sample('nginx.conf')
    .replace('listen 443', `listen 127.0.0.1:${at}`)
    .replaceAll('/etc/ssl/ocop', folder)
    .replace('127.0.0.1:7070', `127.0.0.1:${port}`)
    .replace('/var/log/nginx/ocop.log', log);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((n) => `${n}_temp_path ${folder}/${n};`)
    .join(' ');
  // One process: nothing outlives the one that is killed.
  const conf = `daemon off; master_process off; pid ${folder}/pid; error_log stderr error; events {} http { ${places}\n${site}\n}\n`;
  writeFileSync(join(folder, 'nginx.conf'), conf);
  begin('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder]);
  return log;
}

describe.each([
  ['caddy', caddy],
  ['nginx', nginx],
] as const)('%s', (program, start) => {
  test.runIf(isHere(program))('in front, as its sample has it', { timeout: 2 * LONG_MS }, async () => {
    const at = await getPort();
    const folder = join(root, program);
    mkdirSync(folder);
    const log = await start(folder, at);
    const health = await eventually(
      () => ask(at, '/healthz').catch(() => undefined),
      (answer) => answer?.status === 200,
      LONG_MS,
    );
    // It is known that TLS ends in front: only then is this said.
    expect(health?.headers['strict-transport-security']).toContain('max-age');
    expect((await ask(at, '/sign-in')).first).toContain('<html');
    // The first word of what stays open comes at once, through whatever stands in between.
    const changes = await ask(at, '/v1/changes', { authorization: `Bearer ${key}`, accept: 'text/event-stream' });
    expect([changes.status, changes.headers['content-type']]).toEqual([200, expect.stringContaining('event-stream')]);
    await ask(at, '/feeds/secret-of-somebody.ics');
    const logged = await eventually(
      async () => readFileSync(log, 'utf8'),
      (text) => text.includes('/feeds/'),
      LONG_MS,
    );
    expect(logged).not.toContain('secret-of-somebody');
    expect(logged).not.toContain(key);
  });
});
