// The composition root: the one place that knows which adapters stand behind the ports, and the real clock.
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { DEMO_CLOCK_ID, demoClock } from '../domain/demo-clock/demo-clock.ts';
import { canonical } from '../eventstore/canonical.ts';
import { createExecutor, type Executor } from '../eventstore/execute-command.ts';
import { type EventStore, StoreError } from '../eventstore/port.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { compareVersions, MINIMUM_SQLITE } from '../eventstore/sqlite/open.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
import type { Openers } from '../moving/erasures.ts';
import { keepTogether, refuseWithoutStore, refuseWithoutVault } from '../moving/together.ts';
import packageJson from '../package.json' with { type: 'json' };
import type { Log } from '../projections/engine/control.ts';
import { openReadModels, type ReadModels } from '../projections/read-models.ts';
import { type DueBook, openDueBook } from '../relay/due-book.ts';
import { makeDataFolder } from '../settings/data-folder.ts';
import type { Places } from '../settings/settings.ts';
import type { Vault } from '../vault/port.ts';
import { envelopesOf, sealKeyAt } from '../vault/seal-key.ts';
import { droppedOnSealing, type SheetDrafts, sheetDrafts } from '../vault/sheet-drafts.ts';
import { openSqliteVault } from '../vault/sqlite-vault.ts';
import { type ClockDoubt, type ClockSources, machineClock, watchClock } from './clock-watch.ts';
import { type OfficeClockWatch, watchOfficeClock } from './office-clock.ts';
import type { Tracing } from './tracing/port.ts';

export const RELEASE: string = packageJson.version;

export type Office = {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly executor: Executor;
  /** the same under a clock that somebody else sets: what is done then is done at its time */
  readonly executorAt: (clock: LoaderClock) => Executor;
  /** members' own drafts of sheets, where the server holds the key */
  readonly drafts: SheetDrafts;
  /** RFC 3339 UTC: real time, on a demo store shifted by its clock's offset */
  readonly clock: () => string;
  readonly offsetMs: () => number;
  /** what is due, and will be, for every open stream */
  readonly due: DueBook;
  /** the store carries the demo mark */
  readonly isDemo: () => boolean;
  /** why the clock cannot be relied on; undefined where it can, as on a demo store, whose clock is a fact */
  readonly clockDoubt: () => Promise<ClockDoubt | undefined>;
  /** Resolves when what was read before is not in the store any more: only a new start makes everything fit again. */
  readonly replaced: Promise<StoreError>;
  /** why the store takes no writes though it is read (full, read-only); undefined when it does */
  readonly writeTrouble: () => string | undefined;
  /** Where it took none, tries whether it does again. */
  readonly probeWrite: () => Promise<void>;
  close(): Promise<void>;
};

/** A clock somebody else sets: only for loading a history. */
export type LoaderClock = { now: string };

export async function openOffice(
  places: Places,
  loader?: LoaderClock,
  sources: ClockSources = machineClock,
  tracing?: Pick<Tracing, 'append' | 'executor'>,
): Promise<Office> {
  // Where both are on servers, who only loads or sets up leaves nothing here.
  if (places.storeUrl === '' || places.vaultUrl === '') makeDataFolder(places);
  const replaced = Promise.withResolvers<StoreError>();
  let offset: number | undefined;
  const offsetMs = () => offset ?? 0;
  const watch = watchClock(sources);
  let watched: OfficeClockWatch | undefined;
  const clock = () => loader?.now ?? new Date(watch.now() + offsetMs()).toISOString();
  const { store: opened, vault } = await openTogether(places, clock);
  const writes = watchWrites(opened);
  const store = noticingReplacement(
    { ...opened, append: tracing?.append(writes.append) ?? writes.append },
    replaced.resolve,
  );
  const key = sealKeyAt(places.sealKey, places.vaultUrl !== '');
  const drafts = sheetDrafts({ vault, key, canonical });
  const parts = {
    store,
    vault,
    envelopes: envelopesOf(key, canonical),
    app: `ocop@${RELEASE}`,
    rulebookRef: refOfRulebook,
  };
  const plain = createExecutor({ ...parts, clock, clockDoubt: (at) => watched?.refusal(at) });
  const executor = droppedOnSealing(drafts, tracing?.executor(plain) ?? plain);
  const lookAtClock = async () => {
    const { state, revision } = await executor.look(demoClock, DEMO_CLOCK_ID);
    offset = revision < 0 ? undefined : state.offsetMs;
  };
  const begin = async (): Promise<string | undefined> => {
    // Before the look: a move of the clock in between is then heard of.
    const head = await store.head();
    await lookAtClock();
    if (!loader && offset === undefined) watched = await watchOfficeClock({ watch, store, executor });
    return head?.position;
  };
  const head = await begin().catch(async (error) => {
    // Who tries again opens both anew.
    await store.close();
    await vault.close();
    throw error;
  });
  const closing = new AbortController();
  const { signal } = closing;
  const following = followClock({ store, after: head, signal, look: lookAtClock }).catch((error: StoreError) => {
    if (error.code !== 'STORE_REPLACED') throw error;
  });
  return {
    store,
    vault,
    executor,
    executorAt: (set) => createExecutor({ ...parts, clock: () => set.now }),
    drafts,
    clock,
    offsetMs,
    due: openDueBook(store, executor),
    isDemo: () => offset !== undefined,
    clockDoubt: async () => watched?.doubt(),
    replaced: replaced.promise,
    writeTrouble: writes.trouble,
    probeWrite: writes.probe,
    async close() {
      closing.abort();
      await following;
      await store.close();
      await vault.close();
    },
  };
}

/** What kept the store from being written, which its reads do not tell, until a write or a probe of one goes well. */
function watchWrites(store: EventStore) {
  let trouble: string | undefined;
  const watched =
    <A extends unknown[], R>(write: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      try {
        const result = await write(...given);
        trouble = undefined;
        return result;
      } catch (error) {
        if (error instanceof StoreError && error.code !== 'EVENT_TOO_LARGE') trouble = error.message;
        throw error;
      }
    };
  const probe = watched(store.probeWrite);
  return {
    append: watched(store.append),
    trouble: () => trouble,
    async probe() {
      if (trouble !== undefined) await probe().catch(() => {});
    },
  };
}

/** A backup restored under a running process: caches, read models and relay all rest on what was there before. */
function noticingReplacement(store: EventStore, notice: (error: StoreError) => void): EventStore {
  return {
    ...store,
    async *subscribe(options) {
      try {
        yield* store.subscribe(options);
      } catch (error) {
        if (error instanceof StoreError && error.code === 'STORE_REPLACED') notice(error);
        throw error;
      }
    },
  };
}

type Following = { store: EventStore; after: string | undefined; signal: AbortSignal; look: () => Promise<void> };

/** The demo clock is a fact: whoever moves it, the engine follows. */
async function followClock({ store, after, signal, look }: Following): Promise<void> {
  const prefixes = ['demoClock-'];
  for await (const { kind } of store.subscribe({ ...(after === undefined ? {} : { after }), prefixes, signal })) {
    // An outage between the news and the look is waited out.
    while (kind === 'event' && !signal.aborted) {
      const fault = await look().then(
        () => undefined,
        (error: StoreError) => error,
      );
      if (fault === undefined) break;
      if (fault.code !== 'STORE_UNAVAILABLE') throw fault;
      await pause(500, undefined, { signal }).catch(() => {});
    }
  }
}

/**
 * Store and vault of one installation. Where one of them is missing or another's it throws, and makes neither.
 * @param judge what they must be to each other
 */
export async function openTogether(
  places: Places,
  clock: () => string,
  judge: typeof keepTogether = keepTogether,
): Promise<{ store: EventStore; vault: Vault }> {
  const isNew = places.storeUrl === '' && !existsSync(places.store);
  const hasVault = places.vaultUrl !== '' || existsSync(places.vault);
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    opened.push(one);
    return one;
  };
  try {
    const early = hasVault ? keep(await openVault(places, clock)) : undefined;
    if (isNew && early) await refuseWithoutStore(early);
    const store = keep(await openStore(places));
    if (!early && judge === keepTogether) await refuseWithoutVault(store, undefined);
    const vault = early ?? keep(await openVault(places, clock));
    await judge({ store, vault, papers: places.files });
    return { store, vault };
  } catch (error) {
    for (const one of opened.reverse()) await one.close();
    throw error;
  }
}

/** @param options `readOnly`: for looking only, also while a server has the store open */
export async function openStore(places: Places, options: { readOnly?: boolean } = {}): Promise<EventStore> {
  if (places.storeUrl === '') return openSqliteStore(places.store, options);
  // Its native parts need not be loaded by those who have a file.
  const { openKurrentStore } = await import('../eventstore/kurrentdb/kurrentdb-store.ts');
  return openKurrentStore(places.storeUrl);
}

/** In memory, for what is tried out and kept nowhere. */
export const openScratchStore = (): EventStore => openSqliteStore(':memory:');

/** @param options `readOnly`: for looking only; a file may then be on a medium that takes nothing */
export async function openVault(
  places: Places,
  clock: () => string,
  options: { readOnly?: boolean } = {},
): Promise<Vault> {
  if (places.vaultUrl === '') return openSqliteVault(places.vault, clock, options);
  const { openPostgresVault } = await import('../vault/postgres-vault.ts');
  return openPostgresVault(places.vaultUrl, clock);
}

/** The files of an embedded installation that is not the one of the settings: a copy, or what a copy replaces. */
export const openersOf = (places: Places, clock: () => string): Openers => ({
  openStore: (store) => openStore({ ...places, store }, { readOnly: true }),
  openVault: (vault, options) => openVault({ ...places, vault }, clock, options),
});

/** A copy of one moment of a live database file, made beside the process that writes it. */
export { lock as lockStore } from '../eventstore/sqlite/lock.ts';
export { reindexSqlite as reindexStore } from '../eventstore/sqlite/reindex.ts';
export { snapshotSqlite as snapshot } from '../eventstore/sqlite/snapshot.ts';

export const sqliteVerdict = () => {
  const version = process.versions.sqlite ?? '0';
  return { version, minimum: MINIMUM_SQLITE, ok: compareVersions(version, MINIMUM_SQLITE) >= 0 };
};

export function openOfficeReadModels(office: Office, places: Places, log: Log): Promise<ReadModels> {
  return openReadModels({ store: office.store, file: places.readModels, clock: office.clock, log });
}
