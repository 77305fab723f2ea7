// `ocop …` as a program: what each command says, changes and refuses.

import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../test/temporal-world.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'ocop-cli-'));
let data: string;
const running: { child: ChildProcess; ended: Promise<unknown> }[] = [];

beforeEach(() => {
  data = join(mkdtempSync(join(root, 'one-')), 'data');
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
  }
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function begin(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, OCOP_PORT: '0', OCOP_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  for (const name of ['out', 'err'] as const)
    child[`std${name}`].on('data', (chunk) => {
      said[name] += chunk;
    });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, ...said }));
  running.push({ child, ended });
  return { said, ended };
}
const ocop = (...args: string[]) => begin(args).ended;
const done = (json: object) => ({ code: 0, out: `${JSON.stringify(json)}\n` });
const refused = (sentence: RegExp) => ({ code: 1, out: '', err: expect.stringMatching(sentence) });

const units = {
  province: { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' },
  units: [
    { code: '650', name: 'huyện Krông Năng', level: 'district' },
    { code: '650-01', name: 'xã Phú Lộc', level: 'commune', parent: '650' },
  ],
};
function unitsFile(content: unknown = units): string {
  const path = join(data, '..', 'units.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The engine's address; it has no Temporal to wait for. */
async function serving(): Promise<string> {
  const { said } = begin(['serve'], { OCOP_TEMPORAL_ADDRESS: `127.0.0.1:${await getPort()}` });
  const address = () => /OCOP is ready at (http:\S+)/.exec(said.out)?.[1];
  return (await eventually(address, (a) => a !== undefined, 45_000)) as string;
}

async function exported() {
  const { code, out, err } = await ocop('export');
  expect(code).toBe(0);
  const lines = out.trimEnd().split('\n');
  const [header, ...events] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const trailer = events.pop();
  const body = `${lines.slice(0, -1).join('\n')}\n`;
  return { header, events, trailer, sha256: createHash('sha256').update(body).digest('hex'), err };
}

describe('ocop init', { timeout: 150_000 }, () => {
  test('registers the units and gives the first roles; the engine then serves the empty province', async () => {
    const made = await ocop('init', unitsFile(), '--json');
    expect(JSON.parse(made.out)).toMatchObject({ ok: true, units: 3, admin: 'quan-tri' });
    expect(JSON.parse(made.out).link).toMatch(/\/invitation\/[\w-]{32}$/);
    const { events } = await exported();
    expect(events.map((e) => e.type)).toEqual([...Array(3).fill('UnitRegistered'), 'RoleGranted']);

    const address = await serving();
    const { key } = JSON.parse(readFileSync(join(data, 'serve.json'), 'utf8')) as { key: string };
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const grant = { grant: 'h', province: '66', role: 'district-officer', unit: '650', from: '2022-01-01' };
    const granted = await fetch(`${address}/v1/accounts/demo-huyen/grant-role`, {
      method: 'POST',
      headers,
      body: JSON.stringify(grant),
    });
    expect(granted.status).toBe(201);
    const unnamed = await fetch(`${address}/board`, { redirect: 'manual' });
    expect([unnamed.status, unnamed.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fboard']);
    const page = await (await fetch(`${address}/board`, { headers })).text();
    expect(page).toContain('huyện Krông Năng');
    expect(page).not.toContain('dữ liệu minh họa');
  });

  test('refuses where a store is, and leaves it alone', async () => {
    await ocop('init', unitsFile());
    const before = await exported();
    expect(await ocop('init', unitsFile())).toMatchObject(refused(/holds a store already.*OCOP_DATA/));
    expect(await exported()).toEqual(before);
  });

  test('refuses what is no units file, and leaves nothing half made', async () => {
    const orphan = { ...units, units: [{ ...units.units[1], parent: '651' }] };
    for (const [content, sentence] of [
      ['{', /^UNITS_FILE_INVALID: .*cannot be read as JSON/],
      [{ units: [] }, /^UNITS_FILE_INVALID: .*province: /],
      [{ ...units, county: 1 }, /^UNITS_FILE_INVALID: .*county/],
      [orphan, /unit\/650-01: .*651/],
    ] as const)
      expect(await ocop('init', unitsFile(content))).toMatchObject(refused(sentence));
    expect(await ocop('init', join(root, 'none.json'))).toMatchObject(refused(/^UNITS_FILE_INVALID: .*none\.json/));
    expect(existsSync(data) ? readdirSync(data) : []).toEqual([]);
  });
});

describe('ocop export', { timeout: 150_000 }, () => {
  test('writes a header, every event, and a trailer whose hash is right; also while the engine runs', async () => {
    await ocop('init', unitsFile());
    const { header, events, trailer, sha256, err } = await exported();
    expect(header).toMatchObject({ ocopExport: 1, epoch: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(trailer).toEqual({ events: events.length, sha256 });
    expect(err).toBe(`${events.length} events\n`);
    for (const event of events) {
      expect(event).toMatchObject({
        stream: expect.any(String),
        revision: expect.any(Number),
        hash: expect.any(String),
      });
      expect(event).not.toHaveProperty('position');
    }
    await serving();
    expect(await exported()).toMatchObject({ header, events, trailer });
  });

  test('without a store says so', async () => {
    expect(await ocop('export')).toMatchObject(refused(/^STORE_MISSING: There is no store at .*events\.sqlite/));
    expect(existsSync(data)).toBe(false);
  });
});

describe('ocop demo', { timeout: 240_000 }, () => {
  test('loads the demo year once, and anew only when told to', async () => {
    expect(await ocop('demo', '--json')).toMatchObject(done({ ok: true }));
    const first = await exported();
    expect(first.events.length).toBeGreaterThan(1000);
    expect(await ocop('demo')).toMatchObject(refused(/holds data already\. Use --reset/));
    expect(await ocop('demo', '--reset', '--json')).toMatchObject(done({ ok: true }));
    const second = await exported();
    expect(second.header?.epoch).not.toBe(first.header?.epoch);
    expect(second.events.map((e) => [e.stream, e.type])).toEqual(first.events.map((e) => [e.stream, e.type]));
  });

  test('deletes no real province, and nothing that is in use', async () => {
    await ocop('init', unitsFile());
    const before = await exported();
    expect(await ocop('demo', '--reset')).toMatchObject(refused(/real province, not the demo\. Nothing was deleted/));
    expect(await ocop('demo', '--forward', '7d')).toMatchObject(refused(/not running\. Start it with npm start/));
    const address = await serving();
    expect(await ocop('demo', '--reset')).toMatchObject(refused(/has this store open\. Stop it first/));
    expect(await ocop('demo', '--forward', '7d')).toMatchObject(refused(/serves a real province/));
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await exported()).trailer).toEqual(before.trailer);
  });
});

test('ocop doctor tells every setting and the state of each part', async () => {
  await ocop('init', unitsFile());
  const { code, out } = await ocop('doctor', '--json');
  const { settings, findings } = JSON.parse(out) as Record<string, { name?: string; part?: string; ok?: boolean }[]>;
  expect(code).toBe(0);
  expect(settings).toContainEqual({ name: 'OCOP_DATA', value: data, meaning: expect.stringMatching(/\w/) });
  expect(findings?.map((f) => f.part)).toEqual(['release', 'node', 'sqlite', 'data', 'post', 'server', 'temporal']);
  const blind = await begin(['doctor'], { OCOP_TEMPORAL_BINARY: '/nowhere/temporal' }).ended;
  expect(blind).toMatchObject({ code: 1, out: expect.stringMatching(/^TROUBLE temporal: .*npm start/m) });

  await serving();
  const running = await ocop('doctor');
  expect(running.out.match(/temporal: /g)).toHaveLength(1);
  expect(running).toMatchObject({ code: 1, out: expect.stringMatching(/^TROUBLE temporal: .*out of reach/m) });
  expect(running.out).toMatch(/^ok {6}store: at position/m);
}, 120_000);

test('ocop recover without the engine has its next start read the whole store; without Temporal it says so', async () => {
  await ocop('init', unitsFile());
  writeFileSync(join(data, 'relay.sqlite'), '');
  expect(await ocop('recover', '--json')).toMatchObject(done({ ok: true, at: 'next start' }));
  expect(existsSync(join(data, 'relay.sqlite'))).toBe(false);
  await serving();
  expect(await ocop('recover')).toMatchObject(refused(/^Temporal is out of reach/));
}, 120_000);

test('ocop projections tells the state of the read models, builds one anew, and says what it did', async () => {
  await ocop('init', unitsFile());
  expect(await ocop('projections')).toMatchObject(refused(/not running/));
  await serving();
  expect((await ocop('projections')).out).toMatch(/^product-board 1_\w+: live, caught up at \w+/m);
  expect(await ocop('projections', '--rebuild', 'timeline')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^timeline is built anew, up to \w+\n$/),
  });
  expect(await ocop('projections', '--rebuild', 'nothing')).toMatchObject(refused(/^INPUT_INVALID/));
  expect(await ocop('projections', '--retry')).toMatchObject({ code: 0, out: 'No stream is quarantined.\n' });
  expect(await ocop('projections', '--skip', 'unitTree-66', '--reason', 'x')).toMatchObject(
    refused(/^NOT_QUARANTINED/),
  );
  const { interventions } = JSON.parse((await ocop('projections', '--json')).out);
  expect(interventions).toMatchObject([{ what: 'rebuild', name: 'timeline', by: 'ocop-cli' }]);
}, 120_000);

test.each([['nonsense'], ['demo', '--forward', 'soon'], ['projections', '--skip', 'x'], ['init']])(
  'wrong use (ocop %s …) ends with 2',
  async (...args) => {
    expect(await ocop(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage: ocop') });
  },
  30_000,
);
