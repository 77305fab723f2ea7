import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerProducer } from '../domain/producer/producer.ts';
import { hashFits } from '../eventstore/envelope.ts';
import { createExecutor } from '../eventstore/execute-command.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
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
const sealed = async (...values: ReturnType<typeof key>[]) => vault.seal(values);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'));
  file = join(folder, 'vault.db');
  clock.now = '2022-03-01T02:00:00.000Z';
  vault = reopen();
});
afterEach(() => {
  vault.close();
  rmSync(folder, { recursive: true });
});

test('a value is sealed under a reference and a salted commitment, and revealed again', async () => {
  const [name, contact] = await sealed(key('c1', 'Nguyễn Văn A'), key('c1', '0905', '/contact'));
  expect(name?.commitment).toMatch(/^[0-9a-f]{64}$/);
  expect(name?.commitment).not.toBe(createHash('sha256').update('Nguyễn Văn A').digest('hex'));
  expect(name?.ref).not.toBe(contact?.ref);
  expect(await vault.reveal(name?.ref ?? '')).toBe('Nguyễn Văn A');
  expect(await vault.reveal(contact?.ref ?? '')).toBe('0905');
  expect(await vault.reveal('vault:none')).toBeUndefined();
});

test('equal values under different keys have different commitments', async () => {
  const [a, b] = await sealed(key('c1', 'A'), key('c2', 'A'));
  expect(a?.commitment).not.toBe(b?.commitment);
});

test('a repeat gives the same reference and commitment, also after the file was reopened', async () => {
  const first = await sealed(key('c1', 'A'));
  vault.close();
  vault = reopen();
  expect(await sealed(key('c1', 'A'))).toEqual(first);
});

test('20 callers that seal one key at once agree', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => sealed(key('c1', 'A'))));
  expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
});

test('two vaults on one file agree on the first writer', async () => {
  const other = reopen();
  const [a, b] = await Promise.all([sealed(key('c1', 'A')), other.seal([key('c1', 'A')])]);
  expect(a).toEqual(b);
  other.close();
});

test('another value under the same key has another commitment and changes nothing', async () => {
  const [first] = await sealed(key('c1', 'A'));
  const [second] = await sealed(key('c1', 'B'));
  expect(second?.ref).toBe(first?.ref);
  expect(second?.commitment).not.toBe(first?.commitment);
  expect(await vault.reveal(first?.ref ?? '')).toBe('A');
  expect(await sealed(key('c1', 'A'))).toEqual([first]);
});

test('the commitment is SHA-256 of salt and value', async () => {
  const [ref] = await sealed(key('c1', 'Ẫ'));
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file);
  const row = db.prepare('SELECT salt FROM value').get() as { salt: Uint8Array };
  db.close();
  expect(row.salt).toHaveLength(32);
  const expected = createHash('sha256')
    .update(Buffer.concat([row.salt, Buffer.from('Ẫ', 'utf8')]))
    .digest('hex');
  expect(ref?.commitment).toBe(expected);
});

test('what was answered is durable: another opening sees it although this one was never closed', async () => {
  const [ref] = await sealed(key('c1', 'A'));
  const afterCrash = reopen();
  expect(await afterCrash.reveal(ref?.ref ?? '')).toBe('A');
  afterCrash.close();
});

test('the values of one seal are written together or not at all', async () => {
  const bad = { ...key('c1', 'B', '/contact'), value: undefined as unknown as string };
  await expect(sealed(key('c1', 'A'), bad)).rejects.toThrow(VaultError);
  const [ref] = await sealed(key('c1', 'B'));
  expect(await vault.reveal(ref?.ref ?? '')).toBe('B');
});

test('a closed vault says so', async () => {
  vault.close();
  await expect(sealed(key('c1', 'A'))).rejects.toThrow('closed');
});

test('erasing forgets value and salt, in the file and its log too', async () => {
  const [ref] = await sealed(key('c1', 'Tên cần quên'));
  expect(await vault.erase(ref?.ref ?? '')).toBe(true);
  expect(await vault.erase(ref?.ref ?? '')).toBe(false);
  expect(await vault.erase('vault:none')).toBe(false);
  expect(await vault.reveal(ref?.ref ?? '')).toBeUndefined();
  for (const suffix of ['', '-wal']) expect(readFileSync(file + suffix).includes('Tên cần quên')).toBe(false);
  expect(await sealed(key('c1', 'Tên cần quên'))).toEqual([ref]);
  expect(await vault.reveal(ref?.ref ?? '')).toBeUndefined();
});

const nameRef = (data: unknown): string => (data as { name: { ref: string } }).name.ref;

async function registered(commandId = 'register-1', name = 'Hợp tác xã B') {
  const store = openSqliteStore(':memory:');
  const w = await worldWithProduct({ store });
  const seen: (string | undefined)[] = [];
  const append = store.append;
  store.append = async (...args) => {
    const [event] = args[2];
    if (event?.type === 'ProducerRegistered') seen.push(await vault.reveal(nameRef(event.data)));
    return append(...args);
  };
  const executor = createExecutor({ store, seal: vault.seal, clock: w.now, app: 'test', rulebookRef: refOfRulebook });
  const register = (value = name) =>
    executor.execute({
      command: registerProducer,
      id: 'htx-b',
      input: { province: '66', place: '650-01', kind: 'cooperative', name: value },
      commandId,
      caller: { kind: 'person', id: 'demo-krong-nang-xa-1' },
    });
  const result = await register();
  return { store, register, result, seen };
}

test('the value is in the vault before the event is appended, and never in the store', async () => {
  const { store, seen, result } = await registered();
  expect(result.outcome).toBe('appended');
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
  const [repeated] = await sealed(key('repeated', 'Y'));
  expect(await sweepVault(vault, store, '2022-03-02T01:00:00.000Z')).toBe(0);
  clock.now = '2022-03-02T03:00:00.000Z';
  await sealed(key('repeated', 'Y'));
  expect(await sweepVault(vault, store, '2022-03-02T03:00:00.000Z')).toBe(1);
  expect(await vault.reveal(orphan?.ref ?? '')).toBeUndefined();
  expect(await vault.reveal(repeated?.ref ?? '')).toBe('Y');
  expect(await vault.reveal(kept)).toBe('Hợp tác xã B');
});
