// What a phase is, and what it brings.
import { join } from 'node:path';
import type { EventStore } from '../../eventstore/port.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import type { Nation } from './history.ts';

export type Measured = { readonly name: string; readonly value: number; readonly unit: string };
export type Place = { readonly folder: string; readonly size: Nation };
/** Each runs in a process of its own, so that its memory is its own, on what the ones before left in the folder. */
export type Phase = (place: Place) => Promise<readonly Measured[]>;

export const storeFile = (folder: string): string => join(folder, 'events.sqlite');
export const modelsFile = (folder: string): string => join(folder, 'read-models.sqlite');

export async function withStore<T>(
  file: string,
  work: (store: EventStore) => Promise<T>,
  readOnly = false,
): Promise<T> {
  const store = openSqliteStore(file, readOnly ? { readOnly } : {});
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Time by the clock, and of the processor: the machine may have other work. */
export async function timed(what: string, work: () => unknown): Promise<readonly Measured[]> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return [
    { name: what, value: (performance.now() - begun) / 1000, unit: 's' },
    { name: `${what}: processor`, value: (user + system) / 1e6, unit: 's' },
  ];
}
