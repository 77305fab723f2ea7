import { expect, test } from 'vitest';
import type { Vault, VaultRow } from '../../vault/port.ts';
import { allRows, key, keyOfCommand, newOffice, seal, type VaultSubject } from './vault-subject.ts';

async function withThreeValues(subject: VaultSubject): Promise<{ vault: Vault; rows: VaultRow[] }> {
  const { vault } = await newOffice(subject);
  const [, c2] = await seal(vault, [key('c1', 'Nguyễn Văn A'), key('c2', ''), key('c3', '\u0000🫘')]);
  await vault.erase(c2?.ref ?? '');
  return { vault, rows: await allRows(vault) };
}

const byRef = (rows: readonly VaultRow[], commandId: string): VaultRow => {
  const row = rows.find(({ ref }) => ref.startsWith(keyOfCommand(commandId)));
  if (!row) throw new Error(`no row of ${commandId}`);
  return row;
};

export function movingContract(subject: VaultSubject): void {
  test('whose it is is known to every node, and no row', async () => {
    const { vault, another } = await newOffice(subject);
    expect(await vault.owner()).toBeUndefined();
    await vault.belongTo('one');
    expect(await (await another()).owner()).toBe('one');
    await vault.belongTo('two');
    expect(await vault.owner()).toBe('two');
    expect(await vault.rows({ limit: 1 })).toEqual([]);
  });

  test('rows are everything, in order of their reference by its bytes, page by page', async () => {
    const { vault } = await newOffice(subject);
    expect(await vault.rows({ limit: 10 })).toEqual([]);
    const sealed = await seal(
      vault,
      Array.from({ length: 25 }, (_, i) => key(`c${i}`, `${i}`)),
    );
    const refs = sealed.map(({ ref }) => ref).sort();
    for (const limit of [1, 7, 25, 1000]) expect((await allRows(vault, limit)).map(({ ref }) => ref)).toEqual(refs);
    expect(await vault.rows({ limit: 7 })).toHaveLength(7);
    expect((await vault.rows({ after: refs[22] ?? '', limit: 7 })).map(({ ref }) => ref)).toEqual(refs.slice(23));
  });

  test('references that differ in case or punctuation have one order everywhere', async () => {
    const { vault } = await newOffice(subject);
    const { rows } = await withThreeValues(subject);
    const refs = ['vault:B', 'vault:a', 'vault-c', 'vault:A', 'vault:đ', 'vault:_', 'vault:z'];
    await vault.adopt(refs.map((ref) => ({ ...byRef(rows, 'c1'), ref })));
    expect((await allRows(vault, 2)).map(({ ref }) => ref)).toEqual([...refs].sort());
  });

  test('an empty vault takes everything over as it was, and repeats and reveals it', async () => {
    const { vault: from, rows } = await withThreeValues(subject);
    const { vault: to } = await newOffice(subject);
    await to.adopt(rows);
    expect(await allRows(to)).toEqual(rows);
    expect(await to.reveal(byRef(rows, 'c1').ref)).toBe('Nguyễn Văn A');
    const repeated = [key('c1', 'Nguyễn Văn A'), key('c2', '')];
    expect(await to.recall(repeated)).toEqual(await from.recall(repeated));
  });

  test('repeated, whole or in parts or in any order, it changes nothing', async () => {
    const { rows } = await withThreeValues(subject);
    const { vault, clock } = await newOffice(subject);
    await vault.adopt(rows.slice(1));
    clock.now = '2023-01-01T00:00:00.000Z';
    await vault.adopt([...rows].reverse());
    await vault.adopt([...rows, ...rows]);
    await vault.adopt([]);
    expect(await allRows(vault)).toEqual(rows);
  });

  test('what is here and not there stays', async () => {
    const { rows } = await withThreeValues(subject);
    const { vault } = await newOffice(subject);
    const [own] = await seal(vault, [key('own', 'B')]);
    await vault.adopt(rows);
    expect(await vault.reveal(own?.ref ?? '')).toBe('B');
    expect(await allRows(vault)).toHaveLength(4);
  });

  test('what was erased there is erased here', async () => {
    const { vault: from, rows } = await withThreeValues(subject);
    const { vault: to } = await newOffice(subject);
    await to.adopt(rows);
    await from.erase(byRef(rows, 'c1').ref);
    const later = await allRows(from);
    await to.adopt(later);
    expect(await allRows(to)).toEqual(later);
    expect(await to.reveal(byRef(rows, 'c1').ref)).toBeUndefined();
    expect(await to.reveal(byRef(rows, 'c3').ref)).toBe('\u0000🫘');
  });

  test('what was erased here stays erased', async () => {
    const { rows } = await withThreeValues(subject);
    const { vault } = await newOffice(subject);
    await vault.adopt(rows);
    await vault.erase(byRef(rows, 'c1').ref);
    await vault.adopt(rows);
    expect(byRef(await allRows(vault), 'c1')).toMatchObject({ salt: null, value: null });
  });

  test('another value under one reference is refused, and nothing of it is taken over', async () => {
    const { rows } = await withThreeValues(subject);
    const { vault } = await newOffice(subject);
    const clash = byRef(rows, 'c3').ref;
    await vault.adopt([{ ...byRef(rows, 'c1'), ref: clash }]);
    const before = await allRows(vault);
    await expect(vault.adopt(rows)).rejects.toMatchObject({
      name: 'VaultError',
      code: 'VAULT_ROW_DIFFERS',
      message: expect.stringContaining(clash),
    });
    expect(await allRows(vault)).toEqual(before);
    await vault.adopt(rows.filter(({ ref }) => ref !== clash));
    expect(await allRows(vault)).toHaveLength(3);
  });

  test('also when both have erased it, and when one call brings both', async () => {
    const { rows } = await withThreeValues(subject);
    const { vault } = await newOffice(subject);
    const erased = { ...byRef(rows, 'c2'), commitment: 'f'.repeat(64) };
    const refused = { code: 'VAULT_ROW_DIFFERS' };
    await expect(vault.adopt([...rows, erased])).rejects.toMatchObject(refused);
    expect(await allRows(vault)).toEqual([]);
    await vault.adopt(rows);
    await expect(vault.adopt([erased])).rejects.toMatchObject(refused);
    expect(await allRows(vault)).toEqual(rows);
  });

  const damages: Record<string, (row: VaultRow) => VaultRow> = {
    'another value': (row) => ({ ...row, value: 'Nguyễn Văn B' }),
    'another salt': (row) => ({ ...row, salt: '00'.repeat(32) }),
    'a lost salt': (row) => ({ ...row, salt: null }),
    'a lost value': (row) => ({ ...row, value: null }),
  };
  for (const [name, damage] of Object.entries(damages))
    test(`a row that does not fit its commitment is refused with all others: ${name}`, async () => {
      const { rows } = await withThreeValues(subject);
      const { vault } = await newOffice(subject);
      const damaged = rows.map((row) => (row.ref === byRef(rows, 'c1').ref ? damage(row) : row));
      const error = await vault.adopt(damaged).catch((thrown) => thrown);
      expect(error).toMatchObject({ name: 'VaultError', code: 'VAULT_ROW_DAMAGED' });
      expect(error.message).not.toContain('Nguyễn');
      expect(await allRows(vault)).toEqual([]);
    });

  test('nodes that take the same over at once do not hinder each other', async () => {
    const { rows } = await withThreeValues(subject);
    const office = await newOffice(subject);
    const other = await office.another();
    await Promise.all([office.vault.adopt(rows), other.adopt([...rows].reverse()), office.vault.adopt(rows)]);
    expect(await allRows(other)).toEqual(rows);
  });
}
