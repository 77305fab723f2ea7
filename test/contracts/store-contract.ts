import { describe } from 'vitest';
import { adoptContract } from './store-contract-adopt.ts';
import { appendContract } from './store-contract-append.ts';
import { bodiesContract } from './store-contract-bodies.ts';
import { closeContract } from './store-contract-close.ts';
import { faultsContract } from './store-contract-faults.ts';
import { memoryContract } from './store-contract-memory.ts';
import { modelContract } from './store-contract-model.ts';
import { positionsContract } from './store-contract-positions.ts';
import { racesContract } from './store-contract-races.ts';
import { readContract } from './store-contract-read.ts';
import { refusalsContract } from './store-contract-refusals.ts';
import { subscribeContract } from './store-contract-subscribe.ts';
import type { StoreSubject } from './store-subject.ts';

/**
 * What every adapter of the event store port must hold, as tests of the file that calls it. Nothing is assumed about
 * what else the store holds, and others may write to it meanwhile.
 */
export function storeContract(subject: StoreSubject): void {
  const timeout = 20_000 + 5 * subject.timeLimitMs;
  describe(`${subject.name} keeps the contract of the event store`, { timeout }, () => {
    describe('append', () => appendContract(subject));
    describe('append refuses', () => refusalsContract(subject));
    describe('races', () => racesContract(subject));
    describe('bodies', () => bodiesContract(subject));
    describe('reading', () => readContract(subject));
    describe('positions', () => positionsContract(subject));
    describe('subscriptions', () => subscribeContract(subject));
    describe('adopt', () => adoptContract(subject));
    describe('any sequence of appends', { timeout: 3 * timeout }, () => modelContract(subject));
    describe('trouble', { timeout: 2 * timeout }, () => faultsContract(subject));
    describe('close', () => closeContract(subject));
    // Last: it leaves the store large.
    describe('memory', { timeout: 6 * timeout }, () => memoryContract(subject));
  });
}
