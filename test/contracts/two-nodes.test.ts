// Two nodes decide on the same streams while the server between them does what servers do at their worst.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { grantRole } from '../../domain/access/account.ts';
import { registerUnit } from '../../domain/unit/registering.ts';
import { hashFits, type StoredEvent } from '../../eventstore/envelope.ts';
import type { CommandResult, Executor } from '../../eventstore/execute-command.ts';
import { openKurrentStore } from '../../eventstore/kurrentdb/kurrentdb-store.ts';
import { type EventStore, StoreError } from '../../eventstore/port.ts';
import { startFakeProcess } from '../kurrentdb-fake/as-process.ts';
import type { Fault } from '../kurrentdb-fake/fake.ts';
import { world } from '../world.ts';
import { listen } from './store-listener.ts';

const MS = 20_000;
const STREAMS = 6;
const CALLERS = 8;
const seed = Number(process.env.OCOP_TEST_SEED ?? Date.now() % 1_000_000);

/** mulberry32: the same troubles in the same order for the same seed. */
function chanceOf(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const accountOf = (n: number) => `shared-${n}`;

/** Repeats the command, as a client that got no answer does, until there is one. */
async function persist(executor: Executor, n: number, commandId: string): Promise<CommandResult> {
  const input = { grant: `g-${commandId}`, province: '66', role: 'auditor', unit: '66', from: '2020-01-01' };
  for (;;)
    try {
      return await executor.execute({
        command: grantRole,
        id: accountOf(n),
        input,
        commandId,
        caller: { kind: 'installation', id: 'test' },
      });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
}

async function everything(store: EventStore): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (;;) {
    const after = found.at(-1)?.position;
    const page = await store.readAll({ ...(after && { after }), prefixes: ['account-'], limit: 1000 });
    if (page.length === 0) return found;
    found.push(...page);
  }
}

test(`nothing acknowledged is lost, nothing doubled, and both nodes read the same (OCOP_TEST_SEED=${seed})`, {
  timeout: 5 * MS,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-two-nodes-'));
  const fake = await startFakeProcess({ file: join(folder, 'server.log'), systemEvents: true });
  const stores = await Promise.all([1, 2].map(() => openKurrentStore(fake.url, { timeLimitMs: 2000 })));
  onTestFinished(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await fake.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await world({ store: stores[0] as EventStore }).give({
    ...{ by: 'installation', command: registerUnit, id: '66' },
    input: { code: '66', name: 'tỉnh Đắk Lắk', level: 'province', from: '2004-01-01' },
  });
  const chance = chanceOf(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
  const pauseOf = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const listeners = stores.map((store) => listen(store, { prefixes: ['account-'] }));

  let going = true;
  const acknowledged: { n: number; commandId: string; revision: number }[] = [];
  const callers = stores.flatMap((store, node) => {
    const { executor } = world({ store });
    return Array.from({ length: CALLERS }, async (_, caller) => {
      for (let i = 0; going; i++) {
        const n = (i + caller) % STREAMS;
        const commandId = `${node}-${caller}-${i}`;
        const result = await persist(executor, n, commandId);
        if (result.outcome === 'appended' || result.outcome === 'already-applied')
          acknowledged.push({ n, commandId, revision: result.revision });
        else expect(result, 'only the race for a stream may be lost').toMatchObject({ refusal: { code: 'TOO_BUSY' } });
      }
    });
  });

  const troubles: readonly (Fault | 'kill' | 'restart')[] = [
    'kill',
    'restart',
    { kind: 'silent' },
    { kind: 'unavailable' },
    { kind: 'not-ready' },
    { kind: 'not-leader', times: 20 },
    { kind: 'lose-reply', times: 20 },
    { kind: 'lose-reply-silently', times: 5 },
    { kind: 'deadline', times: 20 },
    { kind: 'cut-subscriptions' },
  ];
  const had = new Set<string>();
  const until = performance.now() + MS;
  for (let left = [...troubles]; performance.now() < until || had.size < troubles.length; ) {
    await pauseOf(100 + chance() * 300);
    const trouble = pick(left);
    // Each once before any comes again.
    left = left.length > 1 ? left.filter((t) => t !== trouble) : [...troubles];
    had.add(typeof trouble === 'string' ? trouble : trouble.kind);
    if (trouble === 'kill') await fake.kill();
    if (typeof trouble === 'object') await fake.misbehave(trouble);
    await pauseOf(200 + chance() * 1200);
    if (typeof trouble === 'string') await fake.restart();
    else await fake.misbehave(undefined);
  }
  going = false;
  await Promise.all(callers);

  const [one = [], two = []] = await Promise.all(stores.map(everything));
  expect(one).toEqual(two);
  expect(one.filter((e) => !hashFits(e))).toEqual([]);
  const commands = one.map((e) => e.commandId);
  expect(new Set(commands).size, 'no command took effect twice').toBe(commands.length);
  const at = new Map(one.map((e) => [`${e.stream}/${e.commandId}`, e.revision]));
  expect(acknowledged.filter((a) => at.get(`account-${accountOf(a.n)}/${a.commandId}`) !== a.revision)).toEqual([]);
  for (let n = 0; n < STREAMS; n++) {
    const revisions = one.filter((e) => e.stream === `account-${accountOf(n)}`).map((e) => e.revision);
    expect(revisions).toEqual(revisions.map((_, i) => i));
  }
  for (const heard of listeners) {
    await vi.waitFor(() => expect(heard.events.length).toBeGreaterThanOrEqual(one.length), { timeout: 60_000 });
    expect(heard.events).toEqual(one);
    expect(heard.caughtUpAt).toHaveLength(1);
  }
  expect(acknowledged.length).toBeGreaterThan(50);
  console.log(`seed ${seed}: ${acknowledged.length} commands acknowledged, ${one.length} events, ${had.size} troubles`);
});
