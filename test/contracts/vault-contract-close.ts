import { expect, test } from 'vitest';
import { type Vault, VaultError } from '../../vault/port.ts';
import { allRows, key, newOffice, seal, type VaultSubject } from './vault-subject.ts';

const methods: Record<string, (vault: Vault) => Promise<unknown>> = {
  seal: (vault) => seal(vault, [key('late', 'A')]),
  recall: (vault) => vault.recall([key('c1', 'A')]),
  reveal: (vault) => vault.reveal('vault:none'),
  erase: (vault) => vault.erase('vault:none'),
  sweep: (vault) => vault.sweep({ before: '2100-01-01T00:00:00.000Z', isReferenced: () => false }),
  rows: (vault) => vault.rows({ limit: 1 }),
  adopt: (vault) => vault.adopt([]),
  keepNote: (vault) => vault.keepNote('a', 'one'),
  noteOf: (vault) => vault.noteOf('a'),
  dropNote: (vault) => vault.dropNote('a'),
  owner: (vault) => vault.owner(),
  belongTo: (vault) => vault.belongTo('an installation'),
};

export function closeContract(subject: VaultSubject): void {
  test('what was being sealed is sealed and said so', async () => {
    const { vault, another } = await newOffice(subject);
    const sealing = Array.from({ length: 20 }, (_, i) => seal(vault, [key(`c${i}`, `${i}`)]));
    await vault.close();
    const sealed = (await Promise.all(sealing)).flat();
    const rows = await allRows(await another());
    expect(rows.map(({ ref, commitment }) => ({ ref, commitment }))).toEqual(
      sealed.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
    );
  });

  test('twice is once', async () => {
    const { vault } = await newOffice(subject);
    await vault.close();
    await vault.close();
  });

  for (const [name, call] of Object.entries(methods))
    test(`afterwards ${name} is rejected as closed, and nothing is done`, async () => {
      const { vault, another } = await newOffice(subject);
      const [sealed] = await seal(vault, [key('c1', 'A')]);
      await vault.close();
      const error = await call(vault).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(VaultError);
      expect(error).toMatchObject({ code: 'VAULT_UNAVAILABLE', message: expect.stringContaining('closed') });
      expect((await allRows(await another())).map(({ ref }) => ref)).toEqual([sealed?.ref]);
    });
}
