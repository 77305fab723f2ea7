// Store, vault and papers of one installation know one another, so that none of them is quietly replaced by an empty
// one or by another office's. The installation is named by the epoch of its store.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '../eventstore/port.ts';
import type { Vault } from '../vault/port.ts';
import { writeDurably } from './durable.ts';
import { namesOfPapers } from './papers.ts';
import { MovingRefused } from './refused.ts';
import { historyPages } from './walk-history.ts';

const HAS_VAULT = 'has-vault';
const HAS_PAPERS = 'has-papers';
const OWNER = 'installation';

type Together = {
  store: EventStore;
  vault: Vault;
  /** folder of the papers, which need not exist */
  papers: string;
  /** the values are on their way: a vault that is still empty is none that was lost */
  importing?: boolean;
};

/**
 * Throws `MovingRefused` where one of them is missing or another's; otherwise each is told of the others. What a release
 * wrote that told them nothing is taken for what it looks like.
 */
export async function keepTogether({ store, vault, papers, importing }: Together): Promise<void> {
  const marks = await store.marks();
  const owner = await vault.owner();
  if (owner !== store.epoch) {
    const isEmpty = (await vault.rows({ limit: 1 })).length === 0;
    if (!isEmpty && owner !== undefined) throw foreign('vault');
    if (!isEmpty && !marks.has(HAS_VAULT) && !(await store.head())) throw storeMissing();
    if (isEmpty && !importing && (marks.has(HAS_VAULT) || (await refersToValues(store)))) throw vaultMissing();
  }
  refuseOtherPapers(store.epoch, marks, papers);
  await joinTogether({ store, vault, papers });
}

/** Whatever they are, they belong together from now on: somebody has decided so. */
export async function joinTogether({ store, vault, papers }: Together): Promise<void> {
  const marks = await store.marks();
  // The vault first: a store that says it has one must never be alone with one that does not know it.
  if ((await vault.owner()) !== store.epoch) await vault.belongTo(store.epoch);
  if (!marks.has(HAS_VAULT)) await store.mark(HAS_VAULT);
  if (!existsSync(papers) && !marks.has(HAS_PAPERS)) return;
  mkdirSync(papers, { recursive: true, mode: 0o700 });
  if (ownerOfPapers(papers) !== store.epoch) writeDurably(join(papers, OWNER), store.epoch);
  if (!marks.has(HAS_PAPERS) && namesOfPapers(papers).length > 0) await store.mark(HAS_PAPERS);
}

/** For who only reads: a store that says it has a vault is not read without one. */
export async function refuseWithoutVault(store: EventStore, vault: Vault | undefined): Promise<void> {
  if (!(await store.marks()).has(HAS_VAULT)) return;
  if (!vault || ((await vault.owner()) === undefined && (await vault.rows({ limit: 1 })).length === 0))
    throw vaultMissing();
}

/** Before a store is made: beside a vault that holds something there was one. */
export async function refuseWithoutStore(vault: Vault): Promise<void> {
  if ((await vault.rows({ limit: 1 })).length > 0) throw storeMissing();
}

function refuseOtherPapers(installation: string, marks: ReadonlySet<string>, papers: string): void {
  if (!existsSync(papers)) {
    if (marks.has(HAS_PAPERS))
      throw new MovingRefused(
        'PAPERS_MISSING',
        `The papers of this store are not in ${papers}. Put them back, or restore a backup. If they are lost: ocop rejoin`,
      );
    return;
  }
  const owner = ownerOfPapers(papers);
  if (owner !== undefined && owner !== installation && namesOfPapers(papers).length > 0)
    throw foreign(`papers in ${papers}`);
}

function ownerOfPapers(papers: string): string | undefined {
  const path = join(papers, OWNER);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/** Asked once in a store's life, where nothing says whether it has a vault. */
async function refersToValues(store: EventStore): Promise<boolean> {
  for await (const page of historyPages(store, { until: (await store.head())?.position }))
    if (page.some(({ data }) => JSON.stringify(data ?? null).includes('"commitment":'))) return true;
  return false;
}

const foreign = (what: string): MovingRefused =>
  new MovingRefused(
    'INSTALLATION_MIXED',
    `The ${what} belongs to another installation than the store. Give the data folder, or the addresses, of one installation, or restore a backup of all of it. If they do belong together: ocop rejoin`,
  );

const vaultMissing = (): MovingRefused =>
  new MovingRefused(
    'VAULT_MISSING',
    'The vault of this store is not there: every name would be gone. Put it back, or restore a backup; where events alone were imported, import the folder of the export. If it is lost: ocop rejoin',
  );

const storeMissing = (): MovingRefused =>
  new MovingRefused(
    'STORE_MISSING',
    'The vault holds the data of a store that is not there. Put the store back, or restore a backup (ocop restore <backup> --replace). Nothing was made.',
  );
