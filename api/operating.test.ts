// What operators meet: health, operations, outages, limits, logs, the address it listens on.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReleaseTooOld } from '../eventstore/history.ts';
import { StoreError } from '../eventstore/port.ts';
import { VaultError } from '../vault/port.ts';
import { createApi } from './create-api.ts';
import { listen } from './listen.ts';
import { COMMUNE, plainStatus, type Served, served } from './world.fixture.ts';

let s: Served;
let fault: Error | undefined;
let isReady = true;
beforeAll(async () => {
  s = await served((parts) => ({
    executor: {
      ...parts.executor,
      look: async (aggregate, id) => {
        if (fault && aggregate.category !== 'account') throw fault;
        return parts.executor.look(aggregate, id);
      },
    },
    health: () => ({
      ready: isReady,
      parts: [
        {
          name: 'temporal',
          ok: isReady,
          since: '2022-06-20T02:00:00.000Z',
          note: { vi: 'chưa kết nối', en: 'not connected' },
        },
      ],
    }),
  }));
});
afterAll(() => s.close());

test('healthz and readyz need no account; not ready is 503 and says which part', async () => {
  expect(await s.ask('/healthz')).toMatchObject({ status: 200, body: { alive: true, release: 'test' } });
  expect((await s.ask('/readyz')).status).toBe(200);
  isReady = false;
  const answer = await s.ask('/readyz');
  isReady = true;
  expect(answer).toMatchObject({
    status: 503,
    body: { ready: false, parts: [{ name: 'temporal', ok: false, note: 'chưa kết nối' }] },
  });
});

describe('what goes wrong behind the API', () => {
  const read = async (error: Error) => {
    fault = error;
    const answer = await s.ask('/v1/products/x', { by: COMMUNE });
    fault = undefined;
    return answer;
  };
  test('a store that does not answer: 503, to be tried again', async () => {
    const answer = await read(new StoreError('STORE_UNAVAILABLE', 'disk gone'));
    expect(answer).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
    expect(answer.headers.get('retry-after')).toBe('2');
  });
  test.each(['STORE_FULL', 'STORE_READ_ONLY'] as const)('%s: 503, and waiting alone does not help', async (code) => {
    const answer = await read(new StoreError(code, 'disk'));
    expect(answer).toMatchObject({ status: 503, body: { code } });
    expect(answer.headers.get('retry-after')).toBeNull();
  });
  test('a vault that cannot write: 503, nothing was recorded', async () => {
    expect(await read(new VaultError('VAULT_UNAVAILABLE', 'disk full'))).toMatchObject({
      status: 503,
      body: { code: 'VAULT_UNAVAILABLE' },
    });
  });
  test('an event of a newer release: 503 RELEASE_TOO_OLD', async () => {
    expect(await read(new ReleaseTooOld('v9'))).toMatchObject({ status: 503, body: { code: 'RELEASE_TOO_OLD' } });
  });
  test('a bug: 500 with the request id and nothing else; the stack is in the log', async () => {
    const answer = await read(new Error('secret detail'));
    expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL_ERROR' } });
    expect(answer.text).not.toContain('secret detail');
    expect(answer.body.detail).toContain(answer.body.requestId);
    expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId);
    expect(s.logged.some((l) => l.includes('secret detail') && l.includes(answer.body.requestId))).toBe(true);
  });
});

describe('operations', () => {
  const forward = (by: string, body: unknown) => s.ask('/v1/operations/demo-forward', { by, body });
  test('run for the role that may, with checked input', async () => {
    expect(await forward('demo-admin', { by: '7d' })).toMatchObject({
      status: 200,
      body: { outcome: 'done', result: { moved: '7d' } },
    });
    expect(await forward('demo-admin', { by: 'x' })).toMatchObject({ status: 422, body: { code: 'INPUT_INVALID' } });
    expect(await forward(COMMUNE, { by: '7d' })).toMatchObject({ status: 403, body: { code: 'ROLE_MISSING' } });
    for (const name of ['constructor', 'nothing'])
      expect(await s.ask(`/v1/operations/${name}`, { by: 'demo-admin', body: {} })).toMatchObject({
        status: 404,
        body: { code: 'UNKNOWN_COMMAND' },
      });
  });
});

test('logs carry a sane request id and the path, never credentials, queries or bodies', async () => {
  const headers = { 'X-Request-Id': 'walk-7' };
  await s.ask('/v1/product-cycles?q=timkiem', { by: COMMUNE, headers });
  await s.ask('/v1/producers/p/register-producer', { by: COMMUNE, body: { name: 'bi-mat' } });
  const forged = await s.ask('/healthz', { headers: { 'X-Request-Id': 'a b"{' } });
  expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  const log = s.logged.join('');
  expect(log).toContain('"id":"walk-7"');
  expect(log).toContain('/v1/product-cycles');
  expect(log).not.toMatch(/Bearer|timkiem|bi-mat/);
});

test('too many requests: 429 with Retry-After; health is not counted', async () => {
  const few = await served(() => ({ requestsPerMinute: 2 }));
  const answers = [];
  for (let i = 0; i < 3; i++) answers.push(await few.ask('/v1/product-cycles', { by: COMMUNE }));
  const health = await few.ask('/healthz');
  await few.close();
  expect(answers.map((a) => a.status)).toEqual([200, 200, 429]);
  expect(answers[2]?.body.code).toBe('TOO_MANY_REQUESTS');
  expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(health.status).toBe(200);
});

describe('listening', () => {
  test('a name that is not this machine’s is not answered while only this machine may ask', async () => {
    const status = (host: string) => plainStatus(`${s.url}/board`, { host });
    const { port } = new URL(s.url);
    expect(await status('evil.example')).toBe(421);
    expect(await status(`localhost:${port}`)).toBe(200);
    expect(await status(`[::1]:${port}`)).toBe(200);
  });
  test('a port in use is a typed error that names it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(listen({ app: createApi(s.parts), port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(String(port)),
    });
    other.close();
  });
});
