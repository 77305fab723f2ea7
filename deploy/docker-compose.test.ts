// Containers cannot be run everywhere, so what the file says is held against what the program knows.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SEARCH_ATTRIBUTES } from '../activities/shape.ts';
import { doneBy, PARTS, type Part } from '../cli/parts.ts';
import packageJson from '../package.json' with { type: 'json' };
import { networkOf } from '../settings/network.ts';
import { readSettings, settingsSchema } from '../settings/settings.ts';
import { FOLDERS } from '../tools/check/layers.ts';

type Service = {
  image: string;
  build?: { context: string; target: string };
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: object;
  restart?: string;
  mem_limit?: string;
  depends_on?: Record<string, { condition: string }>;
  networks?: string[];
  secrets?: string[];
  tmpfs?: string[];
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  pids_limit?: number;
  read_only?: boolean;
  profiles?: string[];
};

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const text = read('docker-compose.yml');
const { services, volumes, networks, secrets } = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
};
const all = Object.entries(services);
const ours = all.filter(([, s]) => s.image.startsWith('ocop:'));
const jobs = new Set(['temporal-schema', 'temporal-namespace']);

/** As compose fills in `${NAME:?…}` and `${NAME:-…}`. */
const filled = (value: string | number): string =>
  String(value).replace(/\$\{(\w+)(?::-)?([^}]*)\}/g, (_, name, otherwise) => example[name] ?? otherwise);
const example: Readonly<Record<string, string>> = { OCOP_PUBLIC_URL: 'https://ocop.example' };

/** What deploy/secrets.sh makes, in a folder of its own. */
const made = mkdtempSync(join(tmpdir(), 'ocop-secrets-'));
afterAll(() => rmSync(made, { recursive: true, force: true }));
const makeSecrets = () => execFileSync('sh', [join(root, 'deploy/secrets.sh')], { cwd: made });
const secretOf = (name: string): string => readFileSync(join(made, 'secrets', name), 'utf8');
makeSecrets();

describe('our own processes', () => {
  test('each part has a service, and nothing else is ours', () => {
    expect(ours.map(([name]) => name).toSorted()).toEqual([...PARTS].toSorted());
    expect(ours.filter(([, s]) => s.build !== undefined)).toHaveLength(1);
    for (const [name, s] of ours) expect(s.command).toEqual(['serve', '--only', name]);
  });
  test.each(ours)('%s: every setting is known, is accepted, and is all that the part needs', (name, s) => {
    const env = Object.fromEntries(
      Object.entries(s.environment ?? {}).map(([k, v]) => [
        k,
        filled(v).replace('/run/secrets', join(made, 'secrets')),
      ]),
    );
    for (const [, name] of JSON.stringify(s.environment).matchAll(/run\/secrets\/([\w-]+)/g))
      expect(s.secrets).toContain(name);
    for (const key of Object.keys(env)) expect(Object.keys(settingsSchema.shape)).toContain(key);
    const settings = readSettings({ ...env, OCOP_DATA: '/data' });
    expect(doneBy(settings, name as Part)[name as Part]).toBe(true);
    expect(() => networkOf(settings)).not.toThrow();
  });
  test('carry the release of the package, on a Node the package wants', () => {
    for (const [, s] of ours) expect(s.image).toBe(`ocop:${packageJson.version}`);
    const nodes = [...read('Dockerfile').matchAll(/^FROM node:([\d.]+)/gm)].map((m) => m[1]);
    expect(new Set(nodes)).toEqual(new Set([packageJson.dependencies.node]));
    expect(read('Dockerfile')).toMatch(/^ENTRYPOINT \["tini", "-e", "143", "--", "node"/m);
    expect(services.api?.build).toEqual({ context: '.', target: 'server' });
  });
  test('every folder the image copies is there and passes .dockerignore', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (\S+) \1$/gm)].map((m) => m[1] as string);
    for (const folder of FOLDERS.filter((name) => existsSync(join(root, name)))) expect(copied).toContain(folder);
    for (const folder of copied) {
      expect(existsSync(join(root, folder))).toBe(true);
      // A file passes with its folder.
      expect(read('.dockerignore').split('\n')).toContain(`!${folder.split('/')[0]}`);
    }
  });
});

describe('every service', () => {
  test.each(all)('%s: pinned, limited, its log bounded', (_name, s) => {
    expect(s.image).toMatch(/:\d+\.\d+(\.\d+)?(-\w+)?$/);
    expect(s.mem_limit).toBeDefined();
    expect(s).toHaveProperty('logging.options.max-size');
  });
  test.each(all)('%s: is published on loopback only, on a port that .env may move', (_name, s) => {
    for (const port of s.ports ?? []) {
      expect(filled(port)).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
      expect(port).toMatch(/:\$\{OCOP_\w+_PORT:-\d+\}:/);
    }
  });
  test.each(all)('%s: can do no more than it must', (name, s) => {
    expect(s).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], pids_limit: 512 });
    if (name !== 'postgres') expect(s.cap_add).toBeUndefined();
    if (!s.image.startsWith('ocop:')) return;
    expect(s).toMatchObject({ read_only: true });
    for (const place of s.tmpfs ?? []) expect(place).toMatch(/noexec,nosuid,size=\d+m$/);
  });
  test.each(all)('%s: comes back, and says whether it is well', (name, s) => {
    if (jobs.has(name)) return expect(s.restart).toMatch(/^on-failure/);
    expect(s.restart).toBe('unless-stopped');
    expect(
      s.healthcheck !== undefined || (s.image.startsWith('ocop:') && /^HEALTHCHECK/m.test(read('Dockerfile'))),
    ).toBe(true);
  });
  test.each(all)('%s: waits for services that exist, and mounts what exists', (_name, s) => {
    for (const [other, { condition }] of Object.entries(s.depends_on ?? {})) {
      expect(Object.keys(services)).toContain(other);
      expect(condition).toBe(jobs.has(other) ? 'service_completed_successfully' : 'service_healthy');
    }
    for (const [from = ''] of (s.volumes ?? []).map((v) => v.split(':')))
      if (from.startsWith('./')) expect(existsSync(join(root, from))).toBe(true);
      else expect(Object.keys(volumes)).toContain(from);
  });
});

test('what must outlive a container is on a volume', () => {
  for (const name of ['kurrentdb', 'postgres', 'relay', 'notary', 'api'])
    expect((services[name]?.volumes ?? []).some((v) => !v.startsWith('./'))).toBe(true);
});

test('a part leaves nothing behind when it goes, but what lies on a volume with a name', () => {
  expect(read('Dockerfile')).not.toMatch(/^VOLUME/m);
  const { volumes: kept = [], tmpfs = [] } = services.worker as Service;
  expect(kept).toEqual([]);
  expect(tmpfs.some((place) => place.startsWith('/data:'))).toBe(true);
});

test('who need not speak to each other cannot', () => {
  const share = (a: string, b: string) => services[a]?.networks?.filter((n) => services[b]?.networks?.includes(n));
  for (const [name, s] of all) {
    expect(s.networks?.length).toBeGreaterThan(0);
    for (const network of s.networks ?? []) expect(Object.keys(networks)).toContain(network);
    const asked = Object.keys(s.depends_on ?? {}).filter((other) => !jobs.has(other));
    for (const other of asked) expect(share(name, other)).not.toEqual([]);
  }
  for (const part of ['worker', 'relay', 'notary']) expect(share(part, 'api')).toEqual([]);
  expect(share('temporal', 'kurrentdb')).toEqual([]);
  expect(share('temporal-ui', 'kurrentdb')).toEqual([]);
  // It knows no accounts: it is there for who asks for it alone.
  expect(services['temporal-ui']?.profiles).toEqual(['temporal-ui']);
});

describe('secrets', () => {
  test('are files, which deploy/secrets.sh makes once, and none stands in an environment', () => {
    const before = Object.keys(secrets).map(secretOf);
    makeSecrets();
    expect(Object.keys(secrets).map(secretOf)).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
    expect(secretOf('vault-url')).toContain(secretOf('vault-password'));
    for (const [name, { file }] of Object.entries(secrets)) expect(file).toBe(`./secrets/${name}`);
    for (const [, s] of all)
      for (const [name, value] of Object.entries(s.environment ?? {}))
        if (/PASSWORD|KEY|_PWD|VAULT_URL/.test(name)) expect(value).toMatch(/^\/run\/secrets\//);
  });
  test('reach nobody who does not ask for them', () => {
    for (const [, s] of all) for (const name of s.secrets ?? []) expect(Object.keys(secrets)).toContain(name);
    expect(services['temporal-ui']?.secrets).toBeUndefined();
    expect(services.worker?.secrets).not.toContain('accounts-key');
  });
  test('what stands in .env is named in its example', () => {
    const asked = [...text.matchAll(/\$\{(\w+)/g)].map((m) => m[1] as string);
    for (const name of asked) expect(read('deploy/example.env')).toMatch(new RegExp(`^${name}=`, 'm'));
  });
});

describe('Temporal', () => {
  test('is the server our tests run', () => {
    const tested = /go\.temporal\.io\/server v([\d.]+)/.exec(read('setup/temporal-cli/go.mod'))?.[1];
    expect(services.temporal?.image).toBe(`temporalio/server:${tested}`);
    for (const job of jobs) expect(services[job]?.image).toBe(`temporalio/admin-tools:${tested}`);
  });
  test('gets every search attribute, and a number of shards that is written down', () => {
    const script = read('deploy/temporal-namespace.sh');
    for (const [name, type] of Object.entries(SEARCH_ATTRIBUTES)) expect(script).toContain(`${name}=${type}`);
    expect(services.temporal?.environment?.NUM_HISTORY_SHARDS).toBe(512);
  });
});
