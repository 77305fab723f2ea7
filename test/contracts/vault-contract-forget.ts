import { expect, test } from 'vitest';
import { allRows, key, newOffice, refIn, seal, type VaultSubject } from './vault-subject.ts';

const DAY_1 = '2022-03-01T02:00:00.000Z';
const DAY_2 = '2022-03-02T02:00:00.000Z';

export function forgetContract(subject: VaultSubject): void {
  test('erasing forgets value and salt on every node, once', async () => {
    const { vault, another } = await newOffice(subject);
    const other = await another();
    const [sealed, kept] = await seal(vault, [key('c1', 'A'), key('c2', 'B')]);
    const ref = sealed?.ref ?? '';
    expect(await vault.erase(ref)).toBe(true);
    expect(await vault.erase(ref)).toBe(false);
    expect(await other.erase(ref)).toBe(false);
    expect(await vault.erase('vault:none')).toBe(false);
    for (const node of [vault, other]) expect(await node.reveal(ref)).toBeUndefined();
    expect((await allRows(vault)).find((row) => row.ref === ref)).toEqual({
      ...{ ref, salt: null, value: null, commitment: sealed?.commitment },
      sealedAt: DAY_1,
    });
    expect(await vault.reveal(kept?.ref ?? '')).toBe('B');
  });

  test('of nodes that erase one value at once, one did it', async () => {
    const office = await newOffice(subject);
    const nodes = [office.vault, await office.another(), await office.another()];
    const [sealed] = await seal(office.vault, [key('c1', 'A')]);
    const answers = await Promise.all(nodes.map((vault) => vault.erase(sealed?.ref ?? '')));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test('a late repeat of what was erased is answered with the commitment it had, and brings nothing back', async () => {
    const { vault, another } = await newOffice(subject);
    const first = await seal(vault, [key('c1', 'A')]);
    await vault.erase(first[0]?.ref ?? '');
    for (const node of [vault, await another()]) expect(await node.recall([key('c1', 'A')])).toEqual([first]);
    expect(await vault.reveal(first[0]?.ref ?? '')).toBeUndefined();
  });

  test('every draft of the same command and field goes with it: they hold the same', async () => {
    const { vault } = await newOffice(subject);
    const [first] = await seal(vault, [key('c1', 'A')]);
    const [second, other] = await seal(vault, [key('c1', 'A'), key('c1', 'B', '/contact')]);
    expect(second?.ref).not.toBe(first?.ref);
    expect(await vault.erase(first?.ref ?? '')).toBe(true);
    expect(await vault.reveal(second?.ref ?? '')).toBeUndefined();
    expect(await vault.reveal(other?.ref ?? '')).toBe('B');
  });

  test('an empty text can be erased too', async () => {
    const { vault } = await newOffice(subject);
    const [sealed] = await seal(vault, [key('c1', '')]);
    expect(await vault.erase(sealed?.ref ?? '')).toBe(true);
    expect(await vault.reveal(sealed?.ref ?? '')).toBeUndefined();
  });

  test('the sweep takes what was sealed before and is referred to by nothing', async () => {
    const { vault, clock } = await newOffice(subject);
    const [kept] = await seal(vault, [key('kept', 'A'), key('orphan', 'B')]);
    clock.now = DAY_2;
    const [young] = await seal(vault, [key('young', 'C')]);
    const isReferenced = (ref: string) => ref === kept?.ref;
    expect(await vault.sweep({ before: DAY_1, isReferenced }), 'before means before').toBe(0);
    expect(await vault.sweep({ before: DAY_2, isReferenced })).toBe(1);
    expect(await vault.sweep({ before: DAY_2, isReferenced })).toBe(0);
    const left = (await allRows(vault)).map(({ ref }) => ref);
    expect(left).toEqual([kept?.ref, young?.ref].sort());
  });

  test('the sweep waits for an answer that takes its time, and goes through thousands', async () => {
    const { vault, clock } = await newOffice(subject);
    await seal(
      vault,
      Array.from({ length: 2500 }, (_, i) => key(`c${i}`, 'A')),
    );
    clock.now = DAY_2;
    const kept = await refIn(vault, 'c7');
    const isReferenced = (ref: string) => Promise.resolve(ref === kept);
    expect(await vault.sweep({ before: DAY_2, isReferenced })).toBe(2499);
    expect((await allRows(vault)).map(({ ref }) => ref)).toEqual([kept]);
  });

  test('a question the sweep cannot get answered ends it, and what it had not come to stays', async () => {
    const { vault, clock } = await newOffice(subject);
    await seal(vault, [key('c1', 'A')]);
    clock.now = DAY_2;
    const isReferenced = () => Promise.reject(new Error('no answer'));
    await expect(vault.sweep({ before: DAY_2, isReferenced })).rejects.toThrow('no answer');
    expect(await vault.reveal(await refIn(vault, 'c1'))).toBe('A');
  });
}
