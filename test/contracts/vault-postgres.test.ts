import { expect, onTestFinished, test } from 'vitest';
import { openPostgresVault } from '../../vault/postgres-vault.ts';
import { vaultContract } from './vault-contract.ts';
import { describeOnPostgres } from './vault-on-postgres.ts';
import { key } from './vault-subject.ts';

const clock = () => '2022-03-01T02:00:00.000Z';

await describeOnPostgres('contract', ({ emptyDatabase, ask }) => {
  vaultContract({
    name: 'the vault on PostgreSQL',
    storage: async () => {
      const place = await emptyDatabase();
      return { place, open: (clock) => openPostgresVault(place, clock) };
    },
  });

  test('nodes that seal the same values in opposite orders do not wait for each other in a ring', async () => {
    const url = await emptyDatabase();
    const nodes = await Promise.all(Array.from({ length: 4 }, () => openPostgresVault(url, clock)));
    for (const vault of nodes) onTestFinished(() => vault.close());
    const deadlocks = async () => {
      // What a session has counted is told when it ends.
      const [row] = await ask(
        url,
        'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
      );
      return row?.n;
    };
    const before = await deadlocks();
    for (let round = 0; round < 5; round++) {
      const values = Array.from({ length: 300 }, (_, i) => key(`c${round}`, 'A', `/${i}`));
      const drafts = nodes[0]?.draft(values) ?? [];
      await Promise.all(nodes.map((vault, i) => vault.seal(i % 2 === 0 ? drafts : drafts.toReversed())));
    }
    await Promise.all(nodes.map((vault) => vault.close()));
    expect(await deadlocks()).toBe(before);
  });
});
