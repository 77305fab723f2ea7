import { expect, test } from 'vitest';
import { newOffice, type VaultSubject } from './vault-subject.ts';

export function notesContract(subject: VaultSubject): void {
  test('a note is read on every node, replaced as a whole, and gone once it is dropped', async () => {
    const { vault, another } = await newOffice(subject);
    const other = await another();
    expect(await vault.noteOf('a')).toBeUndefined();
    await vault.keepNote('a', 'one');
    await other.keepNote('a', 'two');
    await vault.keepNote('b', 'three');
    expect(await vault.noteOf('a')).toBe('two');
    await other.dropNote('a');
    expect([await vault.noteOf('a'), await vault.noteOf('b')]).toEqual([undefined, 'three']);
    await vault.dropNote('a');
  });

  test('one that was kept later than asked stays', async () => {
    const { vault } = await newOffice(subject);
    await vault.keepNote('a', 'one');
    await vault.dropNote('a', '2000-01-01T00:00:00.000Z');
    expect(await vault.noteOf('a')).toBe('one');
    await vault.dropNote('a', '2100-01-01T00:00:00.000Z');
    expect(await vault.noteOf('a')).toBeUndefined();
  });

  test('the sweep, which knows events alone, leaves notes to whoever keeps them', async () => {
    const { vault } = await newOffice(subject);
    await vault.keepNote('a', 'one');
    expect(await vault.sweep({ before: '2100-01-01T00:00:00.000Z', isReferenced: () => false })).toBe(0);
    expect(await vault.noteOf('a')).toBe('one');
  });
}
