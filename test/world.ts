// A province on an embedded store in memory, with a clock the test sets: what suites that cross folders start from.
import { registrationsOf } from '../demo/entry.ts';
import { type Give, givingTo, installAccounts, installUnits, planAndApprove } from '../demo/install.ts';
import type { SettableClock } from '../demo/simulated-process.ts';
import type { YearPlanInput } from '../domain/programme-year/year-plan.ts';
import { canonical } from '../eventstore/canonical.ts';
import { createExecutor, type Executor } from '../eventstore/execute-command.ts';
import { keepsNothing } from '../eventstore/keeps-nothing.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { Sealing } from '../eventstore/prepare.ts';
import { refOfRulebook } from '../eventstore/rulebook-ref.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
import { envelopesUnder } from '../vault/envelopes.ts';

export type World = {
  store: EventStore;
  executor: Executor;
  give: Give;
  clock: SettableClock;
  /** sets the clock to 09:00 of a civil day, or to an instant */
  at(dayOrInstant: string): void;
  now(): string;
};

/** As `keepsNothing`, but that what was sealed is revealed: suites whose commands unseal something. */
export function keepsInMemory(): Sealing {
  const kept = new Map<string, string>();
  return {
    ...keepsNothing,
    seal: async (drafts) => {
      for (const { ref, value } of drafts) kept.set(ref, value);
    },
    reveal: async (ref) => kept.get(ref),
  };
}

type Options = { store?: EventStore; clock?: SettableClock; vault?: Sealing };

export function world(options: Options = {}): World {
  const clock = options.clock ?? { now: '2022-01-04T02:00:00.000Z' };
  const store = options.store ?? openSqliteStore(':memory:');
  const executor = createExecutor({
    store,
    vault: options.vault ?? keepsInMemory(),
    envelopes: envelopesUnder(new Uint8Array(32), canonical),
    clock: () => clock.now,
    app: 'test',
    rulebookRef: refOfRulebook,
  });
  return {
    store,
    executor,
    give: givingTo(executor),
    clock,
    now: () => clock.now,
    at: (when) => {
      clock.now = when.length === 10 ? `${when}T02:00:00.000Z` : when;
    },
  };
}

/** Units, accounts, the approved plan of 2022, one co-operative and its coffee. */
export async function worldWithProduct({
  plan,
  ...options
}: Parameters<typeof world>[0] & { plan?: YearPlanInput } = {}): Promise<World & { product: string; cycle: string }> {
  const w = world(options);
  await installUnits(w.give);
  await installAccounts(w.give);
  w.at('2022-01-05');
  await planAndApprove(w.give, 2022, plan ? { plan } : {});
  await addProduct(w, 'ca-phe-mau');
  return { ...w, product: 'ca-phe-mau', cycle: '66-2022-ca-phe-mau-1' };
}

export async function addProduct(w: World, id: string, place = '650-01', by = 'demo-krong-nang-xa-1'): Promise<void> {
  const producer = { id: `htx-${id}`, kind: 'cooperative', name: 'Hợp tác xã Mẫu' };
  const product = { id, name: 'Cà phê mẫu', group: 'coffee-cocoa', origin: 'new' };
  for (const registration of registrationsOf({ by, place, producer, product })) await w.give(registration);
}
