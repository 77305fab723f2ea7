// Containers cannot be run everywhere, so what the file says is held against what the program knows.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SEARCH_ATTRIBUTES } from '../activities/shape.ts';
import { doneBy, PARTS, type Part } from '../cli/parts.ts';
import packageJson from '../package.json' with { type: 'json' };
import { networkOf } from '../settings/network.ts';
import { readSettings, settingsSchema } from '../settings/settings.ts';
import { FOLDERS } from '../tools/check/layers.ts';

type Service = {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: object;
  restart?: string;
  mem_limit?: string;
  depends_on?: Record<string, { condition: string }>;
};

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const text = read('docker-compose.yml');
const { services, volumes } = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const all = Object.entries(services);
const ours = all.filter(([, s]) => s.image.startsWith('ocop:'));
const jobs = new Set(['temporal-schema', 'temporal-namespace']);

/** As compose fills in `${NAME:?…}`. */
const filled = (value: string | number): string =>
  String(value).replace(/\$\{(\w+)[^}]*\}/g, (_, name) => example[name] ?? 'secret');
const example: Readonly<Record<string, string>> = {
  OCOP_PUBLIC_URL: 'https://ocop.example',
  OCOP_ACCOUNTS_KEY: 'a'.repeat(64),
};

describe('our own processes', () => {
  test('each part has a service, and nothing else is ours', () => {
    expect(ours.map(([name]) => name).toSorted()).toEqual([...PARTS].toSorted());
    expect(ours.filter(([, s]) => s.build !== undefined)).toHaveLength(1);
    for (const [name, s] of ours) expect(s.command).toEqual(['serve', '--only', name]);
  });
  test.each(ours)('%s: every setting is known, is accepted, and is all that the part needs', (name, s) => {
    const env = Object.fromEntries(Object.entries(s.environment ?? {}).map(([k, v]) => [k, filled(v)]));
    for (const key of Object.keys(env)) expect(Object.keys(settingsSchema.shape)).toContain(key);
    const settings = readSettings({ ...env, OCOP_DATA: '/data' });
    expect(doneBy(settings, name as Part)[name as Part]).toBe(true);
    expect(() => networkOf(settings)).not.toThrow();
  });
  test('carry the release of the package, on a Node the package wants', () => {
    for (const [, s] of ours) expect(s.image).toBe(`ocop:${packageJson.version}`);
    expect(/^FROM node:([\d.]+)/m.exec(read('Dockerfile'))?.[1]).toBe(packageJson.dependencies.node);
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
  test.each(all)('%s: is published on loopback only', (_name, s) => {
    for (const port of s.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
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

test('passwords come from outside, and every one is named in the example', () => {
  const asked = [...text.matchAll(/\$\{(\w+):\?/g)].map((m) => m[1] as string);
  expect(new Set(asked).size).toBe(5);
  for (const name of asked) expect(read('deploy/example.env')).toMatch(new RegExp(`^${name}=$`, 'm'));
  expect(text.match(/\$\{\w+\}|\$\{\w+:-/g)).toBeNull();
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
