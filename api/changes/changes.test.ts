// GET /v1/changes over real HTTP: who hears of what, how one goes on after being cut off, and when it ends.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccounts } from '../../accounts/accounts.ts';
import type { Accounts } from '../../accounts/port.ts';
import { accountsPlace } from '../../cli/accounts-side.ts';
import { addProduct } from '../../test/world.ts';
import { createApi } from '../create-api.ts';
import { listen } from '../listen.ts';
import { COMMUNE, DISTRICT, type Served, served } from '../world.fixture.ts';

type Told = { event: string; id: string | undefined; data: any };
type Ear = { status: number; next(event?: string): Promise<Told>; ended(): Promise<void>; leave(): void };

const OTHER = 'demo-buon-don';
let s: Served;
let subscriptions = 0;
beforeAll(async () => {
  s = await served(({ events }) => ({
    events: {
      ...events,
      subscribe: (options) => {
        subscriptions += 1;
        return events.subscribe(options);
      },
    },
  }));
  await addProduct(s, 'khac', '647-01', 'demo-buon-don-xa-1');
  const begun = await s.ask(`${cycle()}/start-cycle`, { by: COMMUNE, body: { entry: 'awareness' } });
  expect(begun.status, begun.text).toBe(201);
});
afterAll(() => s.close());

const cycle = () => `/v1/product-cycles/${s.cycle}`;
let notes = 0;
const changed = async (): Promise<number> => {
  notes += 1;
  const answer = await s.ask(`${cycle()}/add-note`, { by: DISTRICT, body: { text: `Ghi chú ${notes}` } });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.revision;
};

async function hear(headers: Record<string, string>, url = s.url): Promise<Ear> {
  const cut = new AbortController();
  const response = await fetch(`${url}/v1/changes`, { headers, signal: cut.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function block(): Promise<string | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const one = text.slice(0, end);
        text = text.slice(end + 2);
        return one;
      }
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) return undefined;
      text += value;
    }
  }
  return {
    status: response.status,
    async next(event) {
      for (;;) {
        const one = await block();
        if (one === undefined) throw new Error('it has ended');
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(one)?.[1];
        const told = { event: field('event') ?? '', id: field('id'), data: JSON.parse(field('data') ?? 'null') };
        if (event === undefined || told.event === event) return told;
      }
    },
    async ended() {
      while ((await block()) !== undefined);
    },
    leave: () => cut.abort(),
  };
}
const as = (by: string, id?: string) => ({
  authorization: `Bearer ${by}`,
  ...(id === undefined ? {} : { 'last-event-id': id }),
});

describe('who listens', () => {
  test('hears that a resource is at a revision, and nothing of what it holds', async () => {
    const ear = await hear(as(DISTRICT));
    expect(await ear.next()).toMatchObject({ event: 'ready', id: expect.stringContaining(`@${s.store.epoch}`) });
    const revision = await changed();
    const { data } = await ear.next('change');
    expect(data).toEqual({ resource: 'product-cycles', id: s.cycle, revision, position: expect.any(String) });
    const list = await s.ask('/v1/product-cycles', { by: DISTRICT, headers: { 'Ocop-After': data.position } });
    expect([list.status, list.headers.get('ocop-stale')]).toEqual([200, null]);
    ear.leave();
  });
  test('does not hear of what they may not see, and hears the next thing they may', async () => {
    const [near, far] = [await hear(as(DISTRICT)), await hear(as(OTHER))];
    await far.next('ready');
    await near.next('ready');
    await changed();
    await near.next('change');
    const reset = await s.ask('/v1/accounts/demo-buon-don', { by: OTHER });
    const spoken = { by: OTHER, body: { language: 'vi' }, headers: { 'If-Match': reset.headers.get('etag') ?? '' } };
    const told = await s.ask('/v1/accounts/demo-buon-don/set-contact', spoken);
    expect(told.status, told.text).toBe(200);
    expect((await far.next('change')).data).toMatchObject({ resource: 'accounts', id: 'demo-buon-don' });
    near.leave();
    far.leave();
  });
  test('many are told by one reader of the store', async () => {
    const before = subscriptions;
    const ears = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        hear(as(['demo-province', 'demo-admin', DISTRICT, 'demo-auditor'][i % 4] ?? '')),
      ),
    );
    for (const ear of ears) await ear.next('ready');
    await changed();
    for (const ear of ears) expect((await ear.next('change')).data.id).toBe(s.cycle);
    expect(subscriptions - before).toBeLessThanOrEqual(1);
    for (const ear of ears) ear.leave();
  });
  test('one account has so many open and no more', async () => {
    const ears = await Promise.all(Array.from({ length: 12 }, () => hear(as('demo-signer'))));
    for (const ear of ears) await ear.next('ready');
    const answer = await s.ask('/v1/changes', { by: 'demo-signer' });
    expect([answer.status, answer.body.code]).toEqual([429, 'TOO_MANY_LISTENING']);
    for (const ear of ears) ear.leave();
  });
});

describe('who was cut off', () => {
  test('goes on where they were: the newest of each that changed, once', async () => {
    const ear = await hear(as(DISTRICT));
    const { id } = await ear.next('ready');
    ear.leave();
    await changed();
    const revision = await changed();
    const again = await hear(as(DISTRICT, id));
    await again.next('ready');
    expect((await again.next('change')).data).toMatchObject({ id: s.cycle, revision });
    const later = await changed();
    expect((await again.next('change')).data).toMatchObject({ revision: later });
    again.leave();
  });
  test('by a restart of the server, which ends what it tells at once, too', async () => {
    const first = await listen({ app: createApi(s.parts), port: 0 });
    const ear = await hear(as(DISTRICT), first.url);
    const { id } = await ear.next('ready');
    const from = performance.now();
    await Promise.all([first.close(), ear.ended()]);
    expect(performance.now() - from).toBeLessThan(15_000);
    const revision = await changed();
    const second = await listen({ app: createApi(s.parts), port: 0 });
    const again = await hear(as(DISTRICT, id), second.url);
    await again.next('ready');
    expect((await again.next('change')).data).toMatchObject({ revision });
    await second.close(0);
  });
  test.each([
    ['another history', `0000000000000001@${'0'.repeat(8)}`],
    ['nothing of ours', 'abc'],
    ['a position that is none', (epoch: string) => `99999999999@${epoch}`],
  ])('with an id of %s is told to read everything anew', async (_, id) => {
    const ear = await hear(as(DISTRICT, typeof id === 'string' ? id : id(s.store.epoch)));
    await ear.next('ready');
    expect((await ear.next()).event).toBe('reset');
    ear.leave();
  });
});

describe('it ends', () => {
  test('for who is suspended, within moments', async () => {
    const ear = await hear(as('demo-krong-nang-xa-2'));
    await ear.next('ready');
    const stop = '/v1/accounts/demo-krong-nang-xa-2/suspend-account';
    const done = await s.ask(stop, { by: 'demo-admin', body: { reason: 'mất điện thoại' } });
    expect(done.status, done.text).toBe(200);
    const from = performance.now();
    expect((await ear.next('end')).data.code).toBe('ACCOUNT_IS_SUSPENDED');
    await ear.ended();
    expect(performance.now() - from).toBeLessThan(15_000);
  });
  test('for nobody it begins', async () => {
    expect((await s.ask('/v1/changes')).status).toBe(401);
  });
});

describe('with a session', () => {
  const PASSWORD = 'con đường đèo Mang Yang';
  let accounts: Accounts;
  let real: Served;
  beforeAll(async () => {
    const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
    accounts = await openAccounts({ place, secret: 'b'.repeat(64), secure: false });
    real = await served(() => ({ demo: undefined, accounts, secondFactor: 'roles' }));
  });
  afterAll(async () => {
    await real.close();
    await accounts.close();
  });

  test('it ends with signing out, and listening makes no session last', async () => {
    const made = await accounts.invitations.make({ account: DISTRICT, by: 'quan-tri' });
    const token = 'token' in made ? made.token : '';
    await accounts.invitations.accept({ token, name: DISTRICT, password: PASSWORD });
    const signed = await accounts.signIn({ cookie: undefined, address: '' }, { name: DISTRICT, password: PASSWORD });
    const cookies = 'cookies' in signed ? signed.cookies : [];
    const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
    const ear = await hear({ cookie, origin: new URL(real.url).origin }, real.url);
    await ear.next('ready');
    const [before] = await accounts.sessions.of(DISTRICT);
    expect(await accounts.sessions.lasting([before?.id ?? '', 'khong-co'])).toEqual(new Set([before?.id]));
    const over = accounts.sessions.end(DISTRICT);
    expect((await ear.next('end')).data.code).toBe('ACCOUNT_REQUIRED');
    await ear.ended();
    expect(await over).toBe(1);
  });
  test('it ends with the key of an office system', async () => {
    const made = await accounts.keys.make({
      ...{ account: DISTRICT, name: 'cổng dịch vụ', role: 'district-officer', unit: '650', commands: 'none' as never },
      ...{ reads: true, expiresAt: new Date(Date.now() + 86_400_000).toISOString() },
    });
    const { id, key } = made as { id: string; key: string };
    const ear = await hear(as(key), real.url);
    await ear.next('ready');
    await accounts.keys.revoke(DISTRICT, id);
    expect((await ear.next('end')).data.code).toBe('ACCOUNT_REQUIRED');
  });
});
