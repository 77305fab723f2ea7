// The notary on a real store: it takes in what is written, goes on where it was, begins anew where the store is another,
// and does not go over an event that was written over.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventToAppend } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
import { eventsOf } from '../test/contracts/store-events.ts';
import { tamper } from '../test/moving/installation.ts';
import { eventually } from '../test/temporal-world.ts';
import { growTree } from './growing-tree.ts';
import { leafOf } from './log-entry.ts';
import { openMerkleFile } from './merkle-file.ts';
import { type Notary, startNotary } from './notary.ts';
import { isConsistent, isIncluded } from './proofs.ts';

let folder: string;
let store: EventStore;
const log = { info: () => {}, warn: () => {} };
const begin = (grown?: Parameters<typeof startNotary>[0]['grown']) =>
  startNotary({ store, file: openMerkleFile(join(folder, 'notary.sqlite')), log, grown });
const events = (stream: string, count: number, from = 0): EventToAppend[] => eventsOf(stream, from, count);
const reached = (notary: Notary, size: number) =>
  eventually(
    () => notary.state(),
    (state) => state.size === size && state.caughtUp,
  );
async function rootOfStore() {
  const tree = growTree();
  for (const { hash } of await store.readAll({ limit: 100_000 })) tree.add(leafOf(tree.size, hash));
  return { size: tree.size, root: tree.root() };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-notary-'));
  store = openSqliteStore(join(folder, 'events.sqlite'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the log is the store’s order, and every event is proven to stand in it', async () => {
  await store.adopt([...events('s-1', 700), ...events('s-2', 300)]);
  const notary = begin();
  await reached(notary, 1000);
  const older = notary.tree();
  await store.append('s-1', 699, events('s-1', 3, 700));
  await reached(notary, 1003);
  const tree = notary.tree();
  expect(tree).toEqual(await rootOfStore());
  if (!tree || !older) throw new Error('it has a tree');
  expect(isConsistent(older, tree, notary.consistency(1000, 1003) ?? [])).toBe(true);
  for (const stored of await store.readAll({ limit: 2000 })) {
    const index = notary.indexOf(stored) ?? -1;
    expect(isIncluded(leafOf(index, stored.hash), index, notary.inclusion(index, 1003) ?? [], tree)).toBe(true);
  }
  expect([notary.tree(1004), notary.inclusion(3, 1004), notary.consistency(0, 3)]).toEqual(Array(3).fill(undefined));
  expect(notary.indexOf({ position: '0', hash: 'x' })).toBeUndefined();
  await notary.stop();
});

test('it goes on where it was, and begins anew in a store that is another', async () => {
  await store.adopt(events('s-1', 600));
  const first = begin();
  await reached(first, 600);
  await first.stop();
  await store.append('s-1', 599, events('s-1', 1, 600));
  const told: number[] = [];
  const again = begin(async (grown) => void told.push(grown.length));
  await reached(again, 601);
  expect(again.tree()).toEqual(await rootOfStore());
  await again.stop();
  expect(told.reduce((a, b) => a + b)).toBe(1);

  await store.close();
  store = openSqliteStore(join(folder, 'another.sqlite'));
  await store.adopt(events('s-9', 5));
  const other = begin();
  await reached(other, 5);
  expect(other.tree()).toEqual(await rootOfStore());
  await other.stop();
});

test('deleted or damaged it is made from the store again', async () => {
  await store.adopt(events('s-1', 300));
  const first = begin();
  await reached(first, 300);
  const tree = first.tree();
  await first.stop();
  rmSync(join(folder, 'notary.sqlite'));
  const again = begin();
  await reached(again, 300);
  expect(again.tree()).toEqual(tree);
  await again.stop();
});

test('it stops before an event that is not what its hash was made of, and says which', async () => {
  await store.adopt(events('s-1', 20));
  await store.close();
  tamper(join(folder, 'events.sqlite'), `UPDATE event SET data = '{"n":"other"}' WHERE revision = 7`);
  store = openSqliteStore(join(folder, 'events.sqlite'));
  const notary = begin();
  await eventually(
    () => notary.state(),
    ({ halted }) => halted !== undefined,
  );
  expect(notary.state()).toMatchObject({ size: 7, halted: { why: 'hash-differs', at: 's-1@7' } });
  await store.append('s-2', 'no-stream', events('s-2', 1));
  expect(notary.state().size).toBe(7);
  await notary.stop();
});

test('who is told of what the log grew by may stop it, and an outage there is waited out', async () => {
  await store.adopt(events('s-1', 5));
  let asked = 0;
  const notary = begin(async () => {
    asked += 1;
    if (asked === 1) throw new Error('disk full');
    return { why: 'sealed-otherwise', at: '3' };
  });
  await eventually(
    () => notary.state(),
    ({ halted }) => halted !== undefined,
  );
  expect(notary.state()).toMatchObject({ halted: { why: 'sealed-otherwise', at: '3' } });
  await notary.stop();
});
