// What cannot be opened is told apart, in words that say what to do and never repeat a password.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openKurrentStore } from '../../eventstore/kurrentdb/kurrentdb-store.ts';
import type { EventStore, StoreError } from '../../eventstore/port.ts';
import { type FakeOptions, startFake } from '../kurrentdb-fake/fake.ts';
import { selfSigned } from '../self-signed.ts';
import { eventsOf, newStream, write } from './store-events.ts';

vi.setConfig({ testTimeout: 30_000 });
const TIME_LIMIT_MS = 1000;
/** A busy machine is late by seconds; a connection that nobody watches over is deaf for some twenty. */
const SLACK_MS = 10_000;
const SECRET = 'xu4n-my-8';

async function opened(url: string): Promise<EventStore> {
  const store = await openKurrentStore(url, { timeLimitMs: TIME_LIMIT_MS });
  onTestFinished(() => store.close());
  return store;
}

async function faultOf(url: string): Promise<StoreError> {
  const outcome = await opened(url).catch((error: unknown) => error);
  expect(outcome).toMatchObject({ name: 'StoreError' });
  expect(inspect(outcome, { depth: 10, showHidden: true })).not.toContain(SECRET);
  return outcome as StoreError;
}

async function serverOf(options: FakeOptions = {}) {
  const fake = await startFake(options);
  onTestFinished(() => fake.stop());
  return fake;
}

describe('a wrong connection string', () => {
  const wrong = [
    '',
    'not a url',
    `http://admin:${SECRET}@127.0.0.1:2113`,
    `kurrentdb://admin:${SECRET}@`,
    `kurrentdb://admin:${SECRET}@host:port`,
    `kurrentdb://admin:${SECRET}@host:99999`,
    `kurrentdb://admin:${SECRET}@half@host:2113`,
    `kurrentdb://${SECRET}@host:2113`,
    `kurrentdb://admin:${SECRET}@host:2113?tls=perhaps`,
    `kurrentdb://admin:${SECRET}@host:2113?colour=blue`,
    `kurrentdb://admin:${SECRET}@host:2113?throwOnAppendFailure=false`,
    `kurrentdb://admin:${SECRET}@host:2113?nodePreference=follower`,
    `kurrentdb://admin:${SECRET}@host:2113?keepAliveInterval=soon`,
    `kurrentdb://admin:${SECRET}@host:2113?tlsCAFile=/nowhere/ca.pem`,
  ];
  for (const url of wrong)
    test(JSON.stringify(url.replace(SECRET, '…')), async () => {
      const fault = await faultOf(url);
      expect(fault.code).toBe('STORE_URL_INVALID');
      expect(fault.message).toContain('OCOP_STORE_URL');
    });

  test('the older name of the protocol is no mistake', async () => {
    const { url } = await serverOf();
    await (await opened(url.replace('kurrentdb:', 'esdb:'))).head();
  });
});

describe('a host that cannot be reached', () => {
  test('is tried until the time is up', async () => {
    const started = performance.now();
    const fault = await faultOf(`kurrentdb://admin:${SECRET}@127.0.0.1:1?tls=false`);
    expect(fault.code).toBe('STORE_UNAVAILABLE');
    expect(fault.message).toContain('127.0.0.1:1');
    expect(performance.now() - started).toBeGreaterThan(TIME_LIMIT_MS * 0.8);
    expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS + SLACK_MS);
  });
  test('is opened when it begins to listen meanwhile', async () => {
    const { port, stop } = await startFake();
    await stop();
    const opening = opened(`kurrentdb://127.0.0.1:${port}?tls=false`);
    await serverOf({ port });
    await (await opening).head();
  });
  for (const address of ['kurrentdb+discover://nowhere.invalid:2113', 'kurrentdb://127.0.0.1:1,127.0.0.1:2?tls=false'])
    test(`as a cluster: ${address}`, async () => {
      const started = performance.now();
      expect((await faultOf(address)).code).toBe('STORE_UNAVAILABLE');
      expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS + SLACK_MS);
    });
  test('because it takes connections and says nothing', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const { port } = mute.address() as { port: number };
    for (const tls of [true, false])
      expect((await faultOf(`kurrentdb://127.0.0.1:${port}?tls=${tls}`)).code).toBe('STORE_UNAVAILABLE');
  });
});

const certificate = await selfSigned(Date.now());

describe('encryption', () => {
  test('a server without TLS is not talked to with it', async () => {
    const { port } = await serverOf();
    for (const url of [`kurrentdb://admin:${SECRET}@127.0.0.1:${port}`, `kurrentdb://127.0.0.1:${port}?tls=true`]) {
      const fault = await faultOf(url);
      expect(fault.code).toBe('STORE_TLS_MISMATCH');
      expect(fault.message).toContain('tls=false');
    }
  });
  test('a server with TLS is not talked to without it', async () => {
    const { port } = await serverOf({ tls: certificate });
    const fault = await faultOf(`kurrentdb://admin:${SECRET}@127.0.0.1:${port}?tls=false`);
    expect(fault.code).toBe('STORE_TLS_MISMATCH');
    expect(fault.message).toContain('tls=true');
  });
  test('a certificate that nobody vouches for is named; with its authority, or unverified, the store opens', async () => {
    const { port } = await serverOf({ tls: certificate });
    const url = `kurrentdb://admin:${SECRET}@127.0.0.1:${port}`;
    const fault = await faultOf(url);
    expect(fault.code).toBe('STORE_TLS_MISMATCH');
    expect(fault.message).toContain('tlsCAFile');
    const folder = mkdtempSync(join(tmpdir(), 'ocop-ca-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, certificate.cert);
    for (const options of [`tlsCAFile=${encodeURIComponent(file)}`, 'tlsVerifyCert=false']) {
      const store = await opened(`${url}?${options}`);
      await write(store, eventsOf(newStream(), 0, 1));
    }
  });
});

describe('users', () => {
  const tls = certificate;
  const may = { mayReadAll: true, mayWrite: true };
  const users = {
    ocop: { password: SECRET, ...may },
    'ocop@66': { password: 'a:b@c/d?e', ...may },
    narrow: { password: SECRET, ...may, mayReadAll: false },
    reader: { password: SECRET, ...may, mayWrite: false },
  };
  const urlFor = async (user: string) => {
    const { port } = await serverOf({ users, tls });
    return `kurrentdb://${user}127.0.0.1:${port}?tlsVerifyCert=false`;
  };
  test('one who may do what is needed', async () => {
    for (const user of [`ocop:${SECRET}@`, `${encodeURIComponent('ocop@66')}:${encodeURIComponent('a:b@c/d?e')}@`]) {
      const store = await opened(await urlFor(user));
      const stream = newStream();
      await write(store, eventsOf(stream, 0, 1));
      expect(await store.readStream(stream)).toHaveLength(1);
      expect(await store.readAll()).toHaveLength(1);
    }
  });
  test('a wrong password, and a user nobody knows', async () => {
    for (const user of [`ocop:${SECRET}2@`, `nobody:${SECRET}@`]) {
      const fault = await faultOf(await urlFor(user));
      expect(fault.code).toBe('STORE_CREDENTIALS_WRONG');
      expect(fault.message).toContain('127.0.0.1');
    }
  });
  test('one who may not read $all, one who may not write, and nobody in particular', async () => {
    for (const user of [`narrow:${SECRET}@`, `reader:${SECRET}@`, '']) {
      const fault = await faultOf(await urlFor(user));
      expect(fault.code).toBe('STORE_RIGHTS_MISSING');
      expect(fault.message).toContain('$all');
    }
  });
});

describe('the version of the server', () => {
  for (const version of ['5.0.11.0', '22.10.4.0', '23.6.0.0', '23.9.99', 'unknown', ''])
    test(`${version || 'none'} is too old`, async () => {
      const fault = await faultOf((await serverOf({ version })).url);
      expect(fault.code).toBe('STORE_SERVER_TOO_OLD');
      expect(fault.message).toContain('23.10');
    });
  for (const version of ['23.10.0.0', '24.6.0.0', '25.0.1-rc.2', '26.1.0'])
    test(`${version} is not`, async () => {
      await (await opened((await serverOf({ version })).url)).head();
    });
});
