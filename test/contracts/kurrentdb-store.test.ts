import { afterAll, beforeAll, describe } from 'vitest';
import { openKurrentStore } from '../../eventstore/kurrentdb/kurrentdb-store.ts';
import { type FakeProcess, startFakeProcess } from '../kurrentdb-fake/as-process.ts';
import type { Fault } from '../kurrentdb-fake/fake.ts';
import { storeContract } from './store-contract.ts';
import { faultsContract } from './store-contract-faults.ts';
import type { StoreSubject } from './store-subject.ts';

const TIME_LIMIT_MS = 2000;
let fake: FakeProcess;
beforeAll(async () => {
  fake = await startFakeProcess({ systemEvents: true });
});
afterAll(() => fake.stop());

async function during<T>(fault: Fault, work: () => Promise<T>): Promise<T> {
  await fake.misbehave(fault);
  try {
    return await work();
  } finally {
    await fake.misbehave(undefined);
  }
}

const subjectThatLoses = (kind: 'lose-reply' | 'lose-reply-silently'): StoreSubject => ({
  name: 'KurrentDB (over the protocol fake)',
  open: () => openKurrentStore(fake.url, { timeLimitMs: TIME_LIMIT_MS }),
  manyNodes: true,
  checksBasis: false,
  timeLimitMs: TIME_LIMIT_MS,
  trouble: {
    silence: (work) => during({ kind: 'silent' }, work),
    loseReplies: (times, work) => during({ kind, times }, work),
  },
});

storeContract(subjectThatLoses('lose-reply'));

describe('also when replies are lost without a word', { timeout: 150_000 }, () =>
  faultsContract(subjectThatLoses('lose-reply-silently')),
);
