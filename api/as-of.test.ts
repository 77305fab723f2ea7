// What was known at a moment in the past, over HTTP: of a fact that was annulled since, and one that was entered later.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

let s: Served;
const path = () => `/v1/product-cycles/${s.cycle}`;
const asOf = async (moment: string, of = path()) => s.ask(`${of}?asOf=${encodeURIComponent(moment)}`, { by: COMMUNE });
const give = async (route: string, by: string, body: object = {}) => {
  const etag = (await s.ask(path(), { by })).headers.get('etag');
  const answer = await s.ask(`${path()}/${route}`, { by, body, headers: etag ? { 'If-Match': etag } : {} });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer;
};

beforeAll(async () => {
  s = await served();
  await give('start-cycle', COMMUNE, { entry: 'idea' });
  s.at('2022-03-01');
  await give('register-idea', PRODUCER, { summary: 'Cà phê' });
  s.at('2022-03-05');
  const selected = await give('select-idea', DISTRICT);
  s.at('2022-03-20');
  await give('annul-facts', DISTRICT, {
    revisions: [selected.body.revision],
    reason: 'Nhầm',
    document: { number: 'CV', date: '2022-03-18' },
  });
});
afterAll(() => s.close());

test('the state is what had been recorded by then; later facts that change it are told beside it', async () => {
  expect((await s.ask(path(), { by: COMMUNE })).body.state.idea.status).toBe('registered');
  const then = await asOf('2022-03-10');
  expect(then).toMatchObject({
    status: 200,
    body: {
      asOf: '2022-03-10T16:59:59.999Z',
      state: { idea: { status: 'selected' } },
      commands: [],
      later: { facts: 1, ofThen: [{ type: 'FactsAnnulled', amends: [then.body.revision] }] },
    },
  });
  expect(then.body.later.ofThen[0].words.vi).not.toBe('');
  expect(then.headers.get('etag'), 'nothing can be decided on a past state').toBeNull();
  expect((await asOf('2022-03-02')).body.state.idea.status).toBe('registered');
  expect((await asOf('2022-02-28')).body.state.idea).toBeUndefined();
});

test('an instant counts to the millisecond, and today is so far', async () => {
  const { items } = (await s.ask(`${path()}/timeline`, { by: COMMUNE })).body;
  const { recordedAt, revision } = items.find((i: { type: string }) => i.type === 'IdeaSelected');
  const before = new Date(Date.parse(recordedAt) - 1).toISOString();
  expect((await asOf(recordedAt)).body.revision).toBe(revision);
  expect((await asOf(before)).body.revision).toBe(revision - 1);
  const now = (await s.ask(path(), { by: COMMUNE })).body;
  expect((await asOf(s.now().slice(0, 10))).body).toMatchObject({ state: now.state, later: { facts: 0 } });
});

test('the timeline stands as it stood: nothing of it was annulled yet', async () => {
  const timeline = `${path()}/timeline`;
  const now = (await s.ask(timeline, { by: COMMUNE })).body;
  const then = (await asOf('2022-03-10', timeline)).body;
  expect(then.total).toBe(now.total - 1);
  const annulledIn = ({ items }: { items: { annulledBy?: number }[] }) =>
    items.filter((i) => i.annulledBy !== undefined);
  expect([annulledIn(now).length, annulledIn(then).length]).toEqual([1, 0]);
});

test.each([
  ['2021-01-01', 404, 'NOT_THERE_YET'],
  ['2099-01-01', 422, 'AS_OF_AHEAD'],
  ['yesterday', 400, 'QUERY_INVALID'],
  ['2022-02-30', 400, 'QUERY_INVALID'],
  ['2022-03-01T25:00:00Z', 400, 'QUERY_INVALID'],
])('%s is answered %i', async (moment, status, code) => {
  expect(await asOf(moment)).toMatchObject({ status, body: { code } });
});

test('lists stand as they stood at the end of a day, by that day’s clock, and say what came later', async () => {
  const list = async (query: string, by = 'demo-province') => (await s.ask(`/v1/product-cycles?${query}`, { by })).body;
  const of = (page: any) => page.items.find(({ cycle }: { cycle: string }) => cycle === s.cycle);
  const [then, before, now] = [await list('asOf=2022-03-10'), await list('asOf=2022-03-02'), await list('')];
  expect(then).toMatchObject({ asOf: '2022-03-10T16:59:59.999Z', later: { facts: 1, ofThen: 0 } });
  expect(of(then).waiting).not.toEqual(of(now).waiting);
  expect(of(before).waiting).toEqual(of(now).waiting);
  expect(now).not.toHaveProperty('asOf');
  expect(await list(`asOf=${s.now().slice(0, 10)}`)).toMatchObject({ items: now.items, later: { facts: 0 } });
  expect((await list('asOf=2022-01-01')).items).toEqual([]);
  for (const path of ['duties', 'certificates', 'certificate-months', 'council-sessions', 'unplaced'])
    expect((await s.ask(`/v1/${path}?asOf=2022-03-10`, { by: 'demo-province' })).body).toMatchObject({
      later: { facts: 1 },
    });
  // What came later is counted over the whole store, which not everybody sees.
  const part = await list('asOf=2022-03-10', COMMUNE);
  expect(of(part).waiting).toEqual(of(then).waiting);
  expect(part).not.toHaveProperty('later');
  for (const [at, code] of [
    ['2031-01-01', 'AS_OF_AHEAD'],
    ['2022-03-10T00:00:00.000Z', 'QUERY_INVALID'],
    ['x', 'QUERY_INVALID'],
  ])
    expect(await list(`asOf=${at}`)).toMatchObject({ code });
});
