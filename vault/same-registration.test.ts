import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { registerProducer } from '../domain/producer/producer.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { createExecutor } from '../eventstore/execute-command.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { worldWithProduct } from '../test/world.ts';
import type { Vault } from './port.ts';
import { sameRegistration } from './same-registration.ts';
import { openSqliteVault } from './sqlite-vault.ts';

test('a number that another producer is registered under is found however it is written, until it is erased', async () => {
  const w = await worldWithProduct();
  const vault = openSqliteVault(':memory:', w.now);
  const find = sameRegistration(vault, w.store);
  const others = (registration: string, except = 'ho-c') => find({ registration, except });
  expect(await others('66A8-0001')).toEqual([]);
  await register(w, vault, 'ho-a', '66A8-0001');
  await register(w, vault, 'ho-b', '66A8-0002');
  await register(w, vault, 'ho-khong-so');
  expect(await others('66a8 0001')).toEqual(['ho-a']);
  await register(w, vault, 'ho-c', '66A8.0001');
  expect(await Promise.all([others('66A8-0001'), others('66A8-0001', 'ho-a')])).toEqual([['ho-a'], ['ho-c']]);
  expect(await others('66A8-0003')).toEqual([]);
  expect(await others('--')).toEqual([]);
  const [event] = await w.store.readStream('producer-ho-a');
  const { registration } = (event as StoredEvent).data as { registration: { ref: string } };
  await vault.erase(registration.ref);
  expect(await others('66A8-0001')).toEqual([]);
  await vault.close();
});

test('where the vault has indexed another history, this one is gone through from its beginning', async () => {
  const w = await worldWithProduct();
  const vault = openSqliteVault(':memory:', w.now);
  await register(w, vault, 'ho-a', '66A8-0001');
  const [epoch, head] = [w.store.epoch, await w.store.head()];
  for (const other of [
    ['another store', head?.position, head?.hash],
    [epoch, head?.position, 'of what a restore took away'],
    [epoch, '999999', head?.hash],
  ]) {
    await vault.index({ entries: [], from: await vault.indexedTo(), to: JSON.stringify(other) });
    expect(await sameRegistration(vault, w.store)({ registration: '66A8-0001', except: 'ho-b' })).toEqual(['ho-a']);
  }
  await vault.close();
});

test('a vault of a release that indexed nothing takes its index at the first opening', async () => {
  const w = await worldWithProduct();
  const folder = mkdtempSync(join(tmpdir(), 'ocop-vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'vault.sqlite');
  const before = openSqliteVault(file, w.now);
  await register(w, before, 'ho-a', '66A8-0001');
  await before.close();
  const db = new DatabaseSync(file);
  db.exec('DROP TABLE mark');
  db.close();
  const looking = openSqliteVault(file, w.now, { readOnly: true });
  expect(await looking.findSame('66a80001')).toEqual([]);
  await looking.close();
  const vault = openSqliteVault(file, w.now);
  const find = sameRegistration(vault, w.store);
  expect(await find({ registration: '66a8 0001', except: 'ho-b' })).toEqual(['ho-a']);
  expect(readFileSync(file).includes('66a80001'), 'the index holds no number').toBe(false);
  await vault.close();
});

async function register(
  w: Awaited<ReturnType<typeof worldWithProduct>>,
  vault: Vault,
  id: string,
  registration?: string,
): Promise<void> {
  const executor = createExecutor({ store: w.store, vault, clock: w.now, app: 'test', rulebookRef: refOfRulebook });
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
}
