// What it costs a list that it holds what its reader may see, and counts nothing else.
import { join } from 'node:path';
import { sightOn } from '../../api/seeing.ts';
import { grant } from '../../demo/install.ts';
import { account, grantRole } from '../../domain/access/account.ts';
import type { BoardQuestion } from '../../projections/product-board/board.ts';
import { openReadModels, type ReadModels } from '../../projections/read-models.ts';
import { closing } from './closing.ts';
import { atMost, type Bench, median } from './figure.ts';
import { headOf, openProvince, type Province, startEverywhere, TODAY } from './province.ts';
import { compare, inRounds } from './rounds.ts';
import { silentLog } from './silent-log.ts';

const [PRODUCTS, ROUNDS, TIMES] = [Number(process.env.OCOP_BENCH_CYCLES ?? 3000), 5, 20];
const LONGEST_MS = 120_000;

const readers = {
  producer: 'demo-htx-seen-1',
  commune: 'demo-krong-nang-xa-1',
  district: 'demo-krong-nang',
  province: 'demo-province',
  department: 'demo-so-che',
  adviser: 'demo-tu-van',
  member: 'demo-ngoi-khong',
  auditor: 'demo-auditor',
} as const;
type Reader = keyof typeof readers;
const readerNames = Object.keys(readers) as readonly Reader[];

const questions: readonly Omit<BoardQuestion, 'today'>[] = [
  {},
  { state: 'open', sort: '-recordedAt' },
  { place: '650' },
  { q: 'ca phe' },
  { limit: 200, sort: 'product' },
];

/** One page after the other, as each role and as nobody in particular; the role's grants are read for each. */
export const seen: Bench = {
  names: readerNames.map((reader) => `list-seen-${reader}`),
  about: `lists of ${PRODUCTS} cycles by each role, against the same questions without a filter`,
  measure: (say) =>
    closing(async (onEnd) => {
      const province = await openProvince();
      onEnd(province.close);
      await fill(province);
      const file = join(province.folder, 'read-models.sqlite');
      const models = await openReadModels({ store: province.store, file, clock: province.now, log: silentLog });
      onEnd(models.stop);
      await models.waitFor(await headOf(province), LONGEST_MS);
      const rounds = await inRounds(ROUNDS, say, async () => {
        const sides: Record<string, number> = {};
        for (const reader of readerNames) {
          const [all, own] = await inTurns(province, models, readers[reader]);
          sides[`all ${reader}`] = all;
          sides[reader] = own;
        }
        return sides;
      });
      return readerNames.map((reader) => ({
        name: `list-seen-${reader}`,
        unit: 'ms',
        baseline: 'the same list without a filter',
        ...compare(rounds, reader, `all ${reader}`),
        goal: atMost(1.3),
      }));
    }),
};

async function fill(province: Province): Promise<void> {
  await grant(province.give, { id: readers.adviser, role: 'adviser', unit: '66' });
  await grant(province.give, { id: readers.member, role: 'council-member', unit: '66' });
  const held = { grant: 'x', province: '66', role: 'department-officer', unit: '66', from: '2020-01-01' };
  const input = { ...held, groups: ['coffee-cocoa'] };
  await province.give({ by: 'installation', command: grantRole, id: readers.department, input });
  await startEverywhere(province, 'seen', PRODUCTS);
}

/** @returns ms of a list without and with the filter, medians */
async function inTurns(province: Province, models: ReadModels, id: string): Promise<readonly [number, number]> {
  const [all, own]: [number[], number[]] = [[], []];
  for (let i = 0; i < TIMES; i++)
    for (const question of questions) {
      const begun = performance.now();
      await models.board.list({ ...question, today: TODAY });
      const between = performance.now();
      const { state } = await province.executor.look(account, id);
      const sight = await sightOn(models, { id, state, today: TODAY });
      await models.board.list({ ...question, today: TODAY, sight });
      all.push(between - begun);
      own.push(performance.now() - between);
    }
  return [median(all), median(own)];
}
