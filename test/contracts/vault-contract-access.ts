import { expect, test } from 'vitest';
import type { Access } from '../../vault/access-log.ts';
import { newOffice, type VaultSubject } from './vault-subject.ts';

const access = (n: number, more: Partial<Access> = {}): Access => ({
  at: `2022-03-0${n}T02:00:00.000Z`,
  account: 'can-bo',
  stream: 'producer-a',
  what: 'personal',
  request: `r${n}`,
  ...more,
});

/** What a log of accesses must hold. */
export function accessContract(subject: VaultSubject): void {
  test('what was noted is there for every node, the newest first, by pages and with its total', async () => {
    const { vault, another } = await newOffice(subject);
    for (const n of [1, 2, 3]) await vault.accesses.note(access(n, { why: `việc ${n}` }));
    const { accesses } = await another();
    const first = await accesses.list({ limit: 2 });
    expect(first.items).toMatchObject([
      { ...access(3), why: 'việc 3' },
      { ...access(2), why: 'việc 2' },
    ]);
    expect(first.total).toBe(3);
    const rest = await accesses.list({ limit: 2, before: first.items.at(-1)?.no });
    expect([rest.items.map(({ request }) => request), rest.total]).toEqual([['r1'], 3]);
  });

  test('it is asked by account, by whose values, and by time', async () => {
    const { vault } = await newOffice(subject);
    await vault.accesses.note(access(1));
    await vault.accesses.note(access(2, { account: 'quan-tri', stream: 'letters-x', what: 'letter' }));
    await vault.accesses.note(access(3));
    const found = async (question: object) =>
      (await vault.accesses.list({ limit: 10, ...question })).items.map(({ request }) => request);
    expect(await found({ account: 'can-bo' })).toEqual(['r3', 'r1']);
    expect(await found({ stream: 'letters-x' })).toEqual(['r2']);
    expect(await found({ from: '2022-03-02T00:00:00.000Z', until: '2022-03-03T02:00:00.000Z' })).toEqual(['r2']);
    expect(await found({ account: 'can-bo', stream: 'letters-x' })).toEqual([]);
    expect((await vault.accesses.list({ limit: 10, account: 'can-bo' })).total).toBe(2);
  });

  test('what was noted long ago is swept, and numbers are not given again', async () => {
    const { vault } = await newOffice(subject);
    for (const n of [1, 2]) await vault.accesses.note(access(n));
    const last = (await vault.accesses.list({ limit: 1 })).items[0]?.no as number;
    expect(await vault.accesses.sweep('2022-03-09T00:00:00.000Z')).toBe(2);
    expect(await vault.accesses.list({ limit: 10 })).toEqual({ items: [], total: 0 });
    await vault.accesses.note(access(3));
    expect((await vault.accesses.list({ limit: 1 })).items[0]?.no).toBeGreaterThan(last);
  });

  test('nothing can be noted in a vault that is closed', async () => {
    const { vault } = await newOffice(subject);
    await vault.close();
    await expect(vault.accesses.note(access(1))).rejects.toThrow(expect.objectContaining({ name: 'VaultError' }));
  });
}
