// A small province with products in several states, for the suites of the read models.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Act, walkOf } from '../demo/walk.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { getCommand } from '../domain/registry.ts';
import { awareness, duty, planWith } from '../domain/unit-duties/duties.fixture.ts';
import { councilOf } from '../test/council-world.ts';
import { rehearsing } from '../test/rehearsal.ts';
import { needed, upTo } from '../test/ways.ts';
import { addProduct, type World, worldWithProduct } from '../test/world.ts';
import type { Log } from './engine/control.ts';
import { openReadModels, type ReadModels, readModels } from './read-models.ts';

export const paper = (number: string, date: string) => ({ number, date });
const totals = (...points: number[]) => points.map((total, i) => ({ member: `tv-${i + 1}`, total }));

export type History = World & {
  /** gives a command on a day, what is due before and after it done by the process */
  on(day: string, by: string, product: string, command: string, input?: unknown): Promise<void>;
  cycleOf(product: string): string;
  head(): Promise<string>;
};

const planWithDuties = planWith(
  ...[awareness, duty('progress', [['06-01', '06-30']])].map((of) => ({ ...of, units: ['650-01', '650-02'] })),
);

/**
 * ca-phe-mau: result at the district corrected, on its way to the province. mat-ong: plan asked for, overdue.
 * ca-cao: withdrawn. ho-tieu, in another commune: its idea was selected, and that was annulled.
 */
export async function richHistory(options: Parameters<typeof worldWithProduct>[0] = {}): Promise<History> {
  const w = await worldWithProduct({ ...options, plan: planWithDuties });
  for (const product of ['mat-ong', 'ca-cao']) await addProduct(w, product);
  await addProduct(w, 'ho-tieu', '650-02', 'demo-krong-nang-xa-2');
  const rehearsal = rehearsing(w);
  await rehearsal.until('2022-01-05', programmeYear.stream('66-2022'));
  const cycleOf = (product: string) => walkOf(product).cycle;
  const on: History['on'] = (day, by, product, command, input) =>
    rehearsal.give({ on: day, by, command: getCommand('productCycle', command), id: cycleOf(product), input });

  const wayOf = (product: string, commune?: number) => [...needed(walkOf(product, { commune }))];
  const [coffee, honey, cocoa] = [wayOf('ca-phe-mau'), wayOf('mat-ong'), wayOf('ca-cao')];
  const pepper = wayOf('ho-tieu', 2);
  /** so many of them do together what comes next, up to a command */
  async function together(all: readonly Act[][], command: string) {
    for (let count = upTo(all[0] as Act[], command).length; count > 0; count--)
      for (const way of all) await rehearsal.walk(way.splice(0, 1));
  }
  await together([coffee, honey, cocoa, pepper], 'SelectIdea');
  const { facts } = await w.executor.look(productCycle, cycleOf('ho-tieu'));
  const selected = facts.find((f) => f.type === 'IdeaSelected');
  await on('2022-03-11', 'demo-krong-nang', 'ho-tieu', 'AnnulFacts', {
    revisions: [selected?.revision],
    reason: 'Ghi nhầm sản phẩm',
    document: paper('12/BB', '2022-03-11'),
  });
  await on('2022-03-15', 'demo-htx-ca-cao', 'ca-cao', 'WithdrawProduct', { reason: 'Mất mùa' });
  await together([coffee, honey], 'ApproveIdea');
  await together([coffee], 'SubmitDossier');
  const council = {
    decision: paper('12/QĐ', '2022-06-03'),
    tier: 'district',
    unit: '650',
    round: 1,
    rulebook: 'R2019',
  };
  await rehearsal.give({
    on: '2022-06-03',
    by: 'demo-krong-nang',
    command: getCommand('councilSession', 'ConveneSession'),
    id: '66-2022-krong-nang-1',
    input: { ...council, meetsOn: '2022-06-15', members: councilOf(5), agenda: [cycleOf('ca-phe-mau')] },
  });
  await together([coffee], 'RecordTierResult');
  return { ...w, on, cycleOf, head: async () => (await w.store.head())?.position ?? '' };
}

/** One more product goes all the way until November, and is certified. */
export async function recogniseOne(h: History, product = 'gao-mau'): Promise<void> {
  await addProduct(h, product);
  await rehearsing(h).walk(walkOf(product, { points: [8200, 8200] }).way);
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
