// Health is what is known already: nobody waits for a part that is silent. The parts here are simulated.
import { expect, test } from 'vitest';
import { StoreError } from '../eventstore/port.ts';
import { eventually } from '../test/temporal-world.ts';
import { VaultError } from '../vault/port.ts';
import type { ClockDoubt } from './clock-watch.ts';
import type { Office } from './compose.ts';
import { watchHealth } from './health.ts';

const told: string[] = [];
const note = (about: object, what: string) => void told.push(`${(about as { part: string }).part}: ${what}`);
const log = { info: note, warn: note } as unknown as Parameters<typeof watchHealth>[0]['log'];

function simulated() {
  const state = {
    silent: false,
    vaultAway: false,
    changed: undefined as string | undefined,
    full: undefined as string | undefined,
    doubt: undefined as ClockDoubt | undefined,
  };
  const office = {
    store: {
      head: () => (state.silent ? new Promise(() => {}) : Promise.resolve({ position: '0001', hash: 'x' })),
    },
    vault: {
      reveal: async (ref: string) => {
        if (state.vaultAway) throw new Error('the vault is away');
        if (ref === state.changed) throw new VaultError('VAULT_ROW_DAMAGED', 'not what was sealed');
      },
    },
    clock: () => '',
    clockDoubt: async () => state.doubt,
    writeTrouble: () => state.full,
    probeWrite: async () => {},
  } as unknown as Office;
  const health = watchHealth({ office, readModels: undefined, temporal: undefined, log });
  const partOf = (name: string) => health.now().parts.find((p) => p.name === name);
  return { state, health, partOf };
}

test('a store that is silent is known for it, at once and since when; and so is its coming back', async () => {
  const { state, health, partOf } = simulated();
  await health.ask();
  expect(health.now().ready).toBe(true);
  state.silent = true;
  await eventually(
    () => partOf('store')?.ok,
    (ok) => ok === false,
  );
  const { since } = partOf('store') ?? {};
  for (let i = 0; i < 100; i++) expect(health.now()).toMatchObject({ ready: false });
  expect(partOf('store')).toMatchObject({ since, note: { en: expect.stringMatching(/no answer within/) } });
  state.silent = false;
  await eventually(
    () => health.now().ready,
    (ready) => ready,
  );
  expect(told).toEqual(['store: not ready', 'store: ready again']);
  health.stop();
});

test('each part answers for itself: a vault that is away is not the store’s trouble', async () => {
  const { state, health, partOf } = simulated();
  state.vaultAway = true;
  await health.ask();
  expect(partOf('store')?.ok).toBe(true);
  expect(partOf('vault')).toMatchObject({ ok: false, note: { en: 'does not answer: the vault is away' } });
  health.stop();
});

test('what only a write can tell is told while it lasts', async () => {
  const { state, health, partOf } = simulated();
  state.full = new StoreError('STORE_FULL', 'The disk is full.').message;
  await health.ask();
  expect(partOf('store')).toMatchObject({ ok: false, note: { en: 'The disk is full.' } });
  state.full = undefined;
  await health.ask();
  expect(health.now().ready).toBe(true);
  health.stop();
});

test('a clock that is doubted is told, with what it shows and does not fit', async () => {
  const { state, health, partOf } = simulated();
  state.doubt = { shows: '2031-06-01T02:00:00.000Z', against: '2026-06-01T02:00:00.000Z' };
  await health.ask();
  expect(health.now().ready).toBe(false);
  expect(partOf('clock')).toMatchObject({ ok: false, note: { en: expect.stringContaining('shows 2031-06-01') } });
  state.doubt = undefined;
  await health.ask();
  expect(health.now().ready).toBe(true);
  health.stop();
});

test('a value that is not what was recorded is told of beside the vault until it is whole, and ends nothing', async () => {
  const { state, health, partOf } = simulated();
  state.changed = 'vault:a';
  await expect(health.reveal('vault:a', 'x')).rejects.toMatchObject({ code: 'VAULT_ROW_DAMAGED' });
  await health.ask();
  expect(partOf('vault')).toMatchObject({ ok: true, note: { en: expect.stringContaining('1 values are not') } });
  expect(health.now().ready).toBe(true);
  state.changed = undefined;
  await health.reveal('vault:a', 'x');
  await health.ask();
  expect(partOf('vault')).toMatchObject({ note: { en: 'answers' } });
  health.stop();
});

test('what the complete check of the store found is told beside it, and ends nothing', async () => {
  const { health, partOf } = simulated();
  health.mediumInspected(['row 7 missing from index']);
  await health.ask();
  expect(partOf('store')).toMatchObject({ ok: true, note: { en: expect.stringContaining('row 7 missing') } });
  expect(health.now().ready).toBe(true);
  health.mediumInspected([]);
  await health.ask();
  expect(partOf('store')).toMatchObject({ note: { en: 'at position 0001' } });
  health.stop();
});
