import { expect, test } from 'vitest';
import { allRows, key, newOffice, seal, type VaultSubject } from './vault-subject.ts';

export function indexContract(subject: VaultSubject): void {
  async function withTwo() {
    const office = await newOffice(subject);
    const refs = await seal(office.vault, [key('c1', 'A', '/number'), key('c2', 'a', '/number')]);
    const [first, second] = refs.map(({ ref }) => ref) as [string, string];
    const entries = [
      { ref: second, subject: 'htx-b', text: 'a' },
      { ref: first, subject: 'htx-a', text: 'a' },
    ];
    return { ...office, first, second, entries };
  }

  test('what one node has indexed is found by every node, and only that', async () => {
    const { vault, another, entries } = await withTwo();
    expect(await vault.findSame('a')).toEqual([]);
    expect(await vault.index({ entries, from: undefined, to: '1' })).toBe(true);
    for (const node of [vault, await another()]) {
      expect(await node.indexedTo()).toBe('1');
      expect(await node.findSame('a')).toEqual(['htx-a', 'htx-b']);
      expect(await node.findSame('A')).toEqual([]);
    }
  });

  test('of nodes that go on from one place at once, one does, and the key stays one', async () => {
    const { vault, another, entries } = await withTwo();
    const nodes = [vault, await another(), await another()];
    const index = (from: string | undefined, to: string) =>
      Promise.all(nodes.map((node) => node.index({ entries, from, to })));
    expect((await index(undefined, '1')).filter(Boolean)).toHaveLength(1);
    expect((await index('1', '2')).filter(Boolean)).toHaveLength(1);
    expect(await vault.index({ entries: [], from: '1', to: '3' }), 'from where it is no more').toBe(false);
    expect(await vault.indexedTo()).toBe('2');
    expect(await vault.findSame('a')).toEqual(['htx-a', 'htx-b']);
  });

  test('a value given twice is indexed once', async () => {
    const { vault, entries } = await withTwo();
    await vault.index({ entries: [...entries, ...entries], from: undefined, to: '1' });
    expect(await vault.findSame('a')).toEqual(['htx-a', 'htx-b']);
  });

  test('erasing takes a value out of the index, and it does not come back', async () => {
    const { vault, another, entries, first, second } = await withTwo();
    const other = await another();
    await vault.index({ entries, from: undefined, to: '1' });
    await other.erase(first);
    expect(await vault.findSame('a')).toEqual(['htx-b']);
    expect(await vault.index({ entries, from: '1', to: '2' })).toBe(true);
    expect(await vault.findSame('a')).toEqual(['htx-b']);
    await Promise.all([vault.index({ entries, from: '2', to: '3' }), other.erase(second)]);
    expect(await vault.findSame('a')).toEqual([]);
  });

  test('what is swept is not found', async () => {
    const { vault, clock, entries, first } = await withTwo();
    await vault.index({ entries, from: undefined, to: '1' });
    clock.now = '2022-03-02T02:00:00.000Z';
    await vault.sweep({ before: clock.now, isReferenced: (ref) => ref === first });
    expect(await vault.findSame('a')).toEqual(['htx-a']);
  });

  test('where rows are adopted it begins anew; what came erased is not found, and another vault has another key', async () => {
    const { vault, entries, first } = await withTwo();
    await vault.index({ entries, from: undefined, to: '1' });
    const rows = await allRows(vault);
    await vault.adopt(rows.map((row) => (row.ref === first ? { ...row, salt: null, value: null } : row)));
    expect(await vault.indexedTo()).toBeUndefined();
    expect(await vault.findSame('a')).toEqual(['htx-b']);
    const fresh = await newOffice(subject);
    await fresh.vault.adopt(rows);
    expect(await fresh.vault.findSame('a')).toEqual([]);
    expect(await fresh.vault.index({ entries, from: undefined, to: '1' })).toBe(true);
    expect(await fresh.vault.findSame('a')).toEqual(['htx-a', 'htx-b']);
  });
}
