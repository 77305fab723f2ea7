// The checked export into a store and a vault: first what events refer to, then the events, in their order.
import type { EventToAppend } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { Vault, VaultRow } from '../vault/port.ts';
import { type Beside, type Checked, checkExport, type Readings } from './check-export.ts';
import { refsOf, toErase, withoutForgotten } from './erasures.ts';
import { readEvents } from './event-lines.ts';
import type { ImportSource } from './import-source.ts';
import { takeCheckpoints } from './moved-checkpoints.ts';
import { copyPapers } from './papers.ts';
import { type Say, startProgress } from './progress.ts';
import { newReading } from './reading.ts';
import { MovingRefused, refusedByDisk } from './refused.ts';
import { joinTogether, keepTogether } from './together.ts';
import { readVaultRows } from './vault-lines.ts';

const MOST_EVENTS = 1000;
const MOST_BYTES = 4 << 20;
const MOST_ROWS = 1000;

export type Parts = {
  /** the store as it is, or undefined where there is none yet: nothing may be made before the export was checked */
  find: () => Promise<EventStore | undefined>;
  make: () => Promise<EventStore>;
  openVault: () => Promise<Vault>;
  /** folder of the papers of the new installation */
  papers: string;
  /** of its checkpoints: those of the export are taken over into it */
  checkpoints: string;
  /** RFC 3339 UTC, real time */
  now: () => string;
  say: Say;
};

export type Imported = { readonly events: number; readonly there: number; readonly values: number };

/** Killed at any moment and run again, it goes on where it was; run once more, it finds nothing to do. */
export const importExport = (source: ImportSource, parts: Parts, beside?: Beside): Promise<Imported> =>
  refusedByDisk(`${source.path} cannot be imported`, () => takeOver(source, parts, beside));

async function takeOver(source: ImportSource, parts: Parts, beside: Beside | undefined): Promise<Imported> {
  const { say } = parts;
  const readings = { events: newReading(), vault: newReading() };
  let store = await parts.find();
  try {
    const checking = startProgress(say, `Checking ${source.path}`, 'events');
    const checked = await checkExport(source, store, { progress: checking, readings, beside });
    checking.end(checked.events, checked.there > 0 ? `the store has ${checked.there} of them already` : '');
    if (source.folder || checked.there < checked.events) store ??= await parts.make();
    const values =
      source.folder && store ? await takeOverBeside(source.folder, { store, parts, checked, readings }) : 0;
    if (store && checked.there < checked.events)
      await takeOverEvents({ source, store, checked, readings, say, beside });
    if (source.folder) takeCheckpoints(source.folder.checkpoints, parts.checkpoints);
    return { events: checked.events, there: checked.there, values };
  } finally {
    await store?.close();
  }
}

/** Values and papers come before the events that refer to them: what is referred to must be there. */
async function takeOverBeside(
  { vault: path, papers }: NonNullable<ImportSource['folder']>,
  { store, parts, checked, readings }: { store: EventStore; parts: Parts; checked: Checked; readings: Readings },
): Promise<number> {
  // The export may be older than what the store says is to be forgotten, or than what it says itself.
  const known = await toErase(store);
  const asKept = withoutForgotten([...checked.forgotten, ...refsOf(known.decisions)]);
  // Of the two histories the longer one knows.
  const erased = new Set(checked.there === checked.events ? known.held.erased() : checked.erasedFiles);
  const vault = await parts.openVault();
  try {
    await keepTogether({ store, vault, papers: parts.papers, importing: true });
    let values = 0;
    let rows: VaultRow[] = [];
    const hand = async () => {
      // As if sealed now: until the events that refer to them are here, a node's sweep must not take them for orphans.
      const sealedAt = parts.now();
      if (rows.length > 0) await vault.adopt(rows.map((row) => ({ ...asKept(row), sealedAt })));
      values += rows.length;
      rows = [];
    };
    for (const row of readVaultRows(path, { reading: readings.vault })) {
      rows.push(row);
      if (rows.length === MOST_ROWS) await hand();
    }
    await hand();
    await copyPapers(papers, parts.papers, { erased });
    await joinTogether({ store, vault, papers: parts.papers });
    return values;
  } finally {
    await vault.close();
  }
}

type TakeOver = {
  source: ImportSource;
  store: EventStore;
  checked: Checked;
  readings: Readings;
  say: Say;
  beside: Beside | undefined;
};

async function takeOverEvents({ source, store, checked: { events, there }, readings, say, beside }: TakeOver) {
  const writing = startProgress(say, `Importing ${source.events}`, 'events');
  let done = there;
  let batch: EventToAppend[] = [];
  let bytes = 0;
  const hand = async () => {
    if (batch.length === 0) return;
    const result = await store.adopt(batch);
    if (result.outcome === 'conflict')
      throw new MovingRefused(
        'IMPORT_INTO_OTHER',
        `Somebody else wrote to this store during the import: ${result.on} is at revision ${result.actual}. Stop who writes to it; then import into an empty store.`,
      );
    done += batch.length;
    writing.at(done, done / events);
    batch = [];
    bytes = 0;
  };
  let ordinal = 0;
  for (const exported of readEvents(source.events, { named: !source.folder, reading: readings.events })) {
    if (beside?.leftOut.has(exported.event.stream)) continue;
    ordinal += 1;
    if (ordinal <= there) continue;
    batch.push(exported.event);
    bytes += exported.bytes;
    if (batch.length === MOST_EVENTS || bytes >= MOST_BYTES) await hand();
  }
  await hand();
  writing.end(done - there);
}
