import { afterAll, beforeAll, expect, test } from 'vitest';
import { responsibleFor } from '../domain/kernel/command.ts';
import { allRefusals } from '../domain/kernel/refusal.ts';
import { aggregates } from '../domain/registry.ts';
import { commandRoutes } from './commands.ts';
import { createApi } from './create-api.ts';
import type { PublicLog } from './parts.ts';
import { statusOf, titles } from './status.ts';
import { type Served, served } from './world.fixture.ts';

let s: Served;
let document: any;
/** The notary's routes are there, and nothing was sealed. */
const nothingSealed = {
  checkpoints: { latest: () => undefined, at: () => undefined, sizes: () => [], lost: () => [] },
  witnesses: [],
  at: async () => undefined,
  tree: () => undefined,
  consistency: () => undefined,
} as unknown as PublicLog;
beforeAll(async () => {
  s = await served(() => ({ security: { contact: 'mailto:x@example.vn', now: Date.now }, publicLog: nothingSealed }));
  document = (await s.ask('/v1/openapi.json')).body;
});
afterAll(() => s.close());

test('every command is documented with its body, its holder and its headers', () => {
  expect(document.openapi).toMatch(/^3\.1/);
  for (const [path, command] of commandRoutes) {
    const [resource, route] = path.split('/');
    const post = document.paths[`/v1/${resource}/{id}/${route}`]?.post;
    expect(post, path).toBeDefined();
    expect(post['x-who-may'], path).toMatchObject({ vi: expect.stringMatching(/./), en: expect.stringMatching(/./) });
    expect(post['x-responsibility'], path).toBe(responsibleFor(command.by)?.id);
    const ifMatch = post.parameters.find((p: { name: string }) => p.name === 'If-Match');
    expect(ifMatch.required ?? false, path).toBe(command.restsOn === 'what-was-seen');
    const body = post.requestBody.content['application/json'].schema;
    expect(Object.keys(body.properties).sort(), path).toEqual(Object.keys(command.input.shape).sort());
    expect(body.additionalProperties, path).toBe(false);
  }
});

test('each resource answers with a schema of its own name', () => {
  for (const { resource, category } of aggregates) {
    const { schema } = document.paths[`/v1/${resource}/{id}`].get.responses['200'].content['application/json'];
    const name = category.charAt(0).toUpperCase() + category.slice(1);
    expect(schema.$ref).toBe(`#/components/schemas/${name}`);
    expect(document.components.schemas[name].properties.state.$ref).toBe(`#/components/schemas/${name}State`);
  }
});

test('every documented route is there and asks for an account, unless it is public', async () => {
  for (const [path, methods] of Object.entries<Record<string, unknown>>(document.paths))
    for (const [method, { security }] of Object.entries<any>(methods)) {
      const answer = await s.ask(path.replaceAll(/\{\w+\}/g, 'x'), { method: method.toUpperCase() });
      if (security === undefined)
        expect(answer, `${method} ${path}`).toMatchObject({ status: 401, body: { code: 'ACCOUNT_REQUIRED' } });
      else {
        expect(security, path).toEqual([]);
        expect(answer.status, `${method} ${path}`).not.toBe(401);
        expect(answer.status, `${method} ${path}`).not.toBe(405);
        expect(answer.body?.code, `${method} ${path}`).not.toBe('UNKNOWN_ROUTE');
        expect(Object.keys(document.paths[path][method].responses), `${method} ${path}`).toContain(
          String(answer.status),
        );
      }
    }
});

/** Each route of the application: its path as documents write it, and the methods it takes. */
function routesOf(stack: readonly any[], under = ''): { path: string; methods: string[] }[] {
  return stack.flatMap((layer) => {
    if (layer.route) {
      const methods = Object.keys(layer.route.methods).filter((method) => method === 'get' || method === 'post');
      // What takes any method is a table of its own: commands and operations, each of them documented.
      return [{ path: under + layer.route.path.replaceAll(/:(\w+)/g, '{$1}'), methods }];
    }
    if (!layer.handle.stack) return [];
    const at = ['/v1', '/public/v1'].find((path) => layer.match(path));
    if (at === undefined) throw new Error('a router stands at a path that this test does not know');
    return routesOf(layer.handle.stack, at);
  });
}

test('every route there is, is documented', () => {
  const routes = routesOf(createApi(s.parts).router.stack);
  expect(routes.length).toBeGreaterThan(70);
  const tables = ['/v1/operations/{name}', '/v1/{resource}/{id}/{command}'];
  const undocumented = routes.filter(({ path, methods }) =>
    tables.includes(path)
      ? methods.length > 0
      : document.paths[path] === undefined || methods.some((method) => document.paths[path][method] === undefined),
  );
  expect(undocumented).toEqual([]);
});

test('a form has from it the words of fields and values, what they stand for and how they must look', () => {
  const of = (path: string) => document.paths[path].post.requestBody.content['application/json'].schema.properties;
  expect(of('/v1/certificates/{id}/record-finding')).toMatchObject({
    result: { 'x-label': { vi: 'Kết quả', en: 'Result' }, 'x-values': { 'to-remedy': { vi: 'Phải khắc phục' } } },
    conclusion: { 'x-kind': 'document', properties: { date: { format: 'date', 'x-label': { vi: 'Ngày ký' } } } },
    remarks: { 'x-kind': 'long-text', maxLength: 4000 },
  });
  expect(of('/v1/council-sessions/{id}/convene-session')).toMatchObject({
    members: { items: { properties: { account: { 'x-kind': 'account', 'x-hint': { en: expect.any(String) } } } } },
    agenda: { 'x-kind': 'cycle' },
  });
  expect(of('/v1/product-cycles/{id}/record-tier-result').mean['x-kind']).toBe('points');
  expect(document['x-field-words'].amountDong).toEqual({ vi: 'Số tiền (đồng)', en: 'Amount (đồng)' });
});

test('no command of the process has a route', () => {
  expect(Object.keys(document.paths).join()).not.toMatch(/open-step|mark-overdue|record-reminder|demo-clock\b/);
});

test('every refusal has an HTTP number with a title, and stands in the documentation in both languages', async () => {
  const vi = (await s.ask('/docs')).text;
  const en = (await s.ask('/docs?lang=en')).text;
  for (const { code } of allRefusals()) {
    expect(titles[statusOf(code)], code).toBeDefined();
    expect(vi).toContain(`id="${code}"`);
    expect(en).toContain(`id="${code}"`);
  }
  expect(vi).toContain('/v1/product-cycles/{id}/select-idea');
  expect(vi).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1)/);
});
