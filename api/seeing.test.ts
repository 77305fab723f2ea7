// The table of what may be seen, over HTTP: every thing of a province in which everything happened × every role.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grant } from '../demo/install.ts';
import { account } from '../domain/access/account.ts';
import { type Sees, seeing, seeingParts, seesOf, seesPart, seesPersonal } from '../domain/access/seeing.ts';
import { certificateItemFields, fieldsSeen, seenFields } from '../domain/access/seen-fields.ts';
import { relations, type Standing } from '../domain/access/sight.ts';
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import { aggregates, getAggregate } from '../domain/registry.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { certificateItem } from '../projections/certificate-list/certificates.ts';
import { goldenWorld } from '../tools/generate/golden.ts';
import { resourceOf } from './openapi/schemas.ts';
import { viewOf } from './reads/views.ts';
import { routedCommands } from './routed-commands.ts';
import { sampleInput } from './sample-input.fixture.ts';
import { sightOn, standingsOf } from './seeing.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

/** Roles at the district of the scripted products, above them, and at another district. */
const elsewhere = [
  { id: 'demo-chu-tich', role: 'council-chair', unit: '650' },
  { id: 'demo-pho', role: 'council-deputy', unit: '650' },
  { id: 'demo-thu-ky', role: 'council-secretary', unit: '650' },
  { id: 'demo-thu-ky-tinh', role: 'council-secretary', unit: '66' },
  { id: 'demo-thu-ky-khac', role: 'council-secretary', unit: '655' },
  { id: 'demo-ky-huyen', role: 'signer', unit: '650' },
  { id: 'demo-ky-khac', role: 'signer', unit: '655' },
  { id: 'demo-thanh-tra-huyen', role: 'auditor', unit: '650' },
  { id: 'demo-thanh-tra-khac', role: 'auditor', unit: '655' },
];
const accounts = [
  ...[COMMUNE, DISTRICT, PRODUCER, 'demo-krong-nang-xa-2', 'demo-ea-sup', 'demo-province', 'demo-signer'],
  ...['demo-admin', 'demo-auditor', 'demo-tu-van', 'demo-ngoi-khong', 'demo-so', 'demo-so-che'],
  'demo-tu-van-mau',
  ...elsewhere.map(({ id }) => id),
];

type Thing = { aggregate: Aggregate; id: string; state: object };
let s: Served;
let there: readonly Thing[];
/** per account how it stands to each thing, in their order */
const standings = new Map<string, readonly (readonly Standing[])[]>();

beforeAll(async () => {
  s = await served(() => ({ requestsPerMinute: 0 }), goldenWorld);
  await grant(s.give, { id: 'demo-tu-van', role: 'adviser', unit: '66' });
  await grant(s.give, { id: 'demo-ngoi-khong', role: 'council-member', unit: '650' });
  for (const one of elsewhere) await grant(s.give, one);
  await grant(s.give, { id: 'demo-so', role: 'department-officer', unit: '66' });
  await s.give({
    by: 'installation',
    command: account.commands.get('GrantRole') as never,
    id: 'demo-so-che',
    input: { grant: 'x', province: '66', role: 'department-officer', unit: '66', from: '2020-01-01', groups: ['tea'] },
  });
  await s.give({
    by: 'installation',
    command: account.commands.get('GrantRole') as never,
    id: 'demo-tu-van-mau',
    input: { grant: 'x', province: '66', role: 'adviser', unit: '66', from: '2020-01-01', products: [s.product] },
  });
  const streams = new Set((await s.store.readAll({ limit: 100_000 })).map((e) => e.stream));
  there = await Promise.all(
    [...streams].map(async (stream) => {
      const { category, id } = splitStream(stream);
      const aggregate = getAggregate(category);
      return { aggregate, id, state: (await s.executor.look(aggregate, id)).state as object };
    }),
  );
  await s.ask('/healthz');
  for (const id of accounts) {
    const { state } = await s.executor.look(account, id);
    const sight = await sightOn(s.parts, { id, state, today: dayOf(s.now()) });
    standings.set(id, await Promise.all(there.map((thing) => standingsOf(s.parts, sight, thing))));
  }
}, 120_000);
afterAll(() => s.close());

const seesIt = (by: string, thing: Thing): Sees => seesOf(thing.aggregate.resource, standingOf(by, thing));
const standingOf = (by: string, thing: Thing) => standings.get(by)?.[there.indexOf(thing)] ?? [];
const pathOf = ({ aggregate, id }: Thing) => `/v1/${aggregate.resource}/${id}`;
const told = ({ body }: { body: any }, id: string) => {
  const { requestId: _, ...rest } = body;
  return JSON.parse(JSON.stringify(rest).replaceAll(id, '{id}'));
};

test('each field of each resource, and of the list of certificates, stands in the table', () => {
  for (const aggregate of aggregates) {
    const { decided, atWork } = seenFields[aggregate.resource] ?? { decided: [], atWork: [] };
    expect([...decided, ...atWork].sort(), aggregate.resource).toEqual(Object.keys(viewOf(aggregate).shape).sort());
  }
  const { decided, atWork } = certificateItemFields;
  expect([...decided, ...atWork].sort()).toEqual(Object.keys(certificateItem.shape).sort());
});

describe.each(accounts)('%s', (by) => {
  test('is shown of each thing what the table says, and is told of no other that it is there', async () => {
    const unknown = new Map<Aggregate, object>();
    for (const thing of there) {
      const sees = seesIt(by, thing);
      const answer = await s.ask(pathOf(thing), { by });
      const what = `${by} ${pathOf(thing)} ${sees}`;
      if (sees === 'nothing') {
        const id = absent(thing.id);
        const none = unknown.get(thing.aggregate) ?? told(await s.ask(pathOf({ ...thing, id }), { by }), id);
        unknown.set(thing.aggregate, none);
        expect([answer.status, told(answer, thing.id)], what).toEqual([404, none]);
        continue;
      }
      expect(answer.status, what).toBe(200);
      const { resource } = thing.aggregate;
      const fields = fieldsSeen(resource, sees);
      expect(fields, what).toEqual(expect.arrayContaining(Object.keys(answer.body.state)));
      expect(resourceOf(thing.aggregate).safeParse(answer.body).error, what).toBeUndefined();
      if (sees === 'decided') for (const more of ['board', 'warnings']) expect(answer.body).not.toHaveProperty(more);
      const isShown = resource === 'producers' && seesPersonal(resource, standingOf(by, thing));
      expect('personal' in answer.body, what).toBe(isShown);
    }
  }, 60_000);

  test('is shown the parts that the table says, in place of others nothing', async () => {
    for (const thing of there)
      for (const [name, path] of partsOf(thing.aggregate)) {
        const { status } = await s.ask(`${pathOf(thing)}/${path}`, { by });
        const shown = seesPart(thing.aggregate.resource, name, standingOf(by, thing));
        expect(status === 404, `${by} ${pathOf(thing)}/${path}`).toBe(!shown);
      }
  }, 60_000);

  test('finds in lists what it may see, and totals count nothing else', async () => {
    const visible = (resource: string, as: readonly Sees[]) =>
      there.filter((t) => t.aggregate.resource === resource && as.includes(seesIt(by, t))).map(({ id }) => id);
    const list = async (path: string) => (await s.ask(path, { by })).body as { items: any[]; total: number };
    const cycles = await list('/v1/product-cycles?limit=200');
    expect(cycles.items.map((i) => i.cycle).sort()).toEqual(visible('product-cycles', ['at-work']).sort());
    expect(cycles.total).toBe(cycles.items.length);
    const sessions = await list('/v1/council-sessions?limit=200');
    expect(sessions.items.map((i) => i.id).sort()).toEqual(visible('council-sessions', ['at-work']).sort());
    expect(sessions.total).toBe(sessions.items.length);
    const certificates = await list('/v1/certificates?limit=200');
    expect(certificates.items.map((i) => i.certificate).sort()).toEqual(
      visible('certificates', ['at-work', 'decided']).sort(),
    );
    for (const item of certificates.items) {
      const whole = visible('certificates', ['at-work']).includes(item.certificate);
      expect('toRemedy' in item, `${by} ${item.certificate}`).toBe(whole);
    }
    const months = await list('/v1/certificate-months');
    const dated = certificates.items.filter((i) => i.month !== undefined);
    expect(months.items.reduce((n, m) => n + m.certificates, 0)).toBe(dated.length);
    const duties = await list('/v1/duties?limit=200');
    const units = visible('unit-duties', ['at-work']);
    expect(units).toEqual(expect.arrayContaining(duties.items.map((i) => i.id)));
    const board = (await s.ask('/v1/programme-years/66-2022/duties', { by })).body.units.map((u: any) => u.id);
    expect(units).toEqual(expect.arrayContaining(board));
  });
});

test('a command names no thing that is not seen: whatever revision is guessed, it is answered alike', async () => {
  for (const by of ['demo-ea-sup', 'demo-krong-nang-xa-2'])
    for (const aggregate of aggregates) {
      const thing = there.find((t) => t.aggregate === aggregate && seesIt(by, t) === 'nothing');
      if (!thing) continue;
      const { seen } = await s.executor.look(aggregate, thing.id);
      const some = routedCommands(aggregate).filter((c, i) => c.starts || c.opens || i === 0);
      for (const command of some) {
        const asked = async (id: string, revision?: number) => {
          const path = `${pathOf({ ...thing, id })}/${command.route}?preview`;
          const headers = revision === undefined ? {} : { 'If-Match': `"r${revision}"` };
          const answer = await s.ask(path, { by, body: sampleInput(command.input), headers });
          return JSON.stringify([answer.status, told(answer, id)]);
        };
        const what = `${by} ${pathOf(thing)}/${command.route}`;
        const guessed = [await asked(thing.id, seen), await asked(thing.id, seen + 7)];
        expect(guessed[0], what).toBe(guessed[1]);
        // That an id is taken is told to whoever could take it, and nothing besides.
        if (!command.starts) expect(guessed[0], what).toBe(await asked(absent(thing.id), seen));
        else expect(guessed[0], what).toBe(await asked(thing.id));
      }
    }
}, 120_000);

/** An id of the same shape that nothing has. */
const absent = (id: string): string =>
  /^[0-9a-f]{64}$/.test(id) ? 'e'.repeat(64) : /^\d{2}$/.test(id) ? '11' : id.replace(/[a-z](?=\d*(-\d+)*$)/, 'qq');

/** Of the parts of a resource those that are read by its id alone. */
const partsOf = ({ resource }: Aggregate): readonly (readonly [name: string, path: string])[] => [
  ['timeline', 'timeline'],
  ...Object.keys(seeingParts).flatMap((name) => {
    const [of, part = ''] = name.split('/');
    return of === resource && ['explain', 'results', 'preparation', 'wording'].includes(part)
      ? [[part, part] as const]
      : [];
  }),
];

test('nothing is missing here: everything that may be seen was seen by somebody, and not by everybody', () => {
  const kinds = Object.entries(seeing).filter(([, may]) => may !== 'everybody');
  for (const [resource] of kinds) {
    const things = there.filter((t) => t.aggregate.resource === resource);
    const all = accounts.flatMap((by) => things.map((thing) => seesIt(by, thing)));
    expect(all, resource).toEqual(expect.arrayContaining(['nothing', 'at-work']));
  }
});

test('every relation of the table was met by somebody, and every role met things it does not see', () => {
  const met = new Set(accounts.flatMap((by) => (standings.get(by) ?? []).flat().map(({ relation }) => relation)));
  // Members of the scripted session have no demo account: what they see is asked in council.test.ts.
  expect([...met].sort()).toEqual(relations.filter((relation) => relation !== 'session').sort());
  const whole = new Set(['demo-province', 'demo-admin', 'demo-auditor']);
  for (const by of accounts.filter((id) => !whole.has(id))) {
    const seen = there.map((thing) => seesIt(by, thing));
    expect(seen, by).toEqual(expect.arrayContaining(['nothing', 'at-work']));
  }
});
