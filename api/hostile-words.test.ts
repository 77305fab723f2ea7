// Words that every JavaScript object answers to, given wherever a caller may give a string.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregates } from '../domain/registry.ts';
import { type StoredEvent, sealEvent } from '../eventstore/envelope.ts';
import { commandRoutes } from './commands.ts';
import { sampleInput } from './sample-input.fixture.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
const accounts = [COMMUNE, DISTRICT, PRODUCER, 'demo-province', 'demo-signer', 'demo-admin'];
let s: Served;
beforeAll(async () => {
  s = await served();
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'awareness' } });
});
afterAll(() => s.close());

const quarantined = () => s.readModels.health().flatMap((model) => model.quarantined);

/** The value with each of its texts in turn, however deep, made the word. */
function withWord(value: unknown, word: string): unknown[] {
  if (typeof value === 'string') return [word];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    withWord(inner, word).map((put) => Object.assign(Array.isArray(value) ? [...value] : { ...value }, { [key]: put })),
  );
}

test('in every field and as a member of every command, and as its id', { timeout: 120_000 }, async () => {
  let turn = 0;
  for (const [path, command] of commandRoutes) {
    const [resource, route] = path.split('/');
    const sample = sampleInput(command.input) as object;
    const own = resource === 'product-cycles' ? s.cycle : resource === 'programme-years' ? '66-2022' : '66';
    for (const word of words) {
      const bodies = [...withWord(sample, word), { ...sample, [word]: 1 }];
      for (const [id, body] of [...bodies.map((b) => [own, b] as const), [word, sample] as const]) {
        const by = accounts[turn++ % accounts.length] as string;
        const { seen } = await s.executor.look(command.aggregate, own);
        const headers = { 'If-Match': `"r${Math.max(0, seen)}"` };
        const answer = await s.ask(`/v1/${resource}/${encodeURIComponent(id)}/${route}`, { by, body, headers });
        expect(answer.status, `${path} ${JSON.stringify(body)} ${answer.text}`).toBeLessThan(500);
      }
    }
  }
  expect(quarantined()).toEqual([]);
});

test('in every address, query and header', { timeout: 120_000 }, async () => {
  for (const word of words) {
    const paths = [
      ...aggregates.flatMap(({ resource }) => [`/v1/${resource}/${word}`, `/v1/${resource}/${word}/timeline`]),
      ...['/v1', '/v1/operations', '/cycles', ''].map((under) => `${under}/${word}`),
      ...['place', 'step', 'state', 'year', 'q', 'sort', 'cursor', 'lang', word].flatMap((name) =>
        ['/board', '/v1/product-cycles', '/v1/product-cycles/summary'].map((at) => `${at}?${name}=${word}`),
      ),
    ];
    for (const path of paths)
      expect((await s.ask(path, { by: COMMUNE, headers: { 'accept-language': word } })).status, path).toBeLessThan(500);
    expect((await s.ask('/v1/product-cycles', { by: word })).status).toBeLessThan(500);
  }
});

test('recorded as a place, and as everything else that is looked up, it damages nothing', async () => {
  const renamed = async (stream: string, to: string, from: readonly string[], word: string) => {
    const events = (await s.store.readStream(stream)) as readonly StoredEvent[];
    await s.store.adopt(
      events.map(({ position: _, hash: __, id: ___, ...event }) => {
        const text = from.reduce((all, one) => all.replaceAll(`"${one}"`, `"${word}"`), JSON.stringify(event.data));
        return sealEvent({ ...event, stream: to, data: JSON.parse(text) });
      }),
    );
  };
  await renamed(`product-${s.product}`, 'product-foreign', ['650-01'], 'constructor');
  await renamed(`productCycle-${s.cycle}`, 'productCycle-66-2022-foreign-1', ['650-01', s.product], 'constructor');
  for (const by of accounts)
    for (const path of [
      '/v1/products/foreign',
      '/v1/product-cycles/66-2022-foreign-1',
      '/v1/product-cycles/66-2022-foreign-1/timeline',
      '/v1/product-cycles?place=constructor',
      '/v1/product-cycles/summary',
      '/cycles/66-2022-foreign-1',
      '/board',
    ])
      expect((await s.ask(path, { by })).status, `${by} ${path}`).toBeLessThan(500);
  expect(quarantined()).toEqual([]);
});
