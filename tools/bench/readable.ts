import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { openReadModels, type ReadModels } from '../../projections/read-models.ts';
import { closing } from './closing.ts';
import { type Bench, below, type Figure, percentile } from './figure.ts';
import { paced } from './paced.ts';
import {
  addProducts,
  CALLERS,
  cycleOf,
  execute,
  headOf,
  openProvince,
  type Province,
  recording,
  TODAY,
  walkToImplementation,
} from './province.ts';
import { compare, inRounds } from './rounds.ts';
import { silentLog } from './silent-log.ts';

const [ROUNDS, FACTS, RATE] = [5, 600, 200];
const LONGEST_MS = 10_000;

/** From the answer of the write path until the board shows the fact. */
export const readable: Bench = {
  names: ['readable-p50', 'readable-p99'],
  about: `from a fact to its row on the product board at ${RATE} facts/s, against a row from one SQLite connection to another`,
  measure: (say) =>
    closing(async (onEnd) => {
      const province = await openProvince();
      onEnd(province.close);
      const products = await addProducts(province, CALLERS);
      await walkToImplementation(province, products);
      const file = join(province.folder, 'read-models.sqlite');
      const models = await openReadModels({ store: province.store, file, clock: province.now, log: silentLog });
      onEnd(models.stop);
      await models.waitFor(await headOf(province), LONGEST_MS);
      const rounds = await inRounds(ROUNDS, say, async (no) => {
        const bare = await bareMs(province.folder, no);
        const facts = Array.from({ length: FACTS }, (_, i) => (no + 1) * FACTS + i);
        const ours = await paced(RATE, facts, (i) =>
          untilReadable({ province, models, product: products[i % products.length] as string, no: i }),
        );
        return {
          'ours p50': percentile(ours, 0.5),
          'ours p99': percentile(ours, 0.99),
          'bare p50': percentile(bare, 0.5),
          'bare p99': percentile(bare, 0.99),
        };
      });
      const common: Pick<Figure, 'unit' | 'baseline'> = {
        unit: 'ms',
        baseline: 'a row inserted by one SQLite connection, polled for by another',
      };
      return [
        { name: 'readable-p50', ...common, ...compare(rounds, 'ours p50', 'bare p50') },
        { name: 'readable-p99', ...common, goal: below(25), ...compare(rounds, 'ours p99', 'bare p99') },
      ];
    }),
};

type Asked = { province: Province; models: ReadModels; product: string; no: number };

async function untilReadable({ province, models, product, no }: Asked): Promise<number> {
  const { position, revision } = await execute(province, recording(product, no));
  const begun = performance.now();
  if (!(await models.waitFor(position, LONGEST_MS))) throw new Error(`${position} did not become readable`);
  const row = await models.board.get(cycleOf(product), TODAY);
  if (!row || row.revision < revision) throw new Error(`the board does not show ${product}@${revision}`);
  return performance.now() - begun;
}

/** The same path with nothing on it: a durable row, and a reader that asks again and again. */
async function bareMs(folder: string, no: number): Promise<readonly number[]> {
  const file = join(folder, `bare-readable-${no}.sqlite`);
  const writer = new DatabaseSync(file);
  writer.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)');
  const reader = new DatabaseSync(file, { readOnly: true });
  const insert = writer.prepare('INSERT INTO t VALUES (?, ?)');
  const select = reader.prepare('SELECT text FROM t WHERE n = ?');
  const text = 'x'.repeat(500);
  try {
    const rows = Array.from({ length: FACTS }, (_, n) => n);
    return await paced(RATE, rows, async (n) => {
      const begun = performance.now();
      insert.run(n, text);
      while (!select.get(n)) await setImmediate();
      return performance.now() - begun;
    });
  } finally {
    writer.close();
    reader.close();
  }
}
