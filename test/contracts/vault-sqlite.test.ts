import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteVault } from '../../vault/sqlite-vault.ts';
import { vaultContract } from './vault-contract.ts';

vaultContract({
  name: 'the vault in a file',
  storage: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ocop-vault-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const place = join(folder, 'vault.sqlite');
    return { place, open: async (clock) => openSqliteVault(place, clock) };
  },
});
