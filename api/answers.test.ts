// What the document says of answers holds: every resource, timeline and list of a province in which everything happened.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import { aggregates, getAggregate } from '../domain/registry.ts';
import { goldenWorld } from '../tools/generate/golden.ts';
import { boardPage, resourceOf, timelinePage } from './openapi/schemas.ts';
import { viewOf } from './reads/views.ts';
import { type Served, served } from './world.fixture.ts';

let s: Served;
let there: readonly { aggregate: Aggregate; id: string; state: object }[];
beforeAll(async () => {
  s = await served(() => ({ requestsPerMinute: 0 }), goldenWorld);
  const streams = new Set((await s.store.readAll({ limit: 100_000 })).map((e) => e.stream));
  there = await Promise.all(
    [...streams].map(async (stream) => {
      const { category, id } = splitStream(stream);
      const aggregate = getAggregate(category);
      return { aggregate, id, state: (await s.executor.look(aggregate, id)).state as object };
    }),
  );
}, 120_000);
afterAll(() => s.close());

const read = (path: string) => s.ask(path, { by: 'demo-province' });

test('every resource and its timeline answer as documented', async () => {
  expect(new Set(there.map((x) => x.aggregate))).toEqual(new Set(aggregates));
  for (const { aggregate, id } of there) {
    const path = `/v1/${aggregate.resource}/${id}`;
    const [resource, timeline] = [await read(path), await read(`${path}/timeline?limit=200`)];
    expect([resource.status, timeline.status], path).toEqual([200, 200]);
    expect(resourceOf(aggregate).safeParse(resource.body).error, path).toBeUndefined();
    expect(timelinePage.safeParse(timeline.body).error, path).toBeUndefined();
  }
}, 120_000);

test('the list of cycles answers as documented', async () => {
  const list = await read('/v1/product-cycles');
  expect(list.body.items.length).toBeGreaterThan(3);
  expect(boardPage.safeParse(list.body).error).toBeUndefined();
});

test('an answer with a member more or one less would be found', async () => {
  const { body } = await read(`/v1/product-cycles/${s.cycle}`);
  const schema = resourceOf(getAggregate('productCycle'));
  const { revision: _, ...less } = body;
  for (const wrong of [less, { ...body, more: 1 }, { ...body, board: { ...body.board, more: 1 } }])
    expect(schema.safeParse(wrong).success).toBe(false);
});

test('of the state all is shown but what the fold remembers for itself', () => {
  const kept = there.flatMap(({ aggregate, state }) => {
    const shown = viewOf(aggregate).parse(state);
    return Object.keys(state).flatMap((key) => (key in shown ? [] : [`${aggregate.category}.${key}`]));
  });
  expect([...new Set(kept)].sort()).toEqual([
    'certificate.amendedAt',
    'certificate.standsSince',
    'councilSession.amendedAt',
    'councilSession.numbers',
    'councilSession.told',
    'postOffice.at',
    'postOffice.mornings',
    'postOffice.wordedAt',
    'producer.amendedAt',
    'product.amendedAt',
    'product.changedAt',
    'product.site',
    'productCycle.amendedAt',
    'productCycle.handedOnLate',
    'productCycle.hands',
    'productCycle.olderPapers',
    'productCycle.papersTold',
    'productCycle.paused',
    'productCycle.remindedByHand',
    'productCycle.site',
    'productCycle.stepOpened',
    'productCycle.toldAt',
    'programmeYear.changedAt',
    'programmeYear.dutiesGiven',
    'unitDuties.amendedAt',
    'unitDuties.begun',
    'unitDuties.plannedAt',
    'unitDuties.takenFrom',
    'unitDuties.toldAt',
    'unitTree.amendedAt',
  ]);
});
