import { getCommand } from '../../domain/registry.ts';
import { barePerSecond } from './bare-cycles.ts';
import { closing } from './closing.ts';
import { atLeast, type Bench } from './figure.ts';
import { startServer } from './process.ts';
import { addProducts, CALLERS, cycleOf, execute, openProvince } from './province.ts';
import { compare, inRounds, together } from './rounds.ts';
import { untilTimersAreSet } from './timers.ts';

const [ROUNDS, CYCLES, WARM_UP] = [3, 300, 50];

/** From people's facts that start cycles to every first step opened and its timer set on the server. */
export const movedOn: Bench = {
  names: ['cycles-moved-on'],
  about: 'cycles moved on by Temporal (started, first step opened, timer set), against a bare workflow',
  measure: (say) =>
    closing(async (onEnd) => {
      const province = await openProvince();
      onEnd(province.close);
      const server = await startServer(province.folder);
      onEnd(server.stop);
      const process_ = await server.attach(province);
      onEnd(process_.stop);
      const bare = await server.attachBare(() => {});
      onEnd(bare.stop);
      const relay = await process_.begin();
      await relay.idle();
      const rounds = await inRounds(ROUNDS, say, async (no) => {
        const products = await addProducts(province, no < 0 ? WARM_UP : CYCLES);
        const bareRate = await barePerSecond({ server, bare, names: products.map((p) => `${no}/${p}`) });
        const begun = Date.now();
        await together(CALLERS, products, (product) =>
          execute(province, {
            command: getCommand('productCycle', 'StartCycle'),
            id: cycleOf(product),
            input: {},
            commandId: `bench/${product}/start`,
            caller: { kind: 'person', id: 'demo-krong-nang-xa-1' },
          }),
        );
        await relay.idle();
        const ids = products.map((p) => `product-cycle/${cycleOf(p)}`);
        const done = await untilTimersAreSet(server.client, ids);
        return { ours: (products.length * 1000) / (done - begun), bare: bareRate };
      });
      return [
        {
          name: 'cycles-moved-on',
          unit: 'cycles/s',
          baseline: 'bare workflow: signalWithStart, one local activity, timer',
          goal: atLeast(0.5),
          ...compare(rounds, 'ours', 'bare'),
        },
      ];
    }),
};
