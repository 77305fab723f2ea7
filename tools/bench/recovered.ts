import { world } from '../../test/world.ts';
import { barePerSecond } from './bare-cycles.ts';
import { closing } from './closing.ts';
import { atLeast, type Bench } from './figure.ts';
import { deleteDatabase, startServer } from './process.ts';
import {
  addProducts,
  CALLERS,
  cycleOf,
  execute,
  openProvince,
  type Province,
  recording,
  walkToImplementation,
} from './province.ts';
import { compare, inRounds, together } from './rounds.ts';
import { untilTimersAreSet } from './timers.ts';

const [ROUNDS, CYCLES, FACTS] = [3, 300, 40];

/** Temporal's database is deleted; a process that knows nothing yet reads the store and has every timer set again. */
export const recovered: Bench = {
  names: ['cycles-recovered'],
  about: `cycles recovered after the loss of Temporal's database (${FACTS} facts per stream, until every timer is set), against a bare workflow`,
  measure: (say) =>
    closing(async (onEnd) => {
      const province = await openProvince();
      onEnd(province.close);
      const products = await addProducts(province, CYCLES);
      await walkToImplementation(province, products);
      await together(CALLERS, products, (product) => fill(province, product));
      say(`  ${CYCLES} cycles with ${FACTS} facts each are written`);
      const rounds = await inRounds(ROUNDS, say, (no) => runOnce(province, products, String(no)));
      return [
        {
          name: 'cycles-recovered',
          unit: 'cycles/s',
          baseline: 'bare workflow: signalWithStart, one local activity, timer',
          goal: atLeast(0.7),
          ...compare(rounds, 'ours', 'bare'),
        },
      ];
    }),
};

/** Records until the stream is as long as it should be. */
async function fill(province: Province, product: string): Promise<void> {
  for (let no = 0; ; no++) if ((await execute(province, recording(product, no))).revision >= FACTS - 1) return;
}

/** A new server without a database, a new process over the old store: what it took per second to be where one was. */
const runOnce = (old: Province, products: readonly string[], round: string) =>
  closing(async (onEnd) => {
    deleteDatabase(old.folder);
    const server = await startServer(old.folder);
    onEnd(server.stop);
    const province = { ...old, ...world({ store: old.store, clock: { now: old.now() } }) };
    const process_ = await server.attach(province);
    onEnd(process_.stop);
    const bare = await server.attachBare(() => {});
    onEnd(bare.stop);
    const bareRate = await barePerSecond({ server, bare, names: products.map((p) => `${round}/${p}`) });
    const begun = Date.now();
    const relay = await process_.begin();
    await relay.idle();
    const ids = products.map((p) => `product-cycle/${cycleOf(p)}`);
    return { ours: (products.length * 1000) / ((await untilTimersAreSet(server.client, ids)) - begun), bare: bareRate };
  });
