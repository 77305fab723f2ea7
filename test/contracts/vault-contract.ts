import { describe } from 'vitest';
import { accessContract } from './vault-contract-access.ts';
import { closeContract } from './vault-contract-close.ts';
import { crashContract } from './vault-contract-crash.ts';
import { forgetContract } from './vault-contract-forget.ts';
import { indexContract } from './vault-contract-index.ts';
import { movingContract } from './vault-contract-moving.ts';
import { notesContract } from './vault-contract-notes.ts';
import { sealContract } from './vault-contract-seal.ts';
import type { VaultSubject } from './vault-subject.ts';

/** What every vault must hold, as tests of the file that calls it. */
export function vaultContract(subject: VaultSubject): void {
  describe(`${subject.name} keeps the contract of the vault`, { timeout: 20_000 }, () => {
    describe('sealing', () => sealContract(subject));
    describe('forgetting', () => forgetContract(subject));
    describe('finding equal values', () => indexContract(subject));
    describe('the log of accesses', () => accessContract(subject));
    describe('moving', () => movingContract(subject));
    describe('notes', () => notesContract(subject));
    describe('close', () => closeContract(subject));
    describe('a writer that is killed', { timeout: 90_000 }, () => crashContract(subject));
  });
}
