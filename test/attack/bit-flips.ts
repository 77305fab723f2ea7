// One bit of store or vault is another: what then reads otherwise is found by `ocop verify`, and the office does not
// start with it, or marks the streams that it concerns. A bit in what SQLite does not use changes nothing; one deep in
// the index of the store can hide events, which a start, as it looks at the newest ones alone, leaves to `ocop verify`.
import { deepEqual, ok } from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOffice, openStore, openVault } from '../../cli/compose.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { CodedError } from '../../domain/kernel/coded-error.ts';
import { findAggregate } from '../../domain/registry.ts';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import type { Places } from '../../settings/settings.ts';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import type { VaultRow } from '../../vault/port.ts';
import { copyOf, demoIn, verified } from '../moving/installation.ts';
import { anySeed, chances, oneOf } from './parts/chances.ts';

export const suite: Suite = {
  about: 'one bit of store or vault is another: verify finds what it changes, a start refuses or marks it',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ocop-bits-'));
    try {
      return await attackBitFlips({
        office: await demoIn(join(folder, 'office')),
        folder,
        rounds: 150,
        seed: anySeed(),
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Content = { readonly events: ReadonlyMap<string, readonly string[]>; readonly values: readonly string[] };
type Attack = { office: Places; folder: string; rounds: number; seed: number };

export async function attackBitFlips({ office, folder, rounds, seed }: Attack): Promise<Counts> {
  const chance = chances(seed);
  const counts = {
    'streams marked': 0,
    'streams that the index hides': 0,
    seed,
    rounds,
    harmless: 0,
    changed: 0,
    'found by verify': 0,
    'refused at the start': 0,
  };
  const whole = await contentOf(office);
  for (let round = 0; round < rounds; round++) {
    const spoilt = copyOf(office, join(folder, `bit-${round}`));
    const file = oneOf(chance, [spoilt.store, spoilt.store, spoilt.vault]);
    const at = Math.floor(chance() * statSync(file).size * 8);
    flip(file, at);
    const what = `seed ${seed}, round ${round}: bit ${at} of ${file}`;
    const read = await typed(() => contentOf(spoilt), what);
    if (read !== undefined && same(read, whole)) counts.harmless++;
    else {
      counts.changed++;
      const report = await typed(() => verified(spoilt), what);
      const { manipulation, gap } = report?.counts ?? { manipulation: 1, gap: 0 };
      ok(manipulation + gap > 0, `${what}: verify finds nothing`);
      counts['found by verify']++;
      const started = await typed(() => startAndLook(spoilt, whole, what), what);
      if (started === undefined) counts['refused at the start']++;
      counts['streams marked'] += started?.marked ?? 0;
      counts['streams that the index hides'] += started?.hidden ?? 0;
    }
    rmSync(spoilt.folder, { recursive: true, force: true });
  }
  return counts;
}

function flip(file: string, bit: number): void {
  const fd = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, Math.floor(bit / 8));
  byte[0] = (byte[0] as number) ^ (1 << (bit % 8));
  writeSync(fd, byte, 0, 1, Math.floor(bit / 8));
  closeSync(fd);
}

/** Undefined where it is refused with a code; any other error is a defect. */
async function typed<T>(work: () => Promise<T>, what: string): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
  }
}

/** When it was sealed matters to the sweep of what no event refers to, and to nobody else. */
const sealedOf = ({ sealedAt: _, ...row }: VaultRow): string => JSON.stringify(row);
const textOf = ({ position: _, ...event }: StoredEvent): string => JSON.stringify(event);

/** By stream, read as commands read it, and what everything read at once holds. */
async function contentOf(places: Places): Promise<Content> {
  const store = await openStore(places, { readOnly: true });
  try {
    const vault = await openVault(places, () => '', { readOnly: true });
    try {
      const events = Map.groupBy(await store.readAll({ limit: 1_000_000 }), ({ stream }) => stream);
      const read = new Map<string, readonly string[]>();
      for (const [stream, all] of events) {
        read.set(stream, (await store.readStream(stream)).map(textOf));
        read.set(`all of ${stream}`, all.map(textOf));
      }
      return { events: read, values: (await vault.rows({ limit: 1_000_000 })).map(sealedOf) };
    } finally {
      await vault.close();
    }
  } finally {
    await store.close();
  }
}

function same(a: Content, b: Content): boolean {
  try {
    deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

/** Each stream that reads otherwise has to be marked; only events that the index hides can be told by verify alone. */
async function startAndLook(places: Places, whole: Content, what: string): Promise<{ marked: number; hidden: number }> {
  const office = await openOffice(places);
  let [marked, hidden] = [0, 0];
  try {
    for (const [stream, events] of whole.events) {
      const aggregate = findAggregate(stream);
      if (!aggregate || stream.startsWith('all of ')) continue;
      const look = await typed(() => office.executor.look(aggregate, splitStream(stream).id), what);
      if (look === undefined || look.damagedAt !== undefined) marked++;
      else {
        const read = (await office.store.readStream(stream)).map(textOf);
        deepEqual(read, events.slice(0, read.length), `${what}: ${stream} reads otherwise, and is not marked`);
        if (read.length < events.length) hidden++;
      }
    }
    return { marked, hidden };
  } finally {
    await office.close();
  }
}
