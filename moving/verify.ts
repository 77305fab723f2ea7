// `ocop verify`: what is read for the verification of a store, or of an export; what is found is the audit's affair.
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkCheckpoints, type Sealed } from '../audit/check-checkpoints.ts';
import { LOST } from '../audit/checkpoint-folder.ts';
import { type AuditFinding, collectFindings, type FindingCounts, type Findings } from '../audit/finding.ts';
import type { Rederived } from '../audit/rederive.ts';
import { indexVault, type VaultIndex } from '../audit/vault-index.ts';
import { type HistoryReport, verifyHistory } from '../audit/verify-history.ts';
import { type EventStore, StoreError } from '../eventstore/port.ts';
import type { Files } from '../papers/files/port.ts';
import { type Vault, VaultError } from '../vault/port.ts';
import { readCheckpoints } from './checkpoint-sources.ts';
import { readEventsUnjudged } from './event-lines.ts';
import { type Again, type Figures, fileAgain, findFigures, storeAgain } from './figures.ts';
import { expectTrailer, type ImportSource } from './import-source.ts';
import { faultyPapers, namesOfPapers, papersIn } from './papers.ts';
import { isPlainFolder } from './plain-files.ts';
import { type Say, shareOf, startProgress } from './progress.ts';
import { MovingRefused, refusedByDisk } from './refused.ts';
import { type PapersHere, storedPapers } from './stored-papers.ts';
import { readVaultRowsUnjudged, vaultPages } from './vault-lines.ts';
import { historyPages, inPages } from './walk-history.ts';

export type Verification = {
  /** what was verified */
  readonly of: string;
  readonly epoch: string;
  readonly events: number;
  readonly streams: number;
  readonly historyDigest: string;
  readonly root: string;
  readonly vault?: { readonly values: number; readonly erased: number; readonly references: number };
  readonly papers: number;
  /** files that the law had erased, as their facts say: they are gone, and missing they are not */
  readonly erasedPapers: number;
  /** checkpoints that fit and are well signed, of those given; events the newest of them covers */
  readonly sealed: Sealed & { readonly given: number };
  /** figures that were found again from the events before them */
  readonly rederived: Rederived;
  readonly counts: FindingCounts;
  readonly findings: readonly AuditFinding[];
  readonly notChecked: readonly string[];
};

type Part = {
  of: string;
  epoch: string;
  history: HistoryReport;
  vault: VaultIndex | undefined;
  papers: number;
  sealed: Verification['sealed'];
  rederived: Rederived | undefined;
};

/** What a verification is given besides what it verifies. */
export type Beside = {
  /** files, folders or addresses of checkpoints (moving/checkpoint-sources.ts) */
  readonly checkpoints?: readonly string[];
  /** the root key as it is known from elsewhere */
  readonly rootKey?: string | undefined;
  /** begins the reading that finds every figure again in another thread, where that is worth it */
  readonly figures?: ((of: FiguresOf) => FiguresAside | undefined) | undefined;
};

/** An export's events, or the store up to a position. */
export type FiguresOf =
  | { readonly events: string; readonly bytes: number; readonly named: boolean }
  | { readonly until: string };
/** `ended` never fails before it is asked for */
export type FiguresAside = { readonly ended: Promise<Figures>; stop(): Promise<unknown> };

/** @param papers folder of the papers, or the store that has them; undefined where there are none */
export async function verifyStore(parts: {
  store: EventStore;
  /** a VaultError where it is too damaged to be opened */
  vault: Vault | VaultError | undefined;
  papers: string | Files | undefined;
  beside?: Beside;
  say: Say;
}): Promise<Verification> {
  const { store, papers, say } = parts;
  const findings = collectFindings();
  const held = await hold(parts.beside, findings);
  // In this order: the vault, read later, then holds every value that events up to the head refer to.
  const head = await headOf(store);
  const figures = beginFigures(parts.beside, head && { until: head.position }, () => storeAgain(store, head?.position));
  try {
    const vault = await indexStoredVault(parts.vault, findings);
    const progress = startProgress(say, 'Verifying the store', 'events');
    const pages = untilDamaged(historyPages(store, { until: head?.position }), findings, 'store');
    const history = await verifyHistory(pages, {
      findings,
      vault,
      sizes: held.sizes,
      seen: (events, position) => progress.at(events, head && position ? shareOf(position, head.position) : undefined),
    });
    progress.end(history.events);
    const sealed = held.against(history);
    for (const what of await store.inspect()) findings.add({ grade: 'gap', code: 'MEDIUM_DAMAGED', at: 'store', what });
    const rederived = await figures.found(findings, history.events, say);
    const counted = await checkPapers({ folder: papers, history, findings });
    return concluded(findings, { of: 'store', epoch: store.epoch, history, vault, papers: counted, sealed, rederived });
  } finally {
    await figures.stop();
  }
}

export const verifyExport = (source: ImportSource, say: Say, beside?: Beside): Promise<Verification> =>
  refusedByDisk(`${source.path} cannot be verified`, () => verifySource(source, say, beside));

async function verifySource(source: ImportSource, say: Say, beside: Beside | undefined): Promise<Verification> {
  const findings = collectFindings();
  const { folder, events: path } = source;
  const own = folder ? checkpointsBeside(folder.checkpoints) : [];
  const held = await hold({ ...beside, checkpoints: [...own, ...(beside?.checkpoints ?? [])] }, findings);
  const named = !folder;
  // A pipe is read once.
  const { isFile, bytes } = kindOf(path);
  const again = () => fileAgain(path, named);
  const figures = isFile ? beginFigures(beside, { events: path, bytes, named }, again) : undefined;
  try {
    const vault = folder && (await indexExportedVault(folder, findings));
    const progress = startProgress(say, `Verifying ${source.path}`, 'events');
    let epoch = '';
    const read = readEventsUnjudged(path, {
      named,
      header: (header) => {
        epoch = header.epoch;
      },
      trailer: (trailer) => folder && expectTrailer(path, trailer, folder.manifest.events),
    });
    const history = await verifyHistory(inPages(untilBroken(read, basename(path), findings)), {
      findings,
      vault,
      sizes: held.sizes,
      seen: (events) => progress.at(events, folder && events / folder.manifest.events.count),
    });
    progress.end(history.events);
    const most = folder?.manifest.files.bytes;
    const papers = await checkPapers({ folder: folder?.papers, history, findings, most });
    if (folder && papersIn(folder.papers).sha256 !== folder.manifest.files.sha256)
      findings.add({
        grade: 'gap',
        code: 'PAPERS_DIFFER',
        at: 'files',
        what: 'the papers beside the events are not those that the manifest names',
      });
    const sealed = held.against(history);
    const rederived = await figures?.found(findings, history.events, say);
    return concluded(findings, { of: source.path, epoch, history, vault, papers, sealed, rederived });
  } finally {
    await figures?.stop();
  }
}

function kindOf(path: string): { isFile: boolean; bytes: number } {
  const about = statSync(path);
  return { isFile: about.isFile(), bytes: about.size };
}

/** The reading that finds every figure again: beside the first where a thread of its own takes it, else after it. */
function beginFigures({ figures }: Beside = {}, of: FiguresOf | undefined, again: () => Again) {
  const aside = of && figures?.(of);
  return {
    async found(findings: Findings, events: number, say: Say): Promise<Rederived> {
      const progress = startProgress(say, 'Finding every figure again', 'events');
      // Where a thread has no room it is done here after all.
      const here = () => findFigures(again(), (done) => progress.at(done, done / events));
      const found = await (aside ? aside.ended.catch(here) : here());
      progress.end(events);
      findings.join(found);
      return { derived: found.derived, left: found.left };
    },
    stop: async () => void (await aside?.stop()),
  };
}

/** A folder of checkpoints, and within it the one of those whose events were lost. */
export const checkpointsBeside = (folder: string): readonly string[] =>
  [folder, join(folder, LOST)].filter((one) => isPlainFolder(one));

/** The checkpoints that were given, to be held against a history once it is read. */
async function hold({ checkpoints = [], rootKey }: Beside = {}, findings: Findings) {
  const given = await readCheckpoints(checkpoints, findings);
  return {
    sizes: new Set(given.map(({ checkpoint }) => checkpoint.size)),
    against: ({ events, atSize, keys }: HistoryReport): Verification['sealed'] => ({
      given: given.length,
      ...checkCheckpoints({ given, events, atSize, keys, root: rootKey, findings }),
    }),
  };
}

function concluded(findings: Findings, { of, epoch, history, vault, papers, sealed, rederived }: Part): Verification {
  const { events, streams, historyDigest, root, references } = history;
  return {
    of,
    epoch,
    events,
    streams,
    historyDigest,
    root,
    ...(vault ? { vault: { values: vault.values, erased: vault.erased, references } } : {}),
    papers,
    erasedPapers: history.erasedFiles.size,
    sealed,
    rederived: rederived ?? { derived: 0, left: 0 },
    counts: findings.counts(),
    findings: findings.listed(),
    notChecked: [
      sealed.upTo === 0
        ? 'whether the newest events, or whole streams with all that rests on them, were removed, and whether somebody who can write to the store sealed another history anew: no checkpoint that fits was given (--checkpoint)'
        : `whether the ${events - sealed.upTo} events after the newest checkpoint (${sealed.upTo}) are all there and as they were`,
      ...(rederived ? [] : ['any figure: what comes through a pipe is read once']),
      ...(rederived && rederived.left > 0
        ? [`the figures of ${rederived.left} events, whose law or foundations are not here`]
        : []),
      ...(vault ? [] : [`the ${references} personal values that events refer to: no vault was given`]),
      'papers that events name by a hash and that were never sent here',
    ],
  };
}

/** What cannot be read on is a finding too; what was read before it was verified. */
function* untilBroken<T>(read: Iterable<T>, at: string, findings: Findings): Generator<T> {
  try {
    yield* read;
  } catch (error) {
    if (!(error instanceof MovingRefused)) throw error;
    if (error.code === 'EXPORT_TRUNCATED') findings.add({ grade: 'gap', code: error.code, at, what: error.message });
    else if (error.code === 'EXPORT_DAMAGED')
      findings.add({ grade: 'manipulation', code: error.code, at, what: error.message });
    else throw error;
  }
}

/** The same for a store or a vault whose medium is damaged in the middle. */
async function* untilDamaged<T>(pages: AsyncIterable<T>, findings: Findings, at: 'store' | 'vault'): AsyncGenerator<T> {
  try {
    yield* pages;
  } catch (error) {
    if (!isDamaged(error)) throw error;
    const what = `nothing after this could be read: ${error.message}`;
    findings.add({ grade: 'gap', code: 'MEDIUM_DAMAGED', at, what });
  }
}

const isDamaged = (error: unknown): error is Error =>
  (error instanceof StoreError && error.code === 'STORE_DAMAGED') ||
  (error instanceof VaultError && error.code === 'VAULT_DAMAGED');

/** Where the end is damaged there is no telling what it was: everything that can be read is verified. */
async function headOf(store: EventStore): Promise<{ position: string } | undefined> {
  try {
    return await store.head();
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return { position: AFTER_ALL };
  }
}
/** higher than every position */
const AFTER_ALL = '~';

async function indexStoredVault(vault: Vault | VaultError | undefined, findings: Findings): Promise<VaultIndex> {
  const pages = async function* () {
    if (vault instanceof VaultError) throw vault;
    if (vault) yield* vaultPages(vault);
  };
  const damages = () => findings.counts().gap;
  const before = damages();
  return indexVault(untilDamaged(pages(), findings, 'vault'), findings, () => damages() === before);
}

function indexExportedVault({ vault, manifest }: NonNullable<ImportSource['folder']>, findings: Findings) {
  const rows = readVaultRowsUnjudged(vault, {
    trailer: (trailer) => expectTrailer(vault, trailer, { count: manifest.vault.rows, sha256: manifest.vault.sha256 }),
  });
  return indexVault(inPages(untilBroken(rows, basename(vault), findings)), findings);
}

const papersOf = async (folder: string, most: number | undefined): Promise<PapersHere> => ({
  faulty: await faultyPapers(folder, most),
  names: new Set(namesOfPapers(folder)),
});

type Checked = {
  history: Pick<HistoryReport, 'received' | 'erasedFiles'>;
  folder: string | Files | undefined;
  findings: Findings;
  most?: number | undefined;
};

async function checkPapers({ folder, history: { received, erasedFiles }, findings, most }: Checked): Promise<number> {
  if (folder === undefined) return 0;
  const { faulty, names } = typeof folder === 'string' ? await papersOf(folder, most) : await storedPapers(folder);
  for (const [at, fault] of faulty)
    findings.add(
      fault === 'changed'
        ? { grade: 'manipulation', code: 'PAPER_CHANGED', at, what: 'its bytes are not what its name says' }
        : { grade: 'gap', code: 'PAPER_UNREADABLE', at, what: 'it cannot be read' },
    );
  for (const [sha256, by] of received)
    if (erasedFiles.has(sha256)) {
      const what = `the file ${sha256} was erased by law, and is here still`;
      if (names.has(sha256)) findings.add({ grade: 'gap', code: 'PAPER_NOT_ERASED', at: by, what });
    } else if (!names.has(sha256)) {
      const what = `the file ${sha256} was received and is not here`;
      findings.add({ grade: 'gap', code: 'PAPER_MISSING', at: by, what });
    }
  return names.size;
}
