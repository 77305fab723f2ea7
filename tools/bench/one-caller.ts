import { openBareStore, rowsOf } from './bare-store.ts';
import { closing } from './closing.ts';
import { atLeast, type Bench } from './figure.ts';
import { addProducts, execute, headOf, openProvince, recording, walkToImplementation } from './province.ts';
import { compare, inRounds, perSecond } from './rounds.ts';

/** Long enough for the log to be written back into the file several times, which costs both sides the same. */
const [ROUNDS, PRODUCTS, EACH] = [9, 60, 25];

/** One caller after the other waits for each answer: every command is a durable transaction of its own. */
export const oneCaller: Bench = {
  names: ['execute-one-caller'],
  about: 'executeCommand with one caller, against a bare loop of durable single inserts of the same rows',
  measure: (say) =>
    closing(async (onEnd) => {
      const province = await openProvince();
      onEnd(province.close);
      const bare = openBareStore(province.folder, 'bare');
      onEnd(bare.close);
      const rounds = await inRounds(ROUNDS, say, async () => {
        const products = await addProducts(province, PRODUCTS);
        await walkToImplementation(province, products);
        bare.catchUp(province.storeFile);
        const before = await headOf(province);
        const requests = Array.from({ length: EACH }, (_, i) => products.map((p) => recording(p, i))).flat();
        const ours = await perSecond(requests.length, async () => {
          for (const request of requests) await execute(province, request);
        });
        const rows = rowsOf(province.storeFile, before);
        const inserts = await perSecond(rows.length, () => bare.insertEach(rows));
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
    }),
};
