import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { storeContract } from './store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-store-contract-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeContract({
  name: 'SQLite',
  open: async () => openSqliteStore(join(folder, 'events.db')),
  manyNodes: false,
  checksBasis: true,
  timeLimitMs: 5000,
});
