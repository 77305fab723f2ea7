import { openBareStore, rowsOf } from './bare-store.ts';
import { atLeast, type Bench } from './figure.ts';
import { addProducts, execute, openProvince, recording, walkToImplementation } from './province.ts';
import { compare, inRounds, perSecond } from './rounds.ts';

const [ROUNDS, PRODUCTS, EACH] = [7, 40, 30];

/** One caller after the other waits for each answer: every command is a durable transaction of its own. */
export const oneCaller: Bench = {
  names: ['execute-one-caller'],
  about: 'executeCommand with one caller, against a bare loop of durable single inserts of the same rows',
  async measure(say) {
    const province = await openProvince();
    try {
      const rounds = await inRounds(ROUNDS, say, async (no) => {
        const products = await addProducts(province, PRODUCTS);
        await walkToImplementation(province, products);
        const before = await province.store.head();
        const requests = Array.from({ length: EACH }, (_, i) => products.map((p) => recording(p, i))).flat();
        const ours = await perSecond(requests.length, async () => {
          for (const request of requests) await execute(province, request);
        });
        const rows = rowsOf(province.storeFile, before?.position);
        const bare = openBareStore(province.folder, `bare-${no}`);
        const inserts = await perSecond(rows.length, () => bare.insertEach(rows));
        bare.close();
        return { ours, inserts };
      });
      return [
        {
          name: 'execute-one-caller',
          unit: 'commands/s',
          baseline: 'durable single inserts of the same rows',
          goal: atLeast(0.6),
          ...compare(rounds, 'ours', 'inserts'),
        },
      ];
    } finally {
      await province.close();
    }
  },
};
