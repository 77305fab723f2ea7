import { afterEach, beforeEach, expect, test } from 'vitest';
import { CHAIR, inSession, SECRETARY, SESSION, sheetWithout } from '../../test/council-world.ts';
import { worldWithProduct } from '../../test/world.ts';
import { openCaughtUp, type Scratch, scratch } from '../history.fixture.ts';
import type { ReadModels } from '../read-models.ts';

let file: Scratch;
beforeEach(() => {
  file = scratch();
});
afterEach(() => file.remove());

test('a session is listed by year, unit and round, with how far it has come', async () => {
  const w = await worldWithProduct();
  const { cycles, scoring, give } = await inSession(w, ['tieu', 'ca-cao']);
  const head = async () => (await w.store.head())?.position ?? '';
  const models: ReadModels = await openCaughtUp({ ...w, head } as never, file.file);
  const listed = async (query: Parameters<ReadModels['sessions']['list']>[0] = {}) => {
    await models.waitFor(await head(), 10_000);
    return (await models.sessions.list(query)).items;
  };
  expect(await listed({ year: 2022, unit: '650', round: 1 })).toMatchObject([
    {
      id: SESSION,
      tier: 'district',
      stage: 'sitting',
      members: 8,
      products: 2,
      undecided: 2,
      undeclared: 0,
      undelivered: 0,
    },
  ]);
  expect(await listed({ unit: '651' })).toEqual([]);
  expect(await listed({ year: 2023 })).toEqual([]);
  expect(await listed({ round: 2 })).toEqual([]);
  const [first, second] = cycles as [string, string];
  for (const by of scoring) await give(by, 'SealSheet', { cycle: first, sheet: sheetWithout(0) });
  await give(CHAIR, 'OpenScores', { cycle: first });
  await give(CHAIR, 'CloseProduct', { cycle: first, unreadConfirmed: true });
  await give(CHAIR, 'PostponeProduct', { cycle: second, reason: 'x' });
  expect(await listed()).toMatchObject([{ stage: 'sitting', undecided: 0, undelivered: 1 }]);
  await give(CHAIR, 'CloseSession');
  expect(await listed()).toMatchObject([{ stage: 'decided' }]);
  await give(SECRETARY, 'DrawUpMinutes', { number: '01' });
  expect(await listed()).toMatchObject([{ stage: 'minutes' }]);
  await models.stop();
});
