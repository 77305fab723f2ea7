// Each line has its own code and sentences, and changes nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMUNE, type Served, served } from './world.fixture.ts';

let s: Served;
const paper = { number: '1', date: '2022-01-01' };
beforeAll(async () => {
  s = await served();
  const start = { by: COMMUNE, body: { entry: 'awareness' } };
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, start);
});
afterAll(() => s.close());

describe('bad input', () => {
  const to = (route: string, q: Parameters<Served['ask']>[1]) =>
    s.ask(`/v1/product-cycles/${s.cycle}/${route}`, { by: COMMUNE, ...q });
  test.each<[string, () => ReturnType<Served['ask']>, number, string]>([
    ['unknown command', () => to('fly-away', { body: {} }), 404, 'UNKNOWN_COMMAND'],
    ['command of the process', () => to('open-step', { body: {} }), 404, 'UNKNOWN_COMMAND'],
    [
      'demo clock',
      () => s.ask('/v1/demo-clocks/demo/set-demo-clock', { by: 'demo-admin', body: {} }),
      404,
      'UNKNOWN_COMMAND',
    ],
    ['unknown resource', () => s.ask('/v1/dragons/x/fly', { by: COMMUNE, body: {} }), 404, 'UNKNOWN_ROUTE'],
    ['unknown path', () => s.ask('/nowhere'), 404, 'UNKNOWN_ROUTE'],
    ['unknown path of the API', () => s.ask('/v1/nowhere', { by: COMMUNE }), 404, 'UNKNOWN_ROUTE'],
    ['unknown field', () => to('list-idea', { body: { liszt: 1 } }), 422, 'FIELD_UNKNOWN'],
    ['missing field', () => to('list-idea', { body: {} }), 422, 'INPUT_INVALID'],
    ['body that is no object', () => to('list-idea', { body: [] }), 422, 'INPUT_INVALID'],
    ['malformed JSON', () => to('list-idea', { raw: '{"list":' }), 400, 'JSON_MALFORMED'],
    ['lone surrogate', () => to('register-idea', { raw: '{"summary":"\\ud800"}' }), 400, 'JSON_MALFORMED'],
    ['__proto__', () => to('register-idea', { raw: '{"__proto__":{"summary":"x"}}' }), 400, 'JSON_MALFORMED'],
    ['deep nesting', () => to('list-idea', { raw: '['.repeat(5e4) + ']'.repeat(5e4) }), 400, 'JSON_MALFORMED'],
    ['a key twice', () => to('register-idea', { raw: '{"summary":"x","\\u0073ummary":"y"}' }), 400, 'JSON_KEY_TWICE'],
    [
      'bytes that are no UTF-8',
      () => to('register-idea', { raw: Buffer.from('{"summary":"\xe9"}', 'latin1') }),
      400,
      'BODY_NOT_UTF8',
    ],
    ['NUL', () => to('register-idea', { body: { summary: 'x\u0000' } }), 422, 'TEXT_NOT_PLAIN'],
    [
      'a text that runs the other way',
      () => to('register-idea', { body: { summary: '\u202Ex' } }),
      422,
      'TEXT_NOT_PLAIN',
    ],
    [
      'body over 1 MiB',
      () => to('register-idea', { body: { summary: 'x'.repeat(1024 * 1024) } }),
      413,
      'BODY_TOO_LARGE',
    ],
    [
      'wrong type',
      () => to('list-idea', { raw: 'a=b', headers: { 'content-type': 'text/plain' } }),
      415,
      'CONTENT_TYPE_WRONG',
    ],
    [
      'wrong charset',
      () => to('list-idea', { raw: '{}', headers: { 'content-type': 'application/json; charset=latin1' } }),
      415,
      'CONTENT_TYPE_WRONG',
    ],
    [
      'key that is no UUID',
      () => to('list-idea', { body: {}, headers: { 'Idempotency-Key': 'x' } }),
      400,
      'IDEMPOTENCY_KEY_MALFORMED',
    ],
    ['GET of a command', () => to('list-idea', {}), 405, 'METHOD_NOT_ALLOWED'],
    [
      'DELETE of a resource',
      () => s.ask(`/v1/product-cycles/${s.cycle}`, { by: COMMUNE, method: 'DELETE' }),
      405,
      'METHOD_NOT_ALLOWED',
    ],
    [
      'day in the future',
      () => to('identify-potential', { body: { occurredOn: '2022-12-31' } }),
      422,
      'OCCURRED_IN_FUTURE',
    ],
    ['no account', () => to('list-idea', { by: undefined, body: {} }), 401, 'ACCOUNT_REQUIRED'],
    ['unknown account', () => to('list-idea', { by: 'demo-nobody', body: {} }), 401, 'ACCOUNT_UNKNOWN'],
    ['account that is no demo account', () => to('list-idea', { by: 'root', body: {} }), 401, 'ACCOUNT_UNKNOWN'],
    ['wrong role', () => to('list-idea', { by: 'demo-auditor', body: { list: paper } }), 403, 'ROLE_MISSING'],
    ['earlier facts missing', () => to('list-idea', { body: { list: paper } }), 409, 'IDEA_NOT_PENDING'],
    ['id that is none', () => s.ask('/v1/product-cycles/UPPER', { by: COMMUNE }), 404, 'ID_INVALID'],
    ['unknown query parameter', () => s.ask('/v1/product-cycles?stepp=idea', { by: COMMUNE }), 400, 'QUERY_UNKNOWN'],
    ['invalid query parameter', () => s.ask('/v1/product-cycles?limit=201', { by: COMMUNE }), 400, 'QUERY_INVALID'],
    [
      'query parameter given twice',
      () => s.ask('/v1/product-cycles?step=idea&step=rating', { by: COMMUNE }),
      400,
      'QUERY_INVALID',
    ],
    [
      'path that does not decode',
      () => s.ask('/v1/product-cycles/%E0%A4%A', { by: COMMUNE }),
      400,
      'REQUEST_MALFORMED',
    ],
  ])('%s', async (_, asked, status, code) => {
    const before = (await s.store.head())?.position;
    const answer = await asked();
    expect(answer.body, answer.text).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
    expect(answer.body.sentences.vi).not.toBe(answer.body.sentences.en);
    if (status === 401) expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/POST|GET/);
    expect((await s.store.head())?.position).toBe(before);
  });
  test('an invalid field is named by its JSON pointer, in both languages', async () => {
    const { body } = await to('list-idea', { body: { list: { number: '1', date: '2022-02-30' } } });
    expect(body.errors).toMatchObject([{ pointer: '/list/date' }]);
    expect(body.errors[0].sentences).toMatchObject({ vi: expect.any(String), en: expect.any(String) });
  });
  test('it is named with its word, and a choice with the words of its values', async () => {
    const { body } = await s.ask('/v1/products/x/register-product', {
      by: COMMUNE,
      body: { province: '66', place: '65001', producer: 'htx', name: 'Cà phê', group: 'coffee', origin: 'old' },
    });
    expect(body.detail).toBe('Dữ liệu gửi lên chưa đúng: sản phẩm đã có hay mới.');
    expect(body.errors).toMatchObject([
      {
        pointer: '/origin',
        label: { vi: 'sản phẩm đã có hay mới', en: 'existing or new' },
        sentences: { vi: 'Chọn một trong: sản phẩm đã có; sản phẩm mới.' },
      },
    ]);
  });
  test('a rule that refuses a field names it with its word too', async () => {
    const input = {
      province: '66',
      place: '650-01',
      producer: 'khong-co',
      name: 'Cà phê',
      group: 'coffee',
      origin: 'new',
    };
    const { body } = await s.ask('/v1/products/x/register-product', { by: COMMUNE, body: input });
    expect(body.errors).toMatchObject([{ pointer: '/producer', label: { vi: 'chủ thể', en: 'producer' } }]);
  });
  test('a megabyte of faults is answered with a few of them', async () => {
    const keys = Object.fromEntries(Array.from({ length: 45_000 }, (_, i) => [`khong-co-${i}`, 0]));
    const documents = Array.from({ length: 60_000 }, () => ({ number: 7 }));
    for (const body of [keys, { ['x'.repeat(900_000)]: 1 }, { revisions: documents.map(() => 'x') }])
      for (const route of ['list-idea', 'annul-facts']) {
        const { status, text } = await to(route, { body, headers: { 'If-Match': '"r1"' } });
        expect(status).toBe(422);
        expect(text.length, route).toBeLessThan(10_000);
      }
  });
  test('what is wrong is said without patterns and without words of the machine', async () => {
    for (const [path, body] of [
      ['/v1/products/x/register-product', { province: 66, place: 'XÃ', name: '', group: null, origin: 'old' }],
      ['/v1/producers/x/register-producer', { province: 'x', kind: 'y', name: 'z'.repeat(500) }],
      [`/v1/product-cycles/${s.cycle}/list-idea`, { list: { number: 1, date: '2022-02-30', sha256: 'x' } }],
      [`/v1/product-cycles/${s.cycle}/annul-facts`, { revisions: [], reason: 'x', document: { date: 'x' } }],
    ] as const) {
      const { text, body: problem } = await s.ask(path, { by: COMMUNE, body, headers: { 'If-Match': '"r1"' } });
      expect(problem.errors.length).toBeGreaterThan(1);
      expect(text).not.toMatch(/undefined|\^|\\d|regex|instanceof|NaN|mong đợi|expected|received/);
    }
  });
  test('an unknown query parameter is named', async () => {
    const { body } = await s.ask('/v1/product-cycles?stepp=idea', { by: COMMUNE });
    expect(body.detail).toContain('stepp');
  });
});
