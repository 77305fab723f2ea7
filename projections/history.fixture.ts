// A small province with products in several states, for the suites of the read models.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { grant } from '../demo/install.ts';
import { registerProducer } from '../domain/producer/producer.ts';
import { registerProduct } from '../domain/product/product.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { moveOn } from '../test/process-without-temporal.ts';
import { addProduct, type World, worldWithProduct } from '../test/world.ts';
import type { Log } from './engine/control.ts';
import { openReadModels, type ReadModels, readModels } from './read-models.ts';

export const paper = (number: string, date: string) => ({ number, date });
const totals = (...points: number[]) => points.map((total, i) => ({ member: `tv-${i + 1}`, total }));

export type History = World & {
  /** gives a command on a day, the process's own moves made before and after it */
  on(day: string, by: string, product: string, command: string, input?: unknown): Promise<void>;
  cycleOf(product: string): string;
  head(): Promise<string>;
};

export async function emptyHistory(options: Parameters<typeof worldWithProduct>[0] = {}): Promise<History> {
  const w = await worldWithProduct(options);
  const cycleOf = (product: string) => `66-2022-${product}-1`;
  const process = (id: string) => moveOn(w.executor, productCycle.stream(id), w.now);
  return {
    ...w,
    cycleOf,
    head: async () => (await w.store.head())?.position ?? '',
    async on(day, by, product, command, input = {}) {
      w.at(day);
      const id = cycleOf(product);
      await process(id);
      await w.give({ by, command: getCommand('productCycle', command), id, input });
      await process(id);
    },
  };
}

/**
 * ca-phe-mau: result at the district corrected, on its way to the province. mat-ong: plan asked for, overdue.
 * ca-cao: withdrawn. ho-tieu, in another commune: its idea was selected, and that was annulled.
 */
export async function richHistory(options: Parameters<typeof worldWithProduct>[0] = {}): Promise<History> {
  const h = await emptyHistory(options);
  const krongNang = 'demo-krong-nang-xa-1';
  for (const product of ['mat-ong', 'ca-cao']) await addProduct(h, product);
  await addInSecondCommune(h, 'ho-tieu');
  const all = ['ca-phe-mau', 'mat-ong', 'ca-cao', 'ho-tieu'];
  const officer = (product: string) => (product === 'ho-tieu' ? 'demo-krong-nang-xa-2' : krongNang);
  for (const p of all) await h.on('2022-02-10', officer(p), p, 'StartCycle', { entry: 'awareness' });
  for (const p of all) await h.on('2022-02-15', officer(p), p, 'IdentifyPotential');
  for (const p of all) await h.on('2022-03-05', `demo-htx-${p}`, p, 'RegisterIdea', { summary: 'Ý tưởng' });
  for (const p of all) await h.on('2022-03-10', 'demo-krong-nang', p, 'SelectIdea');
  const { facts } = await h.executor.look(productCycle, h.cycleOf('ho-tieu'));
  const selected = facts.find((f) => f.type === 'IdeaSelected');
  await h.on('2022-03-11', 'demo-krong-nang', 'ho-tieu', 'AnnulFacts', {
    revisions: [selected?.revision],
    reason: 'Ghi nhầm sản phẩm',
    document: paper('12/BB', '2022-03-11'),
  });
  await h.on('2022-03-15', 'demo-htx-ca-cao', 'ca-cao', 'WithdrawProduct', { reason: 'Mất mùa' });
  for (const p of ['ca-phe-mau', 'mat-ong'])
    await h.on('2022-03-20', 'demo-province', p, 'ApproveIdea', { list: paper('05/DS', '2022-03-20') });
  const walk = 'ca-phe-mau';
  const plan = { targetStar: 5, plan: paper('01/PA', '2022-04-01') };
  await h.on('2022-04-01', `demo-htx-${walk}`, walk, 'SubmitPlan', plan);
  await h.on('2022-04-10', 'demo-krong-nang', walk, 'SelectPlan');
  const document = paper('CC', '2022-05-01');
  await h.on('2022-05-10', `demo-htx-${walk}`, walk, 'AddEvidence', {
    id: 'e1',
    kind: 'story',
    criterion: '5.1',
    document,
  });
  const shares = { labour: 9000, material: 8000, document: paper('XN', '2022-05-11') };
  await h.on('2022-05-11', krongNang, walk, 'ConfirmLocalShares', shares);
  await h.on('2022-06-02', `demo-htx-${walk}`, walk, 'SubmitDossier', { criteriaSet: 'R2019/6' });
  await h.on('2022-06-21', 'demo-krong-nang', walk, 'RecordTierResult', {
    minutes: paper('BB', '2022-06-20'),
    unreadConfirmed: true,
    totals: totals(9100, 9200),
    mean: 9150,
    stars: 5,
  });
  return h;
}

async function addInSecondCommune(h: History, id: string): Promise<void> {
  const [by, place, producer] = ['demo-krong-nang-xa-2', '650-02', `htx-${id}`];
  const applicant = { province: '66', place, kind: 'cooperative', name: 'Hợp tác xã Mẫu' };
  await h.give({ by, command: registerProducer, id: producer, input: applicant });
  const input = { province: '66', place, producer, name: 'Cà phê mẫu', group: 'coffee-cocoa', origin: 'new' };
  await grant(h.give, { id: `demo-${producer}`, role: 'producer', unit: producer });
  await h.give({ by, command: registerProduct, id, input });
}

/** Corrects the points of the district's result of ca-phe-mau: the stars and what follows stay. */
export async function correctResult(h: History): Promise<void> {
  const { facts } = await h.executor.look(productCycle, h.cycleOf('ca-phe-mau'));
  const result = facts.find((f) => f.type === 'TierResultRecorded');
  await h.on('2022-06-22', 'demo-krong-nang', 'ca-phe-mau', 'CorrectFact', {
    revision: result?.revision,
    changes: { totals: totals(9300, 9200), mean: 9250 },
    reason: 'Cộng nhầm điểm',
    document: paper('13/BB', '2022-06-22'),
  });
}

export type Quiet = Log & { readonly errors: string[] };
export function quietLog(): Quiet {
  const errors: string[] = [];
  return {
    errors,
    info: () => {},
    warn: () => {},
    error: (fields, m) => errors.push(`${m} ${JSON.stringify(fields)}`),
  };
}

export type Scratch = { file: string; remove(): void };
export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'read-models-'));
  return { file: join(folder, 'read-models.db'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function openCaughtUp(h: History, file: string, log: Log = quietLog()): Promise<ReadModels> {
  const models = await openReadModels({ store: h.store, file, clock: h.now, log });
  if (!(await models.waitFor(await h.head(), 10_000))) throw new Error('the read models did not catch up');
  return models;
}

/** Every row readers see, in one order, whatever the order they were written in. */
export function dump(file: string): Record<string, unknown[]> {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = (table: string) =>
    (db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all() as Record<string, unknown>[]).map((row) =>
      Object.fromEntries(Object.entries(row).map(([k, v]) => [k, k === 'folded' ? readable(v as string) : v])),
    );
  const tables = Object.values(readModels).flatMap((p) => Object.keys(p.tables));
  try {
    return Object.fromEntries(tables.map((table) => [table, rows(table)]));
  } finally {
    db.close();
  }
}

/** A folded state is compared by what it says, not by the order of its members. */
function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
