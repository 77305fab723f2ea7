import { join } from 'node:path';
import type { EventStore } from '../../eventstore/port.ts';
import { openReadModels } from '../../projections/read-models.ts';
import { removeDatabase } from '../../sqlite/remove-database.ts';
import { closing } from './closing.ts';
import { atLeast, type Bench } from './figure.ts';
import { addProducts, CALLERS, execute, headOf, openProvince, recording, walkToImplementation } from './province.ts';
import { compare, inRounds, perSecond, together } from './rounds.ts';
import { silentLog } from './silent-log.ts';

const [ROUNDS, PRODUCTS, EACH] = [5, 500, 30];
const PAGE = 1000;
const LONGEST_MS = 60_000;

/** Board and timeline from nothing. */
export const rebuild: Bench = {
  names: ['rebuild'],
  about: 'the rebuild of both read models, against a raw scan of the same store',
  measure: (say) =>
    closing(async (onEnd) => {
      const province = await openProvince();
      onEnd(province.close);
      const { store } = province;
      const products = await addProducts(province, PRODUCTS);
      await walkToImplementation(province, products);
      await together(CALLERS, products, async (product) => {
        for (let i = 0; i < EACH; i++) await execute(province, recording(product, i));
      });
      const head = await headOf(province);
      const events = await scan(store);
      say(`  ${events} events are written`);
      const file = join(province.folder, 'read-models.sqlite');
      const rounds = await inRounds(ROUNDS, say, async () => {
        removeDatabase(file);
        const raw = await perSecond(events, () => scan(store));
        const begun = performance.now();
        const models = await openReadModels({ store, file, clock: province.now, log: silentLog });
        if (!(await models.waitFor(head, LONGEST_MS))) throw new Error('the read models were not built');
        const ours = (events * 1000) / (performance.now() - begun);
        await models.stop();
        return { ours, raw };
      });
      return [
        {
          name: 'rebuild',
          unit: 'events/s',
          baseline: 'raw scan: every event read and its JSON parsed',
          goal: atLeast(0.3),
          ...compare(rounds, 'ours', 'raw'),
        },
      ];
    }),
};

async function scan(store: EventStore): Promise<number> {
  let count = 0;
  for (let after: string | undefined; ; ) {
    const events = await store.readAll({ ...(after === undefined ? {} : { after }), limit: PAGE });
    if (events.length === 0) return count;
    count += events.length;
    after = events[events.length - 1]?.position;
  }
}
