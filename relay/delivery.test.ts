import { expect, test } from 'vitest';
import { silent } from '../test/temporal-world.ts';
import { startDelivery } from './delivery.ts';

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
