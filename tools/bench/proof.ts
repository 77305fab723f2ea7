// What proof costs: a verification's hashes and tree, a proof in a log of a million, and the notary beside the write path.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { growTree } from '../../audit/growing-tree.ts';
import { leafOf } from '../../audit/log-entry.ts';
import { openMerkleFile } from '../../audit/merkle-file.ts';
import { inclusionProof } from '../../audit/proofs.ts';
import { continueTiles, nodesOf } from '../../audit/tiles.ts';
import { type NotaryAside, startNotaryAside } from '../../cli/notary-aside.ts';
import { loadDemo } from '../../demo/load.ts';
import { eventHash, eventIdOf, type StoredEvent, sha256 } from '../../eventstore/envelope.ts';
import { textsOf } from '../../eventstore/stored-form.ts';
import { type Places, placesOf } from '../../settings/settings.ts';
import { world } from '../../test/world.ts';
import { closing } from './closing.ts';
import { atLeast, type Bench, below, type Figure, percentile } from './figure.ts';
import {
  addProducts,
  CALLERS,
  execute,
  openProvince,
  type Province,
  recording,
  walkToImplementation,
} from './province.ts';
import { compare, inRounds, perSecond, together } from './rounds.ts';

const [ROUNDS, PRODUCTS, EACH] = [7, 4 * CALLERS, 25];
const MILLION = 1_000_000;
const quiet = { info: () => {}, warn: () => {} };

export const proof: Bench = {
  names: ['verify-hashes', 'proof-in-a-million', 'execute-beside-notary'],
  about: `hashes and tree of the demo's events, proofs in a log of a million, and executeCommand with ${CALLERS} callers with the notary and without`,
  measure: async (say) => [await hashes(say), await inAMillion(say), await besideNotary(say)],
};

/** From the text of an event to its leaf in the tree, against SHA-256 over the same texts alone. */
async function hashes(say: (line: string) => void): Promise<Figure> {
  const clock = { now: '2022-06-20T02:00:00.000Z' };
  const { executor, store } = world({ clock });
  await loadDemo({ executor, clock, offsetMs: 0, progress: () => {} });
  const events = await store.readAll({ limit: 100_000 });
  await store.close();
  const texts = events.map((event) => ({ ...textsOf(event), event }));
  const rounds = await inRounds(ROUNDS, say, async () => {
    const ours = await perSecond(events.length, () => {
      const tree = growTree();
      for (const { data, meta, event } of texts) {
        const read = { ...event, ...JSON.parse(meta), data: JSON.parse(data) } as StoredEvent;
        if (eventHash(read) !== read.hash || eventIdOf(read.hash) !== read.id) throw new Error('it fits');
        tree.add(leafOf(tree.size, read.hash));
      }
      tree.root();
    });
    const bare = await perSecond(events.length, () => {
      for (const { data, meta } of texts) sha256(data + meta);
    });
    return { ours, bare };
  });
  return {
    name: 'verify-hashes',
    unit: 'events/s',
    baseline: 'SHA-256 over the same texts',
    goal: { of: 'value', is: '>=', than: 100_000 },
    ...compare(rounds, 'ours', 'bare'),
  };
}

const inAMillion = (say: (line: string) => void): Promise<Figure> =>
  closing(async (onEnd) => {
    const { folder, close } = await openProvince();
    onEnd(close);
    const file = openMerkleFile(join(folder, 'notary.sqlite'));
    onEnd(async () => file.close());
    const edge = continueTiles([]);
    for (let i = 0; i < MILLION; i++) edge.add(leafOf(i, sha256(`event ${i}`)));
    file.save({ epoch: 'x', position: 'x', hash: 'x', size: MILLION }, edge.changed(), new Map());
    say('  a log of a million is there');
    const took: number[] = [];
    for (let i = 0; i < 500; i++) {
      const index = (i * 7919) % MILLION;
      const begun = performance.now();
      const node = nodesOf(file.read);
      inclusionProof(node, index, MILLION);
      took.push(performance.now() - begun);
    }
    const begun = performance.now();
    for (let i = 0; i < 500; i++) readFileSync(join(folder, 'notary.sqlite'), { flag: 'r' }).subarray(0, 1);
    const baselineValue = (performance.now() - begun) / 500;
    const value = percentile(took, 0.99);
    return {
      name: 'proof-in-a-million',
      unit: 'ms (p99)',
      baseline: 'reading the file of the log once',
      baselineValue,
      value,
      ratio: value / baselineValue,
      goal: below(20),
    };
  });

const besideNotary = (say: (line: string) => void): Promise<Figure> =>
  closing(async (onEnd) => {
    const province = await openProvince();
    onEnd(province.close);
    const places = placesOf({ OCOP_DATA: province.folder, OCOP_STORE_URL: '', OCOP_VAULT_URL: '' });
    const rounds = await inRounds(ROUNDS, say, async (no) => {
      const sides: Record<string, number> = {};
      // Who goes first has the warmer caches: by turns.
      for (const side of no % 2 === 0 ? ['with', 'without'] : ['without', 'with'])
        sides[side] = await recorded(province, side === 'with' ? places : undefined);
      return sides;
    });
    return {
      name: 'execute-beside-notary',
      unit: 'commands/s',
      baseline: 'the same without a notary',
      goal: atLeast(0.95),
      ...compare(rounds, 'with', 'without'),
    };
  });

async function recorded(province: Province, places: Places | undefined): Promise<number> {
  const products = await addProducts(province, PRODUCTS);
  await walkToImplementation(province, products);
  const notary = places && startNotaryAside({ places, log: quiet });
  if (notary) await caughtUp(notary, province);
  const asked = products.map((p) => Array.from({ length: EACH }, (_, i) => recording(p, i)));
  const rate = await perSecond(PRODUCTS * EACH, async () => {
    await together(CALLERS, asked, async (requests) => {
      for (const request of requests) await execute(province, request);
    });
  });
  if (notary) {
    await caughtUp(notary, province);
    await notary.stop();
  }
  return rate;
}

async function caughtUp(notary: NotaryAside, { store }: Province): Promise<void> {
  const head = (await store.head())?.position;
  while (notary.state().position !== head) await new Promise((resolve) => setTimeout(resolve, 5));
}
