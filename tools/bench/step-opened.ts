import { getCommand } from '../../domain/registry.ts';
import type { EventStore } from '../../eventstore/port.ts';
import { closing } from './closing.ts';
import { atMost, type Bench, type Figure, percentile } from './figure.ts';
import { paced } from './paced.ts';
import { startServer } from './process.ts';
import { addProducts, CALLERS, cycleOf, execute, openProvince, type Province } from './province.ts';
import { compare, inRounds, together } from './rounds.ts';
import { untilTimersAreSet } from './timers.ts';

const [ROUNDS, FACTS, WARM_UP, RATE] = [5, 100, 20, 20];

/** A potential is identified; Temporal opens the step of the idea. */
export const stepOpened: Bench = {
  names: ['step-opened-p50', 'step-opened-p99'],
  about: `from a fact to the next step opened by Temporal at ${RATE} facts/s, against a bare workflow's signalWithStart and local activity`,
  measure: (say) =>
    closing(async (onEnd) => {
      const province = await openProvince();
      onEnd(province.close);
      const server = await startServer(province.folder);
      onEnd(server.stop);
      const process_ = await server.attach(province);
      onEnd(process_.stop);
      const touched = new Map<string, () => void>();
      const bare = await server.attachBare((id) => touched.get(id)?.());
      onEnd(bare.stop);
      const seen = watch(province.store);
      onEnd(seen.stop);
      const relay = await process_.begin();
      await relay.idle();
      const rounds = await inRounds(ROUNDS, say, async (no) => {
        const products = await addProducts(province, no < 0 ? WARM_UP : FACTS);
        await together(CALLERS, products, (p) => execute(province, given(p, 'StartCycle')));
        await relay.idle();
        const ids = products.map((p) => `product-cycle/${cycleOf(p)}`);
        await untilTimersAreSet(server.client, ids);

        const bareMs = await paced(RATE, products, async (product) => {
          const id = `${no}/${product}`;
          const begun = performance.now();
          const done = new Promise<void>((resolve) => touched.set(id, resolve));
          await bare.send(id);
          await done;
          return performance.now() - begun;
        });
        const ours = await paced(RATE, products, async (product) => {
          const { revision } = await execute(province, given(product, 'IdentifyPotential'));
          const begun = performance.now();
          return (await seen.at(`productCycle-${cycleOf(product)}`, revision + 1)) - begun;
        });
        const [half, most] = [0.5, 0.99];
        return {
          'ours p50': percentile(ours, half),
          'ours p99': percentile(ours, most),
          'bare p50': percentile(bareMs, half),
          'bare p99': percentile(bareMs, most),
        };
      });
      const common: Pick<Figure, 'unit' | 'baseline'> = {
        unit: 'ms',
        baseline: 'bare workflow: signalWithStart, one local activity',
      };
      return [
        { name: 'step-opened-p50', ...common, ...compare(rounds, 'ours p50', 'bare p50') },
        { name: 'step-opened-p99', ...common, goal: atMost(3), ...compare(rounds, 'ours p99', 'bare p99') },
      ];
    }),
};

const given = (product: string, command: string): Parameters<Province['executor']['execute']>[0] => ({
  command: getCommand('productCycle', command),
  id: cycleOf(product),
  input: {},
  commandId: `bench/${product}/${command}`,
  caller: { kind: 'person', id: 'demo-krong-nang-xa-1' },
});

/** When a step opened at a revision of a stream stood in the store. */
function watch(store: EventStore) {
  const stopping = new AbortController();
  const stored = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  const keyOf = (stream: string, revision: number) => `${stream}@${revision}`;
  void (async () => {
    for await (const d of store.subscribe({ prefixes: ['productCycle-'], signal: stopping.signal })) {
      if (d.kind !== 'event' || d.event.type !== 'StepOpened') continue;
      const key = keyOf(d.event.stream, d.event.revision);
      const at = performance.now();
      stored.set(key, at);
      waiting.get(key)?.(at);
    }
  })();
  return {
    at: (stream: string, revision: number): Promise<number> => {
      const key = keyOf(stream, revision);
      const at = stored.get(key);
      return at === undefined ? new Promise((resolve) => waiting.set(key, resolve)) : Promise.resolve(at);
    },
    stop: () => stopping.abort(),
  };
}
