import { expect, test } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { createExecutor } from '../eventstore/execute-command.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { worldWithProduct } from '../test/world.ts';
import { openSqliteVault } from './sqlite-vault.ts';
import { sweepVault } from './sweep-vault.ts';

test('a value whose command was refused is forgotten after a day, one an event holds is kept', async () => {
  const w = await worldWithProduct();
  const vault = openSqliteVault(':memory:', w.now);
  const executor = createExecutor({
    store: w.store,
    seal: vault.seal,
    clock: w.now,
    app: 'test',
    rulebookRef: refOfRulebook,
  });
  w.at('2022-02-10');
  const caller = { kind: 'person', id: 'demo-krong-nang-xa-1' } as const;
  const give = (name: string, input: unknown, commandId: string) =>
    executor.execute({ command: getCommand('productCycle', name), id: w.cycle, input, commandId, caller });
  await give('StartCycle', {}, 'start');
  await give('IdentifyPotential', { remarks: 'Có tiềm năng' }, 'potential');
  expect((await give('RejectIdea', { reason: 'Không phù hợp' }, 'refused')).outcome).toBe('refused');
  expect(await sweepVault(vault, w.store, '2022-02-10T10:00:00.000Z')).toBe(0);
  expect(await sweepVault(vault, w.store, '2022-02-12T10:00:00.000Z')).toBe(1);
  const fact = (await executor.look(productCycle, w.cycle)).facts.find((f) => f.type === 'PotentialIdentified');
  const { remarks } = (fact?.data ?? {}) as { remarks?: { ref: string } };
  expect(await vault.reveal(remarks?.ref ?? '')).toBe('Có tiềm năng');
  await vault.close();
});
