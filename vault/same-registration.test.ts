import { expect, test } from 'vitest';
import { registerProducer } from '../domain/producer/producer.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { createExecutor } from '../eventstore/execute-command.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { worldWithProduct } from '../test/world.ts';
import { sameRegistration } from './same-registration.ts';
import { openSqliteVault } from './sqlite-vault.ts';

test('a number that another producer is registered under is found however it is written, until it is erased', async () => {
  const w = await worldWithProduct();
  const vault = openSqliteVault(':memory:', w.now);
  const executor = createExecutor({ store: w.store, vault, clock: w.now, app: 'test', rulebookRef: refOfRulebook });
  const register = async (id: string, registration?: string) => {
    const input = {
      province: '66',
      place: '650-01',
      kind: 'cooperative',
      name: id,
      ...(registration && { registration }),
    };
    const caller = { kind: 'person', id: 'demo-krong-nang-xa-1' } as const;
    const result = await executor.execute({ command: registerProducer, id, input, commandId: id, caller });
    expect(result.outcome).toBe('appended');
  };
  const find = sameRegistration(vault, w.store);
  const others = (registration: string, except = 'ho-c') => find({ registration, except });
  expect(await others('66A8-0001')).toEqual([]);
  await register('ho-a', '66A8-0001');
  await register('ho-b', '66A8-0002');
  await register('ho-khong-so');
  expect(await others('66a8 0001')).toEqual(['ho-a']);
  await register('ho-c', '66A8.0001');
  expect(await Promise.all([others('66A8-0001'), others('66A8-0001', 'ho-a')])).toEqual([['ho-a'], ['ho-c']]);
  expect(await others('66A8-0003')).toEqual([]);
  expect(await others('--')).toEqual([]);
  const [event] = await w.store.readStream('producer-ho-a');
  const { registration } = (event as StoredEvent).data as { registration: { ref: string } };
  await vault.erase(registration.ref);
  expect(await others('66A8-0001')).toEqual([]);
  await vault.close();
});
