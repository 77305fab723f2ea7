import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { approveYearPlan, changeYearPlan, planYear } from '../../domain/programme-year/programme-year.ts';
import { getCommand } from '../../domain/registry.ts';
import { abolishUnit, registerUnit } from '../../domain/unit/registering.ts';
import { planUnder } from '../../test/plans.ts';
import { rehearsing } from '../../test/rehearsal.ts';
import { addProduct } from '../../test/world.ts';
import { correctResult, type History, openCaughtUp, paper, richHistory, scratch } from '../history.fixture.ts';
import type { ReadModels } from '../read-models.ts';
import { type BoardQuestion, boardSort } from './board.ts';
import { nameColumns } from './row.ts';

const { file, remove } = scratch();
let h: History;
let models: ReadModels;
const today = '2022-06-22';

beforeAll(async () => {
  h = await richHistory();
  models = await openCaughtUp(h, file);
});
afterAll(async () => {
  await models.stop();
  await h.store.close();
  remove();
});

async function page(question: Partial<BoardQuestion> = {}) {
  const answer = await models.board.list({ today, ...question });
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer;
}
const products = async (question: Partial<BoardQuestion> = {}) => (await page(question)).items.map((i) => i.product);

test('a row says where the product stands, who must act and until when', async () => {
  expect(await models.board.get(h.cycleOf('ca-phe-mau'), today)).toMatchObject({
    year: 2022,
    productName: 'Cà phê mẫu',
    producer: 'htx-ca-phe-mau',
    commune: { code: '650-01' },
    district: { code: '650', name: 'huyện Krông Năng' },
    province: { code: '66' },
    step: 'rating',
    tier: 'district',
    round: 1,
    state: 'open',
    waiting: { responsibility: 'notify-result', vi: 'thông báo kết quả', en: 'tell the result' },
    acting: [{ role: 'district-officer', unit: '650' }],
    dueOn: '2022-07-08',
    basis: 'year plan, round 1, district forwardBy',
    workingDaysLeft: 12,
    overdue: false,
    late: false,
    rulebook: 'R2019',
    damaged: false,
    stale: false,
  });
  expect(await models.board.get('66-2022-none-1', today)).toBeUndefined();
});

test('working days left follow the day of the question and the calendar of the year', async () => {
  const left = async (day: string) => (await models.board.get(h.cycleOf('mat-ong'), day))?.workingDaysLeft;
  // 30/4 is a Saturday and 2 and 3 May are days off: the window ends on 4 May, the next working day.
  expect(await left('2022-04-29')).toBe(1);
  expect(await left('2022-04-30')).toBe(1);
  expect(await left('2022-05-04')).toBe(0);
  expect(await left('2022-05-05')).toBe(-1);
});

test('filters by step, tier, state, year and place', async () => {
  expect(await products({ step: 'rating' })).toEqual(['ca-phe-mau']);
  expect(await products({ tier: 'district' })).toEqual(['ca-phe-mau']);
  expect(await products({ tier: 'province' })).toEqual([]);
  expect(await products({ state: 'withdrawn' })).toEqual(['ca-cao']);
  expect(await products({ state: 'ended' })).toEqual(['ca-cao']);
  expect(await products({ state: 'open', sort: 'product' })).toHaveLength(3);
  expect(await products({ state: 'overdue' })).toEqual(['ho-tieu', 'mat-ong']);
  expect(await products({ state: 'overdue', today: '2022-03-01' })).toEqual([]);
  expect(await products({ year: 2021 })).toEqual([]);
  expect(await products({ place: '650-02' })).toEqual(['ho-tieu']);
  expect(await products({ place: '650', year: 2022 })).toHaveLength(4);
  expect(await products({ place: '66' })).toHaveLength(4);
  expect(await products({ place: '643' })).toEqual([]);
  expect(await products({ place: '650', state: 'overdue', step: 'business-plan' })).toEqual(['mat-ong']);
});

test('finds by name, product or producer, with or without diacritics', async () => {
  expect(await products({ q: 'CA PHE  mẫu' })).toHaveLength(4);
  expect(await products({ q: 'htx-ho-tieu' })).toEqual(['ho-tieu']);
  expect(await products({ q: 'mat-ong ca phe' })).toEqual(['mat-ong']);
  expect(await products({ q: '%' })).toEqual([]);
});

test('finds a product by its official code, whole or in part', () => {
  const { search, product_code } = nameColumns('buoi', { name: 'Bưởi', code: '66-24001-0001-2027' }, 'htx-buoi');
  expect(search).toContain('66-24001-0001-2027');
  expect(product_code).toBe('66-24001-0001-2027');
});

test('pages hold every row once, whatever the order and the page size', async () => {
  for (const sort of boardSort.options)
    for (const limit of [1, 3]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { items, next, total } = await page({ sort, limit, cursor });
        expect(total).toBe(4);
        seen.push(...items.map((i) => i.cycle));
        cursor = next;
      } while (cursor !== undefined && seen.length < 10);
      const whole = (await page({ sort })).items.map((i) => i.cycle);
      expect(seen).toEqual(whole);
      expect(new Set(seen).size).toBe(4);
    }
});

test('a cursor of another list is refused', async () => {
  const { next } = await page({ sort: 'product', limit: 1 });
  expect(await models.board.list({ today, sort: 'dueOn', cursor: next })).toMatchObject({ code: 'CURSOR_INVALID' });
  expect(await models.board.list({ today, cursor: 'nonsense' })).toMatchObject({ code: 'CURSOR_INVALID' });
});

test('the summary has a row per district with its steps', async () => {
  const rows = await models.board.summary({ year: 2022, today });
  expect(rows).toHaveLength(15);
  const row = rows.find((r) => r.unit.code === '650');
  expect(row).toMatchObject({
    unit: { name: 'huyện Krông Năng' },
    steps: {
      idea: { open: 1, overdue: 1, late: 1 },
      'business-plan': { open: 1, overdue: 1, late: 1 },
      rating: { open: 1, overdue: 0, late: 0 },
    },
    recognised: 0,
    ended: 1,
  });
  expect(rows.find((r) => r.unit.code === '643')?.steps.idea.open).toBe(0);
});

test('open cycles and the days on which something is due', async () => {
  expect(await models.board.openCycles()).toEqual(['ca-phe-mau', 'ho-tieu', 'mat-ong'].map(h.cycleOf));
  expect(await models.board.dueDates()).toEqual(['2022-03-31', '2022-05-04', '2022-07-08']);
});

test('duplicates are products of the same producer with the same folded name', async () => {
  const producer = 'htx-mat-ong';
  expect(await models.board.findDuplicates({ producer, name: 'ca  PHE mau' })).toEqual([
    { product: 'mat-ong', name: 'Cà phê mẫu' },
  ]);
  expect(await models.board.findDuplicates({ producer, name: 'Cà phê mẫu', except: 'mat-ong' })).toEqual([]);
  expect(await models.board.findDuplicates({ producer: 'htx-x', name: 'Cà phê mẫu' })).toEqual([]);
  expect(await models.board.findDuplicates({ producer, name: 'Cà phê' })).toEqual([]);
});

test('an annulled fact does not count: the idea waits for its selection again', async () => {
  expect(await models.board.get(h.cycleOf('ho-tieu'), today)).toMatchObject({
    step: 'idea',
    waiting: { responsibility: 'select-ideas' },
  });
});

test('after a reform a row says in which units its product lies today, who acts, and where its year counts it', async () => {
  const own = await richHistory();
  const s = scratch();
  const m = await openCaughtUp(own, s.file);
  own.at('2022-06-23');
  const unit = { code: '660', name: 'huyện mới', level: 'district', parent: '66', from: '2022-06-23' };
  await own.give({ by: 'demo-admin', command: registerUnit, id: '66', input: unit });
  const end = { code: '650', until: '2022-06-22', successors: ['660'], document: paper('NQ', '2022-06-22') };
  await own.give({ by: 'demo-admin', command: abolishUnit, id: '66', input: end });
  await m.waitFor(await own.head(), 5000);
  expect(await m.board.get(own.cycleOf('ca-phe-mau'), '2022-06-24')).toMatchObject({
    commune: { code: '650-01' },
    district: { code: '660', name: 'huyện mới' },
    countedIn: { district: { code: '650', name: 'huyện Krông Năng' } },
    acting: [{ role: 'district-officer', unit: '660' }],
  });
  expect(await m.board.get(own.cycleOf('ca-phe-mau'), '2022-06-22')).not.toHaveProperty('countedIn');
  const lying = async (place: string, day: string) => {
    const page = await m.board.list({ place, today: day });
    return isRefusal(page) ? page : page.total;
  };
  // What lies there today; of the unit that is gone what its year counts there.
  expect(await lying('660', '2022-06-24')).toBe(4);
  expect(await lying('650', '2022-06-24')).toBe(4);
  expect(await lying('660', '2022-06-22')).toBe(0);
  expect((await m.board.summary({ year: 2022, today: '2022-06-24' })).find((r) => r.unit.code === '650')?.ended).toBe(
    1,
  );
  const actedOnBy = async (acting: string, day: string) => {
    const page = await m.board.list({ acting, today: day });
    return isRefusal(page) ? page : page.items.map((i) => i.product).sort();
  };
  expect(await actedOnBy('650', '2022-06-22')).toEqual(['ca-phe-mau', 'ho-tieu', 'mat-ong']);
  expect(await actedOnBy('660', '2022-06-24')).toEqual(['ca-phe-mau', 'ho-tieu', 'mat-ong']);
  expect(await actedOnBy('650', '2022-06-24')).toEqual([]);
  expect(await actedOnBy('htx-mat-ong', '2022-06-24')).toEqual(['mat-ong']);
  await m.stop();
  await own.store.close();
  s.remove();
});

test('what lay in a divided commune stands on a worklist until it is placed', async () => {
  const own = await richHistory();
  const s = scratch();
  const m = await openCaughtUp(own, s.file);
  own.at('2022-06-23');
  const document = paper('NQ', '2022-06-22');
  for (const code of ['24001', '24002']) {
    const part = {
      code,
      name: `xã ${code}`,
      level: 'commune',
      parent: '650',
      from: '2022-06-23',
      replaces: ['650-01'],
    };
    await own.give({ by: 'demo-admin', command: registerUnit, id: '66', input: { ...part, document } });
  }
  await m.waitFor(await own.head(), 5000);
  const ids = async () => (await m.board.unplaced('2022-06-23')).map((u) => `${u.resource}/${u.id}`);
  const cycle = own.cycleOf('ca-phe-mau');
  const waiting = ['products/ca-phe-mau', 'producers/htx-ca-phe-mau', `product-cycles/${cycle}`];
  expect(await ids()).toEqual(expect.arrayContaining(waiting));
  expect(await m.board.unplaced('2022-06-22')).toEqual([]);
  for (const [category, name, id] of [
    ['product', 'PlaceProduct', 'ca-phe-mau'],
    ['producer', 'PlaceProducer', 'htx-ca-phe-mau'],
    ['productCycle', 'PlaceCycle', cycle],
  ] as const)
    await own.give({ by: 'demo-province', command: getCommand(category, name), id, input: { place: '24002' } });
  await m.waitFor(await own.head(), 5000);
  const left = await ids();
  expect(waiting.filter((id) => left.includes(id))).toEqual([]);
  expect(left.length).toBeGreaterThan(0);
  expect(await m.board.get(cycle, '2022-06-23')).toMatchObject({
    commune: { code: '24002', name: 'xã 24002' },
    countedIn: { commune: { code: '650-01' } },
  });
  const found = await m.board.list({ place: '24002', today: '2022-06-23' });
  expect(isRefusal(found) ? found : found.items.map((item) => item.cycle)).toEqual([cycle]);
  await m.stop();
  await own.store.close();
  s.remove();
});

test('a unit that is registered after the cycle began gives the row its place', async () => {
  const own = await richHistory();
  const s = scratch();
  const m = await openCaughtUp(own, s.file);
  await addProduct(own, 'tra-xanh');
  await own.on('2022-06-23', 'demo-krong-nang-xa-1', 'tra-xanh', 'StartCycle');
  await correctResult(own);
  expect(await m.waitFor(await own.head(), 5000)).toBe(true);
  expect(await m.board.get(own.cycleOf('tra-xanh'), today)).toMatchObject({
    productName: 'Cà phê mẫu',
    step: 'awareness',
  });
  await m.stop();
  await own.store.close();
  s.remove();
});

test('a plan that comes under another law changes who acts in what is not filed yet', async () => {
  const own = await richHistory();
  for (const product of ['xoai-mau', 'mit-mau']) await addProduct(own, product);
  const s = scratch();
  const m = await openCaughtUp(own, s.file);
  const [id, idea, dossier, document] = [
    '66-2025',
    '66-2025-xoai-mau-1',
    '66-2025-mit-mau-1',
    paper('KH', '2025-01-05'),
  ];
  const year = { by: 'demo-province', id };
  own.at('2025-01-05');
  await own.give({ ...year, command: planYear, input: { plan: planUnder('R2023', 2025) } });
  await own.give({ by: 'demo-signer', command: approveYearPlan, id, input: { document } });
  const commune = (id: string, name: string, input: object) =>
    own.give({ by: 'demo-krong-nang-xa-1', id, command: getCommand('productCycle', name), input });
  await commune(idea, 'StartCycle', { entry: 'idea' });
  await commune(idea, 'RegisterIdea', { summary: 'Ý tưởng' });
  await commune(dossier, 'StartCycle', { entry: 'rating', earlier: { year: 2024, outcome: 'rated', document } });
  await rehearsing(own).until(own.now(), productCycle.stream(dossier));
  await commune(dossier, 'AddEvidence', { id: 'e1', kind: 'story', document });
  const asked = async (cycle: string) => {
    await m.waitFor(await own.head(), 5000);
    const item = await m.board.get(cycle, '2025-01-06');
    return [item?.rulebook, item?.waiting?.responsibility, item?.acting.map(({ role }) => role)];
  };
  expect(await asked(idea)).toEqual(['R2023', 'select-ideas', ['district-officer']]);
  expect(await asked(dossier)).toEqual(['R2023', 'confirm-local-shares', ['commune-officer']]);
  await own.give({ ...year, command: changeYearPlan, input: { plan: planUnder('R2025', 2025), document } });
  expect(await asked(idea)).toEqual(['R2025', 'select-ideas', ['commune-officer']]);
  expect(await asked(dossier)).toEqual(['R2025', 'submit-dossier', ['producer', 'commune-officer']]);
  await m.stop();
  await own.store.close();
  s.remove();
});
