import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { addProduct } from '../test/world.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

let s: Served;
const second = '66-2022-tieu-mau-1';
beforeAll(async () => {
  s = await served();
  await addProduct(s, 'tieu-mau');
});
afterAll(() => s.close());

const inBulk = (command: string, body: object, { by = COMMUNE, query = '', headers = {} } = {}) =>
  s.ask(`/v1/in-bulk/product-cycles/${command}${query}`, { by, body, headers });
const rowsOf = (answer: { body: any }) => answer.body.rows.map((r: any) => r.code ?? r.outcome);
const both = () => [
  { id: s.cycle, input: { entry: 'awareness' } },
  { id: second, input: { entry: 'awareness' } },
];

describe('one command on many', () => {
  const key = randomUUID();
  test('a preview says what each row would come to, and writes nothing', async () => {
    const answer = await inBulk('start-cycle', { rows: both() }, { query: '?preview' });
    expect(answer, answer.text).toMatchObject({ status: 200, body: { done: 2, refused: 0 } });
    expect(rowsOf(answer)).toEqual(['preview', 'preview']);
    expect((await s.ask(`/v1/product-cycles/${second}`, { by: COMMUNE })).status).toBe(404);
  });
  test('each row has its own result, and one that is refused keeps none of the others from being done', async () => {
    const rows = [
      ...both(),
      { id: 'no such id', input: {} },
      { id: '66-2022-mit-mau-1', input: { entry: 'awareness' } },
    ];
    const answer = await inBulk('start-cycle', { rows }, { headers: { 'Idempotency-Key': key } });
    expect(answer, answer.text).toMatchObject({ status: 200, body: { done: 2, refused: 2 } });
    expect(rowsOf(answer).slice(0, 3)).toEqual(['appended', 'appended', 'ID_INVALID']);
    expect(answer.body.rows[3].sentences.vi).toMatch(/Cần vai trò/);
  });
  test('the same key again does nothing twice', async () => {
    const answer = await inBulk('start-cycle', { rows: both() }, { headers: { 'Idempotency-Key': key } });
    expect(rowsOf(answer)).toEqual(['already-applied', 'already-applied']);
  });
  test('permission is asked for each row as for a command alone', async () => {
    const rows = [{ id: s.cycle }, { id: second }];
    const answer = await inBulk('identify-potential', { rows }, { by: PRODUCER });
    // The second is another producer’s: it is not there for this one.
    expect(rowsOf(answer)).toEqual(['ROLE_MISSING', 'UNKNOWN_RESOURCE']);
    expect(rowsOf(await inBulk('identify-potential', { rows }, { by: DISTRICT }))).toEqual(['appended', 'appended']);
  });
  test('a decision that rests on what was seen needs what was seen, per row', async () => {
    for (const id of [s.cycle, second])
      await s.ask(`/v1/product-cycles/${id}/register-idea`, { by: COMMUNE, body: { summary: 'Ý tưởng' } });
    const { seen } = await s.executor.look(productCycle, second);
    const rows = [{ id: s.cycle }, { id: second, seen }];
    expect(rowsOf(await inBulk('select-idea', { rows }, { by: DISTRICT }))).toEqual(['IF_MATCH_REQUIRED', 'appended']);
  });
  test('what is wrong with the rows themselves is said before any is given', async () => {
    const refused = async (body: object) => (await inBulk('remind-now', body)).body.code;
    expect(await refused({ rows: [] })).toBe('INPUT_INVALID');
    expect(await refused({ rows: [{ id: s.cycle }, { id: s.cycle }] })).toBe('ROW_TWICE');
    expect(await refused({ rows: Array.from({ length: 201 }, (_, i) => ({ id: `x-${i}` })) })).toBe('INPUT_INVALID');
    expect(await refused({ rows: [{ id: s.cycle, extra: 1 }] })).toBe('FIELD_UNKNOWN');
    expect((await inBulk('fly-away', { rows: [{ id: s.cycle }] })).body.code).toBe('UNKNOWN_COMMAND');
    expect((await s.ask('/v1/in-bulk/product-cycles/remind-now', { by: COMMUNE })).status).toBe(405);
  });
});
