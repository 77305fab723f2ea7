// The store is away: what a read model can answer is answered and marked with its age, nobody waits for the rest.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCommand } from '../domain/registry.ts';
import { COMMUNE, type Served, served } from './world.fixture.ts';

const SINCE = '2022-06-20T02:00:00.000Z';
let s: Served;
let away = false;
let asked = 0;
beforeAll(async () => {
  s = await served((parts) => ({
    executor: {
      ...parts.executor,
      look: async (aggregate, id) => {
        if (away && aggregate.category !== 'account') asked++;
        return parts.executor.look(aggregate, id);
      },
    },
    health: () => ({
      ready: !away,
      parts: [{ name: 'store', ok: !away, since: SINCE, note: { vi: 'không trả lời', en: 'does not answer' } }],
    }),
  }));
  await s.give({ by: COMMUNE, command: getCommand('productCycle', 'StartCycle'), id: s.cycle, input: {} });
  // Names are told as they were last seen.
  expect((await s.ask('/board')).text).toContain('Krông Năng');
  away = true;
});
afterAll(() => s.close());

test.each([
  ['the list', '/v1/product-cycles'],
  ['a timeline', () => `/v1/product-cycles/${s.cycle}/timeline`],
])('%s is answered from the read model, marked with its age', async (_, path) => {
  const answer = await s.ask(typeof path === 'string' ? path : path(), { by: COMMUNE });
  expect(answer.status).toBe(200);
  expect(answer.body.items).toHaveLength(1);
  expect([answer.headers.get('ocop-stale'), answer.headers.get('ocop-stale-since')]).toEqual(['true', SINCE]);
  expect(answer.headers.get('etag')).toBeNull();
  expect(asked).toBe(0);
});

test('the pages say so and show what they know', async () => {
  for (const path of ['/board', `/cycles/${s.cycle}`]) {
    const { status, text } = await s.ask(path);
    expect(status).toBe(200);
    expect(text).toContain('Kho dữ liệu không trả lời');
  }
  expect((await s.ask(`/cycles/${s.cycle}`)).text).toContain('Mở chu trình');
  expect(asked).toBe(0);
});

test('what may be done now rests on the stream: 503 at once, and when to come back', async () => {
  const answer = await s.ask(`/v1/product-cycles/${s.cycle}`, { by: COMMUNE });
  expect(answer).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
  expect(answer.headers.get('retry-after')).toBe('2');
  expect(asked).toBe(0);
});
