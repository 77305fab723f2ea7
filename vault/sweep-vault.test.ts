import { expect, test } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { createExecutor } from '../eventstore/execute-command.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { worldWithProduct } from '../test/world.ts';
import { openSqliteVault } from './sqlite-vault.ts';
import { sweepVault } from './sweep-vault.ts';

test('a value whose command lost the race for its stream is forgotten after a day, one an event holds is kept', async () => {
  const w = await worldWithProduct();
  const vault = openSqliteVault(':memory:', w.now);
  const node = () => createExecutor({ store: w.store, vault, clock: w.now, app: 'test', rulebookRef: refOfRulebook });
  const executor = node();
  w.at('2022-02-10');
  const caller = { kind: 'person', id: 'demo-krong-nang-xa-1' } as const;
  const give = (name: string, input: unknown, commandId: string, on = executor) =>
    on.execute({ command: getCommand('productCycle', name), id: w.cycle, input, commandId, caller });
  await give('StartCycle', {}, 'start');
  await give('IdentifyPotential', { remarks: 'Có tiềm năng' }, 'potential');
  expect((await give('RejectIdea', { reason: 'Không phù hợp' }, 'refused')).outcome).toBe('refused');
  expect(await vault.rows({ limit: 9 })).toHaveLength(1);
  const append = w.store.append;
  w.store.append = async (stream, expected, events) => {
    w.store.append = append;
    await give('WithdrawProduct', { reason: 'Rút' }, 'faster', node());
    return append(stream, expected, events);
  };
  expect((await give('RegisterIdea', { summary: 'Đến sau' }, 'slower')).outcome).toBe('refused');
  expect(await vault.rows({ limit: 9 })).toHaveLength(3);
  expect(await sweepVault(vault, w.store, '2022-02-10T10:00:00.000Z')).toMatchObject({ unreferred: 0 });
  expect(await sweepVault(vault, w.store, '2022-02-12T10:00:00.000Z')).toMatchObject({ unreferred: 1 });
  const fact = (await executor.look(productCycle, w.cycle)).facts.find((f) => f.type === 'PotentialIdentified');
  const { remarks } = (fact?.data ?? {}) as { remarks?: { ref: string } };
  expect(await vault.reveal(remarks?.ref ?? '')).toBe('Có tiềm năng');
  await vault.close();
});
