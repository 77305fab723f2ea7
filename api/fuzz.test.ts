// Whatever is sent, the answer is a documented one: never a 5xx, and a refusal changes nothing.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandRoutes } from './commands.ts';
import { sampleInput } from './sample-input.fixture.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

let s: Served;
beforeAll(async () => {
  s = await served();
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'awareness' } });
});
afterAll(() => s.close());

const routes = [...commandRoutes.keys()];
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constant('2022-02-01'), fc.constant('66'));
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyText,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('record'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  record: fc.dictionary(anyText, tie('value'), { maxKeys: 3 }),
})).value;
const anyId = fc.oneof(fc.constant('66-2022-ca-phe-mau-1'), fc.constant('66-2022'), fc.constant('66'), anyText);
const account = fc.constantFrom(COMMUNE, DISTRICT, PRODUCER, 'demo-province', 'demo-signer', 'demo-admin');

test('any body at any command', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), anyId, account, anyJson, async (path, id, by, junk) => {
      const [resource, route] = path.split('/');
      const valid = sampleInput(commandRoutes.get(path)!.input) as object;
      const body = typeof junk === 'object' && junk !== null && !Array.isArray(junk) ? { ...valid, ...junk } : junk;
      const segment = encodeURIComponent(id.toWellFormed());
      const head = (await s.store.head())?.position;
      const answer = await s.ask(`/v1/${resource}/${segment}/${route}`, {
        by,
        body: body ?? null,
        headers: { 'If-Match': '"r0"' },
      });
      expect(answer.status, `${path} ${JSON.stringify(body)} ${answer.text}`).toBeLessThan(500);
      if (answer.status >= 400) {
        expect(answer.body?.code ?? answer.text).toMatch(/^[A-Z_]+$/);
        expect((await s.store.head())?.position).toBe(head);
      }
    }),
    { numRuns: 400 },
  );
});

test('valid bodies with one field changed, at a running product', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), account, anyJson, fc.nat(), async (path, by, junk, which) => {
      const [resource, route] = path.split('/');
      const command = commandRoutes.get(path)!;
      const fields = Object.keys(command.input.shape);
      const body = { ...(sampleInput(command.input) as object), [fields[which % fields.length] as string]: junk };
      const id = resource === 'product-cycles' ? s.cycle : resource === 'programme-years' ? '66-2022' : '66';
      const { seen } = await s.executor.look(command.aggregate, id);
      const answer = await s.ask(`/v1/${resource}/${id}/${route}`, {
        by,
        body,
        headers: { 'If-Match': `"r${Math.max(0, seen)}"` },
      });
      expect(answer.status, `${path} ${JSON.stringify(body)} ${answer.text}`).toBeLessThan(500);
    }),
    { numRuns: 400 },
  );
});

test('any bytes as a body, any query', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, anyText, async (raw, name, value) => {
      const command = await s.ask(`/v1/product-cycles/${s.cycle}/register-idea`, { by: PRODUCER, raw });
      expect(command.status, command.text).toBeLessThan(500);
      const query = new URLSearchParams([[name, value]]).toString();
      for (const path of ['/board', '/v1/product-cycles', `/cycles/${s.cycle}`])
        expect((await s.ask(`${path}?${query}`, { by: COMMUNE })).status).toBeLessThan(500);
    }),
    { numRuns: 150 },
  );
});
