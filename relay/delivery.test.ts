import { expect, test } from 'vitest';
import { silent } from '../test/temporal-world.ts';
import { startDelivery } from './delivery.ts';

test('with very much on its way and Temporal away, stopping just stops', async () => {
  const stopping = new AbortController();
  const sink = {
    send: () => Promise.reject(new Error('away')),
    endRun: async () => {},
    running: async () => new Set<string>(),
    runOf: async () => 'none' as const,
    namespaceId: async () => 'simulated',
  };
  const delivery = startDelivery({ sink, log: silent, width: 24, stopping: stopping.signal });
  for (let i = 0; i < 20_000; i++) delivery.enqueue(`productCycle-66-2022-p${i}-1`, { revision: 0, position: '' });
  stopping.abort();
  await delivery.settled();
  expect(delivery.count()).toBe(0);
});
