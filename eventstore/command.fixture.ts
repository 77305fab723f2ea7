import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { type World, worldWithProduct } from '../test/world.ts';
import { type CommandRequest, createExecutor, type Executor } from './execute-command.ts';
import { keepsNothing } from './keeps-nothing.ts';
import type { EventStore } from './port.ts';
import { refOfRulebook } from './rulebook-ref.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

export const command = (name: string, category = 'productCycle') => getCommand(category, name);
export const DISTRICT = 'demo-krong-nang';
export const COMMUNE = 'demo-krong-nang-xa-1';
let count = 0;

export type Asked = Partial<Omit<CommandRequest, 'command' | 'caller'>> & { by?: string; workflow?: boolean };
export function ask(
  w: Pick<World, 'executor'>,
  id: string,
  name: string,
  { by = COMMUNE, workflow, ...more }: Asked = {},
) {
  return w.executor.execute({
    command: command(name),
    id,
    input: {},
    commandId: `test-${++count}`,
    caller: workflow ? { kind: 'workflow', id: 'w' } : { kind: 'person', id: by },
    ...more,
  });
}

export async function begun(options: Parameters<typeof worldWithProduct>[0] = {}) {
  const w = await worldWithProduct(options);
  w.at('2022-02-10');
  await w.give({ by: COMMUNE, command: command('StartCycle'), id: w.cycle });
  return w;
}
export type OneCycle = World & { cycle: string };
export const seen = async (w: OneCycle) => (await w.executor.look(productCycle, w.cycle)).seen;
export const types = async (w: OneCycle) => (await w.store.readStream(`productCycle-${w.cycle}`)).map((e) => e.type);
export const executorOn = (store: EventStore, clock: () => string, timeLimitMs?: number): Executor =>
  createExecutor({
    store,
    clock,
    vault: keepsNothing,
    app: 'test',
    rulebookRef: refOfRulebook,
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
  });

const opened: EventStore[] = [];
const folders: string[] = [];
export function onDisk(): { store: EventStore; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-execute-'));
  folders.push(folder);
  const file = join(folder, 'events.db');
  const store = openSqliteStore(file);
  opened.push(store);
  return { store, file };
}
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
