import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerProducer } from '../domain/producer/producer.ts';
import { hashFits } from '../eventstore/envelope.ts';
import { createExecutor } from '../eventstore/execute-command.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
import { seal } from '../test/contracts/vault-subject.ts';
import { worldWithProduct } from '../test/world.ts';
import type { Vault } from './port.ts';
import { VaultError } from './port.ts';
import { openSqliteVault } from './sqlite-vault.ts';
import { sweepVault } from './sweep-vault.ts';

let folder: string;
let file: string;
let vault: Vault;
const clock = { now: '2022-03-01T02:00:00.000Z' };
const reopen = () => openSqliteVault(file, () => clock.now);
const key = (commandId: string, value: string, path = '/name') => ({ stream: 'producer-a', commandId, path, value });
const sealed = (...values: ReturnType<typeof key>[]) => seal(vault, values);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'));
  file = join(folder, 'vault.db');
  clock.now = '2022-03-01T02:00:00.000Z';
  vault = reopen();
});
afterEach(async () => {
  await vault.close();
  rmSync(folder, { recursive: true });
});

test('a file that was closed and opened again holds what it held', async () => {
  const first = await sealed(key('c1', 'A'));
  await vault.close();
  vault = reopen();
  expect(await vault.recall([key('c1', 'A')])).toEqual([first]);
  expect(await vault.reveal(first[0]?.ref ?? '')).toBe('A');
});

test('a file that a newer release has written is refused and left as it is', async () => {
  await vault.close();
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version=2');
  db.close();
  const before = readFileSync(file);
  expect(reopen).toThrow(expect.objectContaining({ name: 'VaultError', code: 'VAULT_TOO_NEW' }));
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a file from before there was a format is taken as the first', async () => {
  const [ref] = await sealed(key('c1', 'A'));
  await vault.close();
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version=0');
  db.close();
  vault = reopen();
  expect(await vault.reveal(ref?.ref ?? '')).toBe('A');
});

test('a file that is no vault is an outage that names it', () => {
  const other = join(folder, 'other.db');
  writeFileSync(other, 'no database at all, but long enough to be looked at as one');
  const open = () => openSqliteVault(other, () => clock.now);
  expect(open).toThrow(VaultError);
  expect(open).toThrow(other);
});

test('what was erased while another process read is out of the log once that has ended', async () => {
  const [{ ref } = { ref: '' }] = await sealed(key('c1', 'Tên cần quên'));
  const reader = new DatabaseSync(file, { readOnly: true });
  reader.exec('BEGIN; SELECT * FROM value');
  expect(await vault.erase(ref)).toBe(true);
  const inLog = () => readFileSync(`${file}-wal`).includes('Tên cần quên');
  expect(inLog()).toBe(true);
  reader.close();
  await vi.waitFor(() => expect(inLog()).toBe(false), 10_000);
}, 120_000);

test('a log that grew beside a long reader is cut once the reader has gone', async () => {
  await sealed(key('c0', 'A'));
  const reader = new DatabaseSync(file, { readOnly: true });
  reader.exec('BEGIN; SELECT * FROM value');
  for (let i = 1; i <= 30; i++) await sealed(key(`c${i}`, 'x'.repeat(1_000_000)));
  const size = () => statSync(`${file}-wal`).size;
  expect(size()).toBeGreaterThan(30_000_000);
  reader.close();
  for (let i = 31; i <= 33; i++) await sealed(key(`c${i}`, 'x'));
  expect(size()).toBeLessThan(17_000_000);
});

test.each(['erased', 'swept', 'erased elsewhere'])('what was %s is neither in the file nor in its log', async (how) => {
  const [{ ref, commitment } = { ref: '', commitment: '' }] = await sealed(key('c1', 'Tên cần quên'));
  const sealedAt = clock.now;
  if (how === 'erased') await vault.erase(ref);
  if (how === 'swept') await vault.sweep({ before: '2022-03-02T02:00:00.000Z', isReferenced: () => false });
  if (how === 'erased elsewhere') await vault.adopt([{ ref, salt: null, value: null, commitment, sealedAt }]);
  expect(await vault.reveal(ref)).toBeUndefined();
  for (const suffix of ['', '-wal']) expect(readFileSync(file + suffix).includes('Tên cần quên')).toBe(false);
});

const nameRef = (data: unknown): string => (data as { name: { ref: string } }).name.ref;

type Sent = { by?: string; ifMatch?: number };

async function registered(
  commandId = 'register-1',
  name = 'Hợp tác xã B',
  { until = 'registered' }: { until?: 'ready' | 'registered' } = {},
) {
  const store = openSqliteStore(':memory:');
  const w = await worldWithProduct({ store });
  const seen: (string | undefined)[] = [];
  const append = store.append;
  store.append = async (...args) => {
    const [event] = args[2];
    if (event?.type === 'ProducerRegistered') seen.push(await vault.reveal(nameRef(event.data)));
    return append(...args);
  };
  const executor = createExecutor({ store, vault, clock: w.now, app: 'test', rulebookRef: refOfRulebook });
  const register = (value = name, more = {}, { by = 'demo-krong-nang-xa-1', ...rest }: Sent = {}) =>
    executor.execute({
      command: registerProducer,
      id: 'htx-b',
      input: { province: '66', place: '650-01', kind: 'cooperative', name: value, ...more },
      commandId,
      caller: { kind: 'person', id: by },
      ...rest,
    });
  const result = until === 'registered' ? await register() : undefined;
  return { store, register, result, seen };
}

test('a refused command leaves nothing in the vault; sent again with the name mended, the mended name is what is read', async () => {
  const { store, register } = await registered('register-1', 'Hợp tác xã B', { until: 'ready' });
  const refused = [
    await register('Tên sai', { occurredOn: '2999-01-01' }),
    await register('Tên sai', {}, { ifMatch: 7 }),
    await register('Tên sai', {}, { by: 'demo-lak' }),
  ];
  expect(refused.map((r) => r.outcome)).toEqual(['refused', 'stale', 'refused']);
  expect(await vault.rows({ limit: 10 })).toEqual([]);
  expect((await register('Tên đúng')).outcome).toBe('appended');
  const [event] = await store.readStream('producer-htx-b');
  expect(await vault.reveal(nameRef(event?.data))).toBe('Tên đúng');
});

test('the value is in the vault before the event is appended, and never in the store', async () => {
  const { store, seen, result } = await registered();
  expect(result?.outcome).toBe('appended');
  expect(seen).toEqual(['Hợp tác xã B']);
  expect(JSON.stringify(await store.readAll({ limit: 10_000 }))).not.toContain('Hợp tác xã B');
});

test('a repeated command is already applied; with another personal value its id was used before', async () => {
  const { register } = await registered();
  expect((await register()).outcome).toBe('already-applied');
  expect(await register('Hợp tác xã C')).toMatchObject({ refusal: { code: 'COMMAND_ID_REUSED' } });
});

test('erasing leaves every event as it was', async () => {
  const { store, register } = await registered();
  const [event] = await store.readStream('producer-htx-b');
  const ref = nameRef(event?.data);
  await vault.erase(ref);
  const [again] = await store.readStream('producer-htx-b');
  expect(again).toEqual(event);
  expect(again && hashFits(again)).toBe(true);
  expect((await register()).outcome).toBe('already-applied');
});

test('the sweep takes what no event refers to after a day, and nothing else', async () => {
  const { store } = await registered();
  const [event] = await store.readStream('producer-htx-b');
  const kept = nameRef(event?.data);
  const [orphan] = await sealed(key('refused', 'X'));
  expect(await sweepVault(vault, store, '2022-03-02T01:00:00.000Z')).toMatchObject({ unreferred: 0 });
  clock.now = '2022-03-02T03:00:00.000Z';
  const [young] = await sealed(key('young', 'Y'));
  expect(await sweepVault(vault, store, '2022-03-02T03:00:00.000Z')).toMatchObject({ unreferred: 1 });
  expect(await vault.reveal(orphan?.ref ?? '')).toBeUndefined();
  expect(await vault.reveal(young?.ref ?? '')).toBe('Y');
  expect(await vault.reveal(kept)).toBe('Hợp tác xã B');
});
