// What the figures are measured on: the demo's province on a store in a file, with as many products as are asked for.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { communesOf } from '../../demo/accounts.ts';
import { districts } from '../../demo/districts.ts';
import { installAccounts, installUnits, planAndApprove } from '../../demo/install.ts';
import type { SettableClock } from '../../demo/simulated-process.ts';
import { type Act, walkOf } from '../../demo/walk.ts';
import { getCommand } from '../../domain/registry.ts';
import type { CommandRequest, CommandResult } from '../../eventstore/execute-command.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { needed, upTo } from '../../test/ways.ts';
import { addProduct, type World, world } from '../../test/world.ts';
import { together } from './rounds.ts';

export type Province = World & { readonly folder: string; readonly storeFile: string; close(): Promise<void> };

export const CALLERS = 64;
export const TODAY = '2022-06-02';

/** @param clock the one that is set to a day by default */
export async function openProvince({ clock }: { clock?: SettableClock } = {}): Promise<Province> {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-bench-'));
  const storeFile = join(folder, 'events.sqlite');
  const store = openSqliteStore(storeFile);
  const w = world({ store, ...(clock ? { clock } : {}) });
  await installUnits(w.give);
  await installAccounts(w.give);
  w.at('2022-01-05');
  await planAndApprove(w.give, 2022);
  return {
    ...w,
    folder,
    storeFile,
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const headOf = async ({ store }: Province): Promise<string> => (await store.head())?.position ?? '';

export const cycleOf = (product: string): string => `66-2022-${product}-1`;

let named = 0;
/** Registers products with their producers; answers their names. */
export async function addProducts(province: Province, count: number): Promise<readonly string[]> {
  const products = Array.from({ length: count }, () => `mau-${++named}`);
  province.at('2022-01-06');
  await together(CALLERS, products, (product) => addProduct(province, product));
  province.at('2022-02-10');
  return products;
}

/** Begins so many cycles, spread over all communes; those of the product `<name>-<i>`. */
export async function startEverywhere(province: Province, name: string, count: number): Promise<void> {
  const places = districts.flatMap(({ code, slug }) =>
    communesOf(code).map((commune, i) => ({ place: commune.code, by: `demo-${slug}-xa-${i + 1}` })),
  );
  province.at('2022-01-06');
  const start = getCommand('productCycle', 'StartCycle');
  const numbers = Array.from({ length: count }, (_, i) => i);
  await together(CALLERS, numbers, async (i) => {
    const { place, by } = places[i % places.length] as (typeof places)[number];
    await addProduct(province, `${name}-${i}`, place, by);
    await province.give({ by, command: start, id: cycleOf(`${name}-${i}`), input: { entry: 'awareness' } });
  });
  province.at(TODAY);
}

/** Walks products to step 4, where evidence is collected and support recorded; people open the steps themselves. */
export async function walkToImplementation(province: Province, products: readonly string[]): Promise<void> {
  const untilImplementation = (product: string) => upTo(needed(walkOf(product)), 'SelectPlan');
  for (const [i, { on }] of untilImplementation('any').entries()) {
    province.at(on as string);
    await together(CALLERS, products, (product) => province.give(untilImplementation(product)[i] as Act));
  }
  province.at(TODAY);
}

const document = { number: '12/CV-OCOP', date: '2022-05-30' };

/** What is recorded again and again in step 4: by turns a piece of evidence and a support given. */
export function recording(product: string, no: number): CommandRequest {
  const id = cycleOf(product);
  const commandId = `bench/${id}/${no}`;
  return no % 2 === 0
    ? {
        command: getCommand('productCycle', 'AddEvidence'),
        id,
        input: { id: `e-${no}`, kind: 'story', criterion: '5.1', document, pages: { from: 1, to: 4 } },
        commandId,
        caller: { kind: 'person', id: `demo-htx-${product}` },
      }
    : {
        command: getCommand('productCycle', 'RecordSupport'),
        id,
        input: { kind: 'packaging-labels', source: 'state', amountDong: 25_000_000, document },
        commandId,
        caller: { kind: 'person', id: 'demo-krong-nang-xa-1' },
      };
}

/** A figure rests on commands that did what they should. */
export async function execute(
  province: World,
  request: CommandRequest,
): Promise<Extract<CommandResult, { outcome: 'appended' }>> {
  const result = await province.executor.execute(request);
  if (result.outcome !== 'appended') throw new Error(`${request.command.name}: ${JSON.stringify(result)}`);
  return result;
}
