// The notary's thread beside a store that this process writes to.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logIn } from '../audit/log.ts';
import { openMerkleFile } from '../audit/merkle-file.ts';
import { eventsOf } from '../test/contracts/store-events.ts';
import { placesIn, tamper } from '../test/moving/installation.ts';
import { eventually } from '../test/temporal-world.ts';
import { openStore } from './compose.ts';
import { type NotaryAside, startNotaryAside } from './notary-aside.ts';

let folder: string;
const log = { info: () => {}, warn: () => {} };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-notary-aside-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const until = (notary: NotaryAside, reached: (state: ReturnType<NotaryAside['state']>) => boolean) =>
  eventually(() => notary.state(), reached);

test('it takes in what is written meanwhile, asks the process each time, and its log is read from the file', async () => {
  const places = placesIn(folder);
  const store = await openStore(places);
  await store.adopt(eventsOf('s-1', 0, 30));
  const file = openMerkleFile(places.notary);
  let asked = 0;
  const grown = async () => {
    asked += 1;
    if (asked === 1) throw new Error('disk full');
    return undefined;
  };
  const notary = startNotaryAside({ places, log, grown });
  await until(notary, ({ size, caughtUp }) => size === 30 && caughtUp);
  await store.append('s-2', 'no-stream', eventsOf('s-2', 0, 3));
  await until(notary, ({ size }) => size === 33);
  expect([logIn(file).tree()?.size, asked > 1]).toEqual([33, true]);
  await notary.stop();
  await store.append('s-3', 'no-stream', eventsOf('s-3', 0, 2));
  const again = startNotaryAside({ places, log });
  await until(again, ({ size, trouble }) => size === 35 && trouble === undefined);
  await again.stop();
  file.close();
  await store.close();
});

test('it stops before an event that is not what its hash was made of, also where the process says so', async () => {
  const places = placesIn(folder);
  const store = await openStore(places);
  await store.adopt(eventsOf('s-1', 0, 20));
  const sealed = { why: 'sealed-otherwise', at: '3' } as const;
  const told = startNotaryAside({ places, log, grown: async () => sealed });
  expect((await until(told, ({ halted }) => halted !== undefined)).halted).toEqual(sealed);
  await told.stop();
  await store.close();
  rmSync(places.notary);
  tamper(places.store, `UPDATE event SET data = '{"n":"other"}' WHERE revision = 7`);
  const notary = startNotaryAside({ places, log });
  const { halted, size } = await until(notary, (state) => state.halted !== undefined);
  expect([halted, size]).toEqual([{ why: 'hash-differs', at: 's-1@7' }, 7]);
  await notary.stop();
});

test('where its thread cannot be it says why, and begins again', async () => {
  const places = placesIn(folder);
  const notary = startNotaryAside({ places, log });
  expect((await until(notary, ({ trouble }) => trouble !== undefined)).trouble).toContain('no store');
  const store = await openStore(places);
  await store.adopt(eventsOf('s-1', 0, 5));
  await until(notary, ({ size, trouble }) => size === 5 && trouble === undefined);
  await notary.stop();
  await store.close();
});
