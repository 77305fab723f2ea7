import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { canonical } from '../eventstore/canonical.ts';
import type { Vault } from './port.ts';
import { sheetDrafts } from './sheet-drafts.ts';
import { openSqliteVault } from './sqlite-vault.ts';

const of = { session: '66-2022-hd-1', cycle: '66-2022-ca-phe-1', member: 'uy-vien-1' };
const sheet = { choices: { '1.1': '1.1/3', '1.2': null } };
let folder: string;
let vault: Vault;
let now = '2022-06-01T02:00:00.000Z';
const key = randomBytes(32);
const drafts = (by = key) => sheetDrafts({ vault, key: { toClose: () => by, toOpen: () => by }, canonical });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drafts-'));
  vault = openSqliteVault(join(folder, 'vault.sqlite'), () => now);
});
afterEach(async () => {
  await vault.close();
  rmSync(folder, { recursive: true });
});

test('a draft is read by who wrote it, replaced as a whole, and dropped', async () => {
  expect(await drafts().read(of)).toBeUndefined();
  await drafts().keep(of, { choices: {} });
  await drafts().keep(of, sheet);
  expect(await drafts().read(of)).toEqual(sheet);
  expect(await drafts().read({ ...of, member: 'uy-vien-2' })).toBeUndefined();
  expect(await drafts().read({ ...of, cycle: '66-2022-tieu-1' })).toBeUndefined();
  await drafts().drop(of);
  expect(await drafts().read(of)).toBeUndefined();
});

test('who has the vault without the key sees neither whose it is, nor of what, nor what it says', async () => {
  await drafts().keep(of, sheet);
  expect(await drafts(randomBytes(32)).read(of)).toBeUndefined();
  await vault.close();
  const bytes = readFileSync(join(folder, 'vault.sqlite')).toString('latin1');
  for (const word of ['uy-vien-1', 'ca-phe', '66-2022-hd-1', '1.1/3']) expect(bytes).not.toContain(word);
  vault = openSqliteVault(join(folder, 'vault.sqlite'), () => now);
});

test('while the key is away nothing is read, and nothing dropped', async () => {
  await drafts().keep(of, sheet);
  const missing = () => {
    throw new CodedError('SEAL_KEY_MISSING', 'not here');
  };
  const away = sheetDrafts({ vault, key: { toClose: missing, toOpen: missing }, canonical });
  await expect(away.keep(of, sheet)).rejects.toMatchObject({ code: 'SEAL_KEY_MISSING' });
  expect(await away.read(of)).toBeUndefined();
  await away.drop(of);
  expect(await drafts().read(of)).toEqual(sheet);
});

test('what was written after the sheet was sealed stays: its member works on another revision', async () => {
  await drafts().keep(of, sheet);
  await drafts().drop(of, '2022-05-31T00:00:00.000Z');
  expect(await drafts().read(of)).toEqual(sheet);
  now = '2022-06-02T02:00:00.000Z';
  await drafts().drop(of, now);
  expect(await drafts().read(of)).toBeUndefined();
});
