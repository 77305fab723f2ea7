// The read models: from nothing, at a warm start, asked as officers ask, and asked while one of them is built anew.
import { sightOn } from '../../api/seeing.ts';
import { DEMO_NOW } from '../../demo/load.ts';
import { account } from '../../domain/access/account.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import type { BoardQuestion } from '../../projections/product-board/board.ts';
import { productBoard } from '../../projections/product-board/projection.ts';
import { openReadModels, type ReadModels } from '../../projections/read-models.ts';
import { type World, world } from '../../test/world.ts';
import { median, percentile } from '../bench/figure.ts';
import { silentLog } from '../bench/silent-log.ts';
import { type Measured, modelsFile, type Phase, type Place, storeFile, timed, withStore } from './phase.ts';

const LONGEST_MS = 3_600_000;
const TODAY = dayOf(DEMO_NOW);
const TIMES = 20;

const readers = ['demo-province', 'demo-ea-kar', 'demo-krong-nang-xa-1'];
type Question = Omit<BoardQuestion, 'today' | 'sight'>;
const lists: readonly Question[] = [
  {},
  { state: 'open', sort: '-recordedAt' },
  { state: 'overdue' },
  { limit: 200, sort: 'product' },
];
const searches: readonly Question[] = [{ q: 'ca phe' }, { q: 'sầu riêng', state: 'open' }, { q: 'khong-co-gi' }];

export const fromNothing: Phase = (place) => opened(place, 'read models from nothing', async () => []);

export const start: Phase = (place) => opened(place, 'read models opened again', async () => []);

export const asked: Phase = (place) =>
  opened(place, undefined, async (models, w) => {
    await ask(models, w, lists, 1);
    const asked = async (what: string, questions: readonly Question[]): Promise<readonly Measured[]> => {
      const before = process.cpuUsage();
      const took = await ask(models, w, questions, TIMES);
      const { user, system } = process.cpuUsage(before);
      return [
        ...shown(what, took),
        { name: `${what}: processor each`, value: (user + system) / 1000 / took.length, unit: 'ms' },
      ];
    };
    return [...(await asked('lists', lists)), ...(await asked('search', searches))];
  });

export const rebuiltWithReaders: Phase = (place) =>
  opened(place, undefined, async (models, w) => {
    const waited: number[] = [];
    const time = await timed('board built anew with readers', async () => {
      let isBuilt = false;
      const building = models.rebuild(productBoard.name, 'nation').finally(() => {
        isBuilt = true;
      });
      while (!isBuilt) waited.push(...(await ask(models, w, lists, 1)));
      await building;
    });
    return [...time, ...shown('lists meanwhile', waited)];
  });

function opened(
  { folder }: Place,
  what: string | undefined,
  work: (models: ReadModels, w: World) => Promise<readonly Measured[]>,
): Promise<readonly Measured[]> {
  return withStore(storeFile(folder), async (store) => {
    const w = world({ store, clock: { now: DEMO_NOW } });
    const { position } = (await store.head()) ?? { position: '' };
    let models: ReadModels | undefined;
    const time = await timed(what ?? '', async () => {
      models = await openReadModels({ store, file: modelsFile(folder), clock: w.now, log: silentLog });
      if (!(await models.waitFor(position, LONGEST_MS))) throw new Error('the read models were not built');
    });
    if (models === undefined) return [];
    const aside = models.health().flatMap((h) => h.quarantined);
    if (aside.length > 0) throw new Error(`${aside.length} streams were put aside: ${JSON.stringify(aside[0])}`);
    const brought = await work(models, w);
    await models.stop();
    return [...(what === undefined ? [] : time), ...brought];
  });
}

/** Each reader’s questions one after the other, the look at the account among it. @returns ms of each */
async function ask(models: ReadModels, w: World, questions: readonly Question[], times: number): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < times; i++)
    for (const id of readers)
      for (const question of questions) {
        const begun = performance.now();
        const { state } = await w.executor.look(account, id);
        const sight = await sightOn(models, { id, state, today: TODAY });
        await models.board.list({ ...question, today: TODAY, sight });
        took.push(performance.now() - begun);
        // Whoever builds in the same process has its turn, as between two requests.
        await new Promise((resolve) => setImmediate(resolve));
      }
  return took;
}

const shown = (what: string, took: readonly number[]): readonly Measured[] => [
  { name: `${what}, p50`, value: median(took), unit: 'ms' },
  { name: `${what}, p99`, value: percentile(took, 0.99), unit: 'ms' },
];
