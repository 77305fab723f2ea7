import { afterAll, beforeAll, expect, test } from 'vitest';
import { responsibleFor } from '../domain/kernel/command.ts';
import { allRefusals } from '../domain/kernel/refusal.ts';
import { aggregates } from '../domain/registry.ts';
import { commandRoutes } from './commands.ts';
import { statusOf, titles } from './status.ts';
import { type Served, served } from './world.fixture.ts';

let s: Served;
let document: any;
beforeAll(async () => {
  s = await served();
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

test('every documented route is there and asks for an account', async () => {
  for (const [path, methods] of Object.entries<Record<string, unknown>>(document.paths))
    for (const method of Object.keys(methods)) {
      const answer = await s.ask(path.replace('{id}', 'x'), { method: method.toUpperCase() });
      expect(answer, `${method} ${path}`).toMatchObject({ status: 401, body: { code: 'ACCOUNT_REQUIRED' } });
    }
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
