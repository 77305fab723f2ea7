import { test } from 'vitest';
import { openKurrentStore } from '../../eventstore/kurrentdb/kurrentdb-store.ts';
import { storeContract } from './store-contract.ts';

const url = process.env.KURRENTDB_URL;
const TIME_LIMIT_MS = 5000;

if (url)
  storeContract({
    name: 'KurrentDB (real server)',
    open: () => openKurrentStore(url, { timeLimitMs: TIME_LIMIT_MS }),
    manyNodes: true,
    checksBasis: false,
    timeLimitMs: TIME_LIMIT_MS,
  });
else test.skip('real server: not verified (KURRENTDB_URL is not set)', () => {});
