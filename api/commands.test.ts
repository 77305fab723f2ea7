import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOf } from '../demo/year-plan.ts';
import { seeing } from '../domain/access/seeing.ts';
import { moveStream } from '../domain/joining/moved-streams.ts';
import { type Command, splitStream } from '../domain/kernel/aggregate.ts';
import { openYear, programmeYear } from '../domain/programme-year/programme-year.ts';
import { getAggregate } from '../domain/registry.ts';
import { beginDuties } from '../domain/unit-duties/beginning.ts';
import { type EventToAppend, sealEvent } from '../eventstore/envelope.ts';
import { convened, SESSION } from '../test/council-world.ts';
import { addProduct } from '../test/world.ts';
import { commandRoutes } from './commands.ts';
import { sampleInput } from './sample-input.fixture.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

let s: Served;
beforeAll(async () => {
  s = await served();
});
afterAll(() => s.close());

const start = (by = COMMUNE, headers = {}) =>
  s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by, body: { entry: 'awareness' }, headers });

describe('a product’s first steps over HTTP', () => {
  const key = randomUUID();
  test('its first fact is 201 with ETag, Location and position', async () => {
    const answer = await start(COMMUNE, { 'Idempotency-Key': key });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body).toMatchObject({ outcome: 'appended', revision: 0 });
    expect(answer.body.position).toMatch(/\d/);
    expect(answer.headers.get('etag')).toBe('"r0"');
    expect(answer.headers.get('location')).toBe(`/v1/product-cycles/${s.cycle}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('ocop-clock')).toBe('2022-02-10T02:00:00.000Z');
  });
  test('the same key and body again: already applied, same revision and position', async () => {
    const again = await start(COMMUNE, { 'Idempotency-Key': key.toUpperCase() });
    expect(again).toMatchObject({ status: 200, body: { outcome: 'already-applied', revision: 0 } });
  });
  test('the same key with another body: 422 COMMAND_ID_REUSED', async () => {
    const other = await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, {
      by: COMMUNE,
      body: { entry: 'idea' },
      headers: { 'Idempotency-Key': key },
    });
    expect(other).toMatchObject({ status: 422, body: { code: 'COMMAND_ID_REUSED' } });
  });
  test('starting it twice is a conflict with its own code', async () => {
    expect(await start()).toMatchObject({ status: 409, body: { code: 'CYCLE_EXISTS' } });
  });
  test('a command without body needs no content type', async () => {
    const answer = await s.ask(`/v1/product-cycles/${s.cycle}/identify-potential`, { by: COMMUNE, method: 'POST' });
    expect(answer, answer.text).toMatchObject({ status: 200, body: { outcome: 'appended' } });
  });
  test('a problem says code and both sentences, in the reader’s language', async () => {
    const vi = await start();
    expect(vi.headers.get('content-type')).toContain('application/problem+json');
    expect(vi.body.detail).toBe(vi.body.sentences.vi);
    expect(vi.body).toMatchObject({ type: '/docs#CYCLE_EXISTS', status: 409, requestId: expect.any(String) });
    const en = await start(COMMUNE, { 'Accept-Language': 'en-GB,en;q=0.9' });
    expect(en.body.detail).toBe(en.body.sentences.en);
    expect(en.headers.get('content-language')).toBe('en');
    expect(en.body.sentences.en).not.toBe(en.body.sentences.vi);
  });
});

test('a preview says what would be written and how many cycles it concerns, and writes nothing', async () => {
  const plan = { ...planOf(2022), closesOn: '2022-11-30' };
  const before = await s.executor.look(programmeYear, '66-2022');
  const ask = (by: string, body: object, name: string) =>
    s.ask(`/v1/programme-years/66-2022/${name}?preview`, { by, body, headers: { 'If-Match': `"r${before.seen}"` } });
  const document = { number: '02/KH', date: '2022-02-10' };
  expect(await ask('demo-province', { plan, document }, 'change-year-plan')).toMatchObject({
    status: 409,
    body: { code: 'PLAN_CHANGE_NEEDS_SIGNER' },
  });
  const shown = await ask('demo-signer', { plan, document, openCycles: 0 }, 'confirm-year-plan-change');
  expect(shown, shown.text).toMatchObject({
    status: 200,
    body: { outcome: 'preview', openCycles: 1, writes: [{ en: expect.stringContaining('02/KH') }] },
  });
  const confirm = (openCycles: number) =>
    s.ask('/v1/programme-years/66-2022/confirm-year-plan-change', {
      by: 'demo-signer',
      body: { plan, document, openCycles },
      headers: { 'If-Match': `"r${before.seen}"` },
    });
  expect(await confirm(0)).toMatchObject({ status: 409, body: { code: 'REACH_CHANGED' } });
  expect((await s.executor.look(programmeYear, '66-2022')).revision).toBe(before.revision);
  const idea = await s.ask(`/v1/products/tra-xem-truoc/register-product?preview`, {
    by: COMMUNE,
    body: { province: '66', place: '650-01', producer: `htx-${s.product}`, name: 'Trà', group: 'tea', origin: 'new' },
  });
  expect(idea.body.outcome ?? idea.body.code).toBeDefined();
  expect(await s.ask('/v1/products/tra-xem-truoc', { by: COMMUNE })).toMatchObject({ status: 404 });
});

describe('decisions on what was seen', () => {
  const path = () => `/v1/product-cycles/${s.cycle}/select-idea`;
  test('without If-Match 428, malformed 400, stale 412 with who changed what, fresh 200', async () => {
    const idea = await s.ask(`/v1/product-cycles/${s.cycle}/register-idea`, { by: PRODUCER, body: { summary: 'x' } });
    expect(idea.status, idea.text).toBe(200);
    expect(await s.ask(path(), { by: DISTRICT, body: {} })).toMatchObject({
      status: 428,
      body: { code: 'IF_MATCH_REQUIRED' },
    });
    for (const bad of ['r1', '"1"', 'w/"r1"', 'W/r1', '*', '"r01"'])
      expect(await s.ask(path(), { by: DISTRICT, body: {}, headers: { 'If-Match': bad } })).toMatchObject({
        status: 400,
        body: { code: 'IF_MATCH_MALFORMED' },
      });
    const stale = await s.ask(path(), { by: DISTRICT, body: {}, headers: { 'If-Match': '"r0"' } });
    expect(stale).toMatchObject({
      status: 412,
      body: { code: 'STALE_REVISION', changed: { type: 'IdeaRegistered', by: { id: PRODUCER } } },
    });
    expect(stale.body.changed.sentences.vi).toContain('ý tưởng');
    const current = stale.headers.get('etag') as string;
    expect(current).toBe(idea.headers.get('etag'));
    expect(`"r${stale.body.seen}"`).toBe(current);
    // As it comes from a proxy that packs answers.
    const weak = `W/${current}`;
    const done = await s.ask(path(), { by: DISTRICT, body: {}, headers: { 'If-Match': weak } });
    expect(done, done.text).toMatchObject({ status: 200, body: { outcome: 'appended' } });
    expect(`"r${done.body.seen}"`).toBe(done.headers.get('etag'));
    const after = await s.ask(`/v1/product-cycles/${s.cycle}`, { by: DISTRICT });
    expect(`"r${after.body.seen}"`).toBe(after.headers.get('etag'));
  });
  test('of a product nobody knows: 404, with and without If-Match', async () => {
    const unknown = '/v1/product-cycles/66-2022-khong-co-1/select-idea';
    for (const headers of [{}, { 'If-Match': '"r3"' }])
      expect(await s.ask(unknown, { by: DISTRICT, body: {}, headers })).toMatchObject({
        status: 404,
        body: { code: 'UNKNOWN_RESOURCE' },
      });
  });
});

describe('every command', () => {
  beforeAll(async () => {
    await addProduct(s, 'khac', '647-01', 'demo-buon-don-xa-1');
    const moved = { from: 'account-cu', to: 'account-moi', document: { number: '1/CV', date: '2022-01-05' } };
    await s.give({ by: 'demo-province', command: moveStream, id: '66', input: moved });
    const process = async (command: Command, id: string, input = {}) =>
      s.executor.execute({ command, id, input, commandId: command.name, caller: { kind: 'workflow', id: 'w' } });
    await process(openYear, '66-2022');
    expect(await process(beginDuties, DUTIES, { code: '650-01', from: '2004-01-01' })).toMatchObject({
      outcome: 'appended',
    });
    await convened(s, ['tieu']);
    await s.store.adopt([golden('certificate.CertificateBegun', { recognisedOn: '2022-02-10' })]);
    await s.store.adopt([
      golden('letters.LetterRequested'),
      golden('postOffice.PostSet'),
      golden('calendarFeed.FeedOpened'),
      golden('logKeys.RootKeyAnnounced'),
    ]);
  });
  test.each([...commandRoutes])('%s needs a role that who may see everything lacks', async (path, command) => {
    const [resource, route] = path.split('/') as [string, string];
    const id = (command.starts ? newIds : ids())[resource] as string;
    const { seen } = await s.executor.look(command.aggregate, id);
    const answer = await s.ask(`/v1/${resource}/${id}/${route}`, {
      by: 'demo-auditor',
      body: sampleInput(command.input),
      headers: command.restsOn && seen >= 0 ? { 'If-Match': `"r${seen}"` } : {},
    });
    expect(answer.body, answer.text).toMatchObject({
      status: 403,
      code: codes[command.by.kind as keyof typeof codes] ?? 'ROLE_MISSING',
    });
  });
  // What only begins a stream has its own words for an id that is taken.
  test.each([...commandRoutes].filter(([, { starts }]) => !starts))(
    '%s tells another producer nothing of what they may not see',
    async (path, command) => {
      const [resource, route] = path.split('/') as [string, string];
      const there = (command.starts ? newIds : ids())[resource] as string;
      const { seen } = await s.executor.look(command.aggregate, there);
      const give = async (id: string, more: object) => {
        const headers = command.restsOn ? { 'If-Match': `"r${Math.max(0, seen)}"` } : {};
        const body = { ...(sampleInput(command.input) as object), ...more };
        const { status, text } = await s.ask(`/v1/${resource}/${id}/${route}`, { by: 'demo-htx-khac', body, headers });
        const { requestId: _, ...told } = JSON.parse(text.replaceAll(id, '{id}'));
        return { status, told };
      };
      const told = await give(there, {});
      if (seeing[resource] === 'everybody') return expect(told.status).toBe(403);
      expect(told).toEqual(await give(notThere[resource] as string, {}));
      // What is wrong with what was sent is said of both alike.
      const wrong = { member: 1 };
      expect(await give(there, wrong)).toEqual(await give(notThere[resource] as string, wrong));
    },
  );
});

/** As ids may be, and nothing is there. */
const notThere: Readonly<Record<string, string>> = {
  'product-cycles': '66-2022-khong-co-1',
  products: 'khong-co',
  producers: 'htx-khong-co',
  accounts: 'demo-khong-co',
  letters: 'demo-khong-co',
  'council-sessions': '66-2022-khong-co-dot-1',
  certificates: '66-2022-khong-co-1',
  'unit-duties': '66-2022-khongco',
  'calendar-feeds': 'f'.repeat(64),
  'moved-streams': '67',
  'product-codes': '67',
  joinings: 'f'.repeat(64),
};

const codes = {
  named: 'ONLY_THE_OWNER',
  seat: 'NO_SEAT',
  owner: expect.stringMatching(/^(ONLY_THE_OWNER|ROLE_MISSING)$/),
};

/** What a stream begins with that only the process begins, or long after. */
function golden(name: string, today: object = {}): EventToAppend {
  const file = new URL(`../test/golden/${name}.v1.json`, import.meta.url);
  const { id: _i, hash: _h, ...members } = JSON.parse(readFileSync(file, 'utf8')) as EventToAppend;
  const event = sealEvent({
    ...members,
    data: { ...(members.data as object), ...today },
    occurredAt: s.now(),
    recordedAt: s.now(),
  });
  begun[getAggregate(event.stream.split('-')[0] as string).resource] = splitStream(event.stream).id;
  return event;
}
const begun: Record<string, string> = {};

const DUTIES = '66-2022-650-01';
const ids = (): Record<string, string> => ({
  'unit-duties': DUTIES,
  'office-clocks': 'office',
  'log-keys': 'office',
  'product-cycles': s.cycle,
  products: s.product,
  producers: `htx-${s.product}`,
  'programme-years': '66-2022',
  'unit-trees': '66',
  accounts: 'demo-signer',
  calendars: '2022',
  'moved-streams': '66',
  'council-sessions': SESSION,
  ...begun,
});
const newIds: Record<string, string> = {
  certificates: '66-2022-moi-1',
  'post-offices': '66',
  'council-sessions': '66-2022-moi-1',
  'product-cycles': '66-2022-ca-phe-mau-2',
  products: 'san-pham-moi',
  producers: 'chu-the-moi',
  'programme-years': '66-2031',
};
