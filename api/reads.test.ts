import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOf } from '../demo/year-plan.ts';
import { createExecutor } from '../eventstore/execute-command.ts';
import { keepsNothing } from '../eventstore/keeps-nothing.ts';
import type { EventStore } from '../eventstore/port.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { ReadModelBuilding } from '../projections/engine/control.ts';
import { VaultError } from '../vault/port.ts';
import { COMMUNE, DISTRICT, PRODUCER, plainStatus, type Served, served } from './world.fixture.ts';

let s: Served;
let waited: string[] = [];
let behind = false;
let building = false;
let changedInVault: string | undefined;
beforeAll(async () => {
  s = await served((parts) => ({
    reveal: async (ref, commitment) => {
      if (ref === changedInVault) throw new VaultError('VAULT_ROW_DAMAGED', 'it is not what was sealed');
      return parts.reveal(ref, commitment);
    },
    readModels: {
      waitFor: async (position) => {
        waited.push(position);
        return !behind;
      },
    },
    board: {
      ...parts.board,
      list: async (q) => {
        if (building) throw new ReadModelBuilding('product-board');
        return parts.board.list(q);
      },
    },
  }));
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by: COMMUNE, body: { entry: 'idea' } });
});
afterAll(() => s.close());
const cycle = () => `/v1/product-cycles/${s.cycle}`;

describe('one resource', () => {
  test('holds state, board row, clock and ETag, and never answers 304', async () => {
    const answer = await s.ask(cycle(), { by: COMMUNE });
    expect(answer).toMatchObject({
      status: 200,
      body: { id: s.cycle, revision: 0, state: { product: s.product }, board: { cycle: s.cycle } },
    });
    expect(answer.body.clock).toBe(s.now());
    expect(answer.headers.get('etag')).toBe('"r0"');
    const headers = { 'If-None-Match': '"r0"', Authorization: `Bearer ${COMMUNE}` };
    expect(await plainStatus(s.url + cycle(), headers)).toBe(200);
  });
  test('says of each command whether this reader may give it, and why not', async () => {
    const of = async (by: string, name: string) =>
      (await s.ask(cycle(), { by })).body.commands.find((c: { name: string }) => c.name === name);
    expect(await of(PRODUCER, 'RegisterIdea')).toMatchObject({
      allowed: true,
      needsIfMatch: false,
      route: `${cycle()}/register-idea`,
    });
    expect(await of('demo-auditor', 'RegisterIdea')).toMatchObject({
      allowed: false,
      reason: { code: 'ROLE_MISSING' },
    });
    expect(await of(DISTRICT, 'SelectIdea')).toMatchObject({
      allowed: false,
      needsIfMatch: true,
      reason: { code: 'IDEA_NOT_PENDING', sentences: { vi: expect.any(String), en: expect.any(String) } },
    });
    const { commands } = (await s.ask(cycle(), { by: DISTRICT })).body;
    expect(commands.map((c: { name: string }) => c.name)).not.toContain('StartCycle');
    expect(commands.map((c: { name: string }) => c.name)).not.toContain('OpenStep');
  });
  test('every kind of resource can be read by an account, by nobody else', async () => {
    for (const path of [`products/${s.product}`, 'programme-years/66-2022', 'unit-trees/66', 'accounts/demo-signer']) {
      expect(await s.ask(`/v1/${path}`), path).toMatchObject({ status: 401 });
      expect(await s.ask(`/v1/${path}`, { by: 'demo-province' }), path).toMatchObject({
        status: 200,
        body: { commands: expect.any(Array) },
      });
    }
  });
});

describe('personal values of a producer', () => {
  const read = (by: string) => s.ask(`/v1/producers/htx-${s.product}`, { by });
  test('are shown to its commune, district, province and to itself', async () => {
    for (const by of [COMMUNE, DISTRICT, 'demo-province', PRODUCER])
      expect((await read(by)).body.personal, by).toMatchObject({ name: expect.stringContaining('revealed') });
    expect(s.logged.join('')).toContain('"personalRead":"producer-htx-ca-phe-mau"');
  });
  test('are not shown where they are not what was recorded, and that is said', async () => {
    const whole = (await read(COMMUNE)).body;
    changedInVault = whole.personal.name.slice('revealed '.length);
    const { body } = await read(COMMUNE);
    changedInVault = undefined;
    expect(body.personal).toEqual({ ...whole.personal, name: null });
    expect(body.changed).toEqual({ name: { vi: expect.stringContaining('không hiển thị'), en: expect.any(String) } });
    expect(whole).not.toHaveProperty('changed');
  });
  test('are erased on demand by the administrator alone, and the words in their place name the paper', async () => {
    const path = `/v1/producers/htx-${s.product}`;
    const body = { fields: ['name'], ground: 'asked', document: { number: 'ĐN-01', date: '2022-01-05' } };
    const forget = async (by: string) => {
      const { etag } = Object.fromEntries((await s.ask(path, { by })).headers);
      return s.ask(`${path}/forget-values`, { by, body, headers: { 'if-match': etag ?? '' } });
    };
    expect(await forget('demo-province')).toMatchObject({ status: 403, body: { code: 'ROLE_MISSING' } });
    expect(await forget('demo-admin')).toMatchObject({ status: 200, body: { outcome: 'appended' } });
    const { body: told } = await read(COMMUNE);
    expect(told.personal.name).toBeNull();
    expect(told.forgotten.name).toEqual({
      vi: 'Đã xóa theo ĐN-01, 05/01/2022',
      en: 'Forgotten by ĐN-01, 05/01/2022',
    });
  });
  test('and to nobody else', async () => {
    for (const by of ['demo-krong-nang-xa-2', 'demo-ea-sup', 'demo-auditor', 'demo-admin'])
      expect((await read(by)).text, by).not.toContain('revealed');
  });
});

describe('lists', () => {
  test('what lies in a divided commune, and what a unit must act on', async () => {
    const none = await s.ask('/v1/unplaced', { by: COMMUNE });
    expect(none).toMatchObject({ status: 200, body: { items: [] } });
    const acting = (unit: string) => s.ask(`/v1/product-cycles?acting=${unit}`, { by: COMMUNE });
    expect((await acting('650-02')).body).toMatchObject({ items: [], total: 0 });
  });
  test('filter, page and total', async () => {
    const list = (query: string) => s.ask(`/v1/product-cycles${query}`, { by: COMMUNE });
    expect(await list('?place=650&year=2022&limit=1')).toMatchObject({ status: 200, body: { total: 1, next: null } });
    expect(await list('?place=643')).toMatchObject({ body: { total: 0, items: [] } });
    expect((await list('')).headers.get('etag')).toBeNull();
  });
  test('Ocop-After waits for the position, and says when it was not reached', async () => {
    waited = [];
    const ask = () => s.ask('/v1/product-cycles', { by: COMMUNE, headers: { 'Ocop-After': '0000000000000000007' } });
    expect((await ask()).headers.get('ocop-stale')).toBeNull();
    behind = true;
    expect((await ask()).headers.get('ocop-stale')).toBe('true');
    behind = false;
    expect(waited).toEqual(['0000000000000000007', '0000000000000000007']);
    expect(await s.ask('/v1/product-cycles', { by: COMMUNE, headers: { 'Ocop-After': "'; drop" } })).toMatchObject({
      status: 400,
      body: { code: 'OCOP_AFTER_MALFORMED' },
    });
  });
  test('while the read model is being built: 503 with Retry-After', async () => {
    building = true;
    const answer = await s.ask('/v1/product-cycles', { by: COMMUNE });
    building = false;
    expect(answer).toMatchObject({ status: 503, body: { code: 'READ_MODEL_BUILDING' } });
    expect(answer.headers.get('retry-after')).toBe('1');
  });
  test('the timeline tells each fact as a sentence', async () => {
    const answer = await s.ask(`${cycle()}/timeline`, { by: COMMUNE });
    expect(answer).toMatchObject({ status: 200, body: { total: 1, next: null } });
    expect(answer.body.items[0]).toMatchObject({ type: 'CycleStarted', words: { vi: expect.any(String) } });
    expect(await s.ask('/v1/product-cycles/66-2022-khong-co-1/timeline', { by: COMMUNE })).toMatchObject({
      status: 404,
    });
  });
});

test('a product of nearly the same name is registered with a warning', async () => {
  const twin = { province: '66', place: '650-01', producer: `htx-${s.product}`, group: 'coffee-cocoa', origin: 'new' };
  const answer = await s.ask('/v1/products/ca-phe-mau-2/register-product', {
    by: COMMUNE,
    body: { ...twin, name: 'Cà Phê Mẫu' },
  });
  expect(answer).toMatchObject({ status: 201, body: { warnings: [{ code: 'POSSIBLE_DUPLICATE' }] } });
  expect(answer.body.warnings[0].sentences.vi).toContain('Cà phê mẫu (ca-phe-mau)');
});

test('who approves a plan sees what is unusual in it, with its line', async () => {
  const [round] = planOf(2023).rounds;
  const plan = { ...planOf(2023), rounds: [round] };
  const planned = await s.ask('/v1/programme-years/66-2023/plan-year', {
    by: 'demo-province',
    body: { plan },
  });
  const warnings = expect.arrayContaining([expect.objectContaining({ code: 'PLAN_ONE_ROUND', field: '/plan/rounds' })]);
  expect(planned, planned.text).toMatchObject({ status: 201, body: { warnings } });
  const seen = await s.ask('/v1/programme-years/66-2023', { by: 'demo-signer' });
  expect(seen.body).toMatchObject({ warnings });
});

test('a producer whose registration number is that of another is registered with a warning', async () => {
  const register = (id: string, registration: string) =>
    s.ask(`/v1/producers/${id}/register-producer`, {
      by: COMMUNE,
      body: { province: '66', place: '650-01', kind: 'farm', name: 'Trang trại Mẫu', registration },
    });
  const answer = await register('trang-trai-1', 'known');
  expect(answer).toMatchObject({
    status: 201,
    body: { warnings: [{ code: 'SAME_REGISTRATION', details: { producers: ['htx-khac'] } }] },
  });
  expect(answer.body.warnings[0].sentences.vi).toContain('htx-khac');
  expect((await register('trang-trai-2', 'other')).body.warnings).toBeUndefined();
});

test('a damaged history can still be read, says where, and takes no command', async () => {
  const store: EventStore = {
    ...s.store,
    readStream: async (stream, from) =>
      (await s.store.readStream(stream, from)).map((e) =>
        e.type === 'CycleStarted' ? { ...e, data: { ...(e.data as object), place: '643-01' } } : e,
      ),
  };
  const damaged = await served((parts) => ({
    ...parts,
    executor: createExecutor({ store, vault: keepsNothing, clock: s.now, app: 'test', rulebookRef: refOfRulebook }),
  }));
  const read = await damaged.ask(cycle(), { by: COMMUNE });
  const given = await damaged.ask(`${cycle()}/register-idea`, { by: COMMUNE, body: { summary: 'x' } });
  await damaged.close();
  expect(read).toMatchObject({ status: 200, body: { damagedAt: 0 } });
  expect(read.body.commands.every((c: { reason: { code: string } }) => c.reason.code === 'HISTORY_DAMAGED')).toBe(true);
  expect(given).toMatchObject({ status: 409, body: { code: 'HISTORY_DAMAGED' } });
});
