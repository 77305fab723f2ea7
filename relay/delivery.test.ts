import { expect, test } from 'vitest';
import { silent } from '../test/temporal-world.ts';
import { pauseFor, startDelivery } from './delivery.ts';

const temporal = (send: () => Promise<void>) => ({
  send,
  endRun: async () => {},
  running: async () => new Set<string>(),
  runOf: async () => 'none' as const,
  namespaceId: async () => 'simulated',
});

test('with very much on its way and Temporal away, stopping just stops', async () => {
  const stopping = new AbortController();
  const sink = temporal(() => Promise.reject(new Error('away')));
  const delivery = startDelivery({ sink, log: silent, width: 24, stopping: stopping.signal });
  for (let i = 0; i < 20_000; i++) delivery.enqueue(`productCycle-66-2022-p${i}-1`, { revision: 0, position: '' });
  stopping.abort();
  await delivery.settled();
  expect(delivery.count()).toBe(0);
});

test('who waits for what nobody hurries is answered when it stops', async () => {
  const stopping = new AbortController();
  const sink = temporal(async () => {});
  const delivery = startDelivery({ sink, log: silent, width: 24, stopping: stopping.signal });
  delivery.enqueueUnhurried('productCycle-66-2022-p1-1', { revision: 0, position: '' });
  const settled = delivery.settled();
  stopping.abort();
  await settled;
  expect(delivery.count()).toBe(0);
});

test('what nobody hurries goes when nothing more comes, a few at a time, and not twice', async () => {
  const stopping = new AbortController();
  const took: string[] = [];
  let underWay = 0;
  let most = 0;
  const sink = {
    ...temporal(async () => {}),
    send: async (stream: string) => {
      took.push(stream);
      most = Math.max(most, ++underWay);
      await pauseFor(5, stopping.signal);
      underWay--;
    },
  };
  const delivery = startDelivery({ sink, log: silent, width: 24, stopping: stopping.signal, quietMs: 50 });
  for (const stream of ['a', 'b', 'c', 'd', 'e']) delivery.enqueueUnhurried(stream, { revision: 0, position: '' });
  delivery.enqueue('e', { revision: 1, position: '' });
  await pauseFor(20, stopping.signal);
  expect(took).toEqual(['e']);
  await delivery.settled();
  expect(took).toEqual(['e', 'a', 'b', 'c', 'd']);
  expect(most).toBe(2);
});

test('what is held goes once, with the newest, or not at all', async () => {
  const stopping = new AbortController();
  const took: string[] = [];
  const sink = {
    ...temporal(async () => {}),
    send: async (stream: string, at: number) => void took.push(`${stream}@${at}`),
  };
  const delivery = startDelivery({ sink, log: silent, width: 24, stopping: stopping.signal });
  for (const revision of [1, 2, 3]) delivery.hold('a', { revision, position: '' });
  delivery.hold('b', { revision: 1, position: '' });
  expect([delivery.drop('b'), delivery.drop('b'), delivery.has('a'), delivery.count()]).toEqual([true, false, true, 1]);
  delivery.hold('c', { revision: 1, position: '' });
  delivery.enqueue('c', { revision: 2, position: '' });
  await delivery.settled();
  expect(took.sort()).toEqual(['a@3', 'c@2']);
  delivery.hold('d', { revision: 1, position: '' });
  stopping.abort();
  await delivery.settled();
  expect(took).toHaveLength(2);
});
