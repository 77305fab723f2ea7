// The search over what was recorded: only of what its reader may see, by person, unit, kind and period, page by page.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addProduct } from '../test/world.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

const PROVINCE = 'demo-province';
let s: Served;
beforeAll(async () => {
  s = await served();
  await addProduct(s, 'tieu-mau');
  const give = async (cycle: string, route: string, by: string, body: object) => {
    const answer = await s.ask(`/v1/product-cycles/${cycle}/${route}`, { by, body });
    expect(answer.status, answer.text).toBeLessThan(300);
  };
  await give(s.cycle, 'start-cycle', COMMUNE, { entry: 'idea' });
  await give('66-2022-tieu-mau-1', 'start-cycle', COMMUNE, { entry: 'idea' });
  s.at('2022-03-01');
  await give(s.cycle, 'register-idea', PRODUCER, { summary: 'Cà phê' });
});
afterAll(() => s.close());

const found = async (query: string, by = PROVINCE) => s.ask(`/v1/facts${query}`, { by });
const typesOf = (answer: { body: any }) => answer.body.items.map(({ type }: { type: string }) => type);

describe('the search over facts', () => {
  test('tells the newest first, each with the thing it is about', async () => {
    const { status, body } = await found('?resource=product-cycles');
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({ type: 'IdeaRegistered', resource: 'product-cycles', id: s.cycle });
    expect(body.items[0].words.vi).toMatch(/\p{L}+/u);
    const positions = body.items.map(({ position }: { position: string }) => position);
    expect(positions).toEqual([...positions].sort().reverse());
    expect(body.next).toBeNull();
  });

  test('holds nothing of what its reader does not see, whatever is asked', async () => {
    const own = await found('?resource=product-cycles', PRODUCER);
    expect(new Set(own.body.items.map(({ id }: { id: string }) => id))).toEqual(new Set([s.cycle]));
    expect((await found('?q=tieu-mau&resource=product-cycles', PRODUCER)).body).toMatchObject({
      items: [],
      next: null,
    });
    expect(typesOf(await found('?resource=accounts', PRODUCER)).length).toBeLessThan(
      typesOf(await found('?resource=accounts')).length,
    );
  });

  test('is narrowed by person, unit, kind, words and period', async () => {
    expect(typesOf(await found(`?account=${PRODUCER}`))).toEqual(['IdeaRegistered', 'StepOpened']);
    const byUnit = (await found('?unit=650-01')).body.items;
    expect(byUnit.length).toBeGreaterThan(0);
    for (const { actor } of byUnit) expect([actor.unit, actor.onBehalfOf]).toContain('650-01');
    expect(new Set(typesOf(await found('?type=CycleStarted')))).toEqual(new Set(['CycleStarted']));
    expect(typesOf(await found('?q=Tiêu mẫu&type=CycleStarted'))).toEqual(['CycleStarted']);
    expect(typesOf(await found('?from=2022-03-01&until=2022-03-01&resource=product-cycles'))).toContain(
      'IdeaRegistered',
    );
    const [{ hash }] = (await found('?type=IdeaRegistered')).body.items;
    expect(typesOf(await found(`?q=${hash}`))).toEqual(['IdeaRegistered']);
    expect((await found(`?account=${DISTRICT}&type=NoSuchThing`)).body.items).toEqual([]);
  });

  test('goes on where a page ended, and skips none', async () => {
    const all = (await found('?quiet=true&limit=200')).body.items.map(({ hash }: { hash: string }) => hash);
    const paged: string[] = [];
    for (let cursor: string | null = '', pages = 0; cursor !== null; pages += 1) {
      const { body } = await found(`?quiet=true&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...body.items.map(({ hash }: { hash: string }) => hash));
      cursor = body.next;
      expect(pages).toBeLessThan(200);
    }
    expect(paged).toEqual(all);
  });

  test('a question that is none is told by name', async () => {
    for (const query of ['?from=31/2/2022', '?resource=secrets', '?cursor=%20', '?whoever=x']) {
      const answer = await found(query);
      expect([query, answer.status]).toEqual([query, 400]);
      expect(answer.body.sentences.vi).toMatch(/\p{L}+/u);
    }
  });
});
