// Who may correct or annul a fact, over real accounts, units and grants: the command and `commands[]` say the same.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct } from '../test/world.ts';
import { COMMUNE, DISTRICT, PRODUCER, type Served, served } from './world.fixture.ts';

const PROVINCE = 'demo-province';
const doc = (number: string) => ({ number, date: '2022-02-10' });
let s: Served;
beforeAll(async () => {
  s = await served();
});
afterAll(() => s.close());

const at = (cycle: string) => `/v1/product-cycles/${cycle}`;
const give = async (route: string, by: string, body: object = {}, cycle = s.cycle) => {
  const etag = (await s.ask(at(cycle), { by })).headers.get('etag');
  return s.ask(`${at(cycle)}/${route}`, { by, body, headers: etag ? { 'If-Match': etag } : {} });
};
const offer = async (by: string, cycle = s.cycle) => {
  const { commands } = (await s.ask(at(cycle), { by })).body;
  return commands.find((c: { name: string }) => c.name === 'AnnulFacts');
};
const why = { reason: 'Nhầm', document: doc('CV') };

test('what the province approved the district does not annul, the province does', async () => {
  await give('start-cycle', COMMUNE, { entry: 'idea' });
  await give('register-idea', PRODUCER, { summary: 'Cà phê' });
  await give('select-idea', DISTRICT);
  const approved = await give('approve-idea', PROVINCE, { list: doc('DS') });
  const annul = { revisions: [approved.body.revision], ...why };
  const byCommune = await give('annul-facts', COMMUNE, annul);
  expect(byCommune).toMatchObject({ status: 403, body: { code: 'FACT_OF_A_HIGHER_LEVEL' } });
  const byDistrict = await give('annul-facts', DISTRICT, annul);
  expect(byDistrict, byDistrict.text).toMatchObject({ status: 403, body: { code: 'FACT_OF_A_HIGHER_LEVEL' } });
  expect(byDistrict.body.sentences.en).toContain('is the province’s');
  expect(await offer(DISTRICT)).toMatchObject({ allowed: true });
  const byProvince = await give('annul-facts', PROVINCE, annul);
  expect(byProvince, byProvince.text).toMatchObject({ status: 200, body: { outcome: 'appended' } });
});

test('where every fact is the province’s, commands[] offers the district nothing to annul', async () => {
  await addProduct(s, 'tra-mau');
  const cycle = '66-2022-tra-mau-1';
  await give('start-cycle', PROVINCE, { entry: 'awareness' }, cycle);
  expect(await offer(DISTRICT, cycle)).toMatchObject({
    allowed: false,
    reason: { code: 'FACT_OF_A_HIGHER_LEVEL' },
  });
  expect(await offer(PROVINCE, cycle)).toMatchObject({ allowed: true });
});
