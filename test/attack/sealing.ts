// Two nodes on one store and one vault are given the same personal commands again and again, with the same and with
// other content, by the right and by the wrong people, while answers of store and vault are lost.
import { equal, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerProducer } from '../../domain/producer/producer.ts';
import { hashFits } from '../../eventstore/envelope.ts';
import { type CommandResult, createExecutor, type Executor } from '../../eventstore/execute-command.ts';
import type { EventStore } from '../../eventstore/port.ts';
import { refOfRulebook } from '../../eventstore/rulebook-ref.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import type { Vault } from '../../vault/port.ts';
import { openSqliteVault } from '../../vault/sqlite-vault.ts';
import { sweepVault } from '../../vault/sweep-vault.ts';
import { worldWithProduct } from '../world.ts';
import { anySeed, chances } from './parts/chances.ts';

const OFFICER = 'demo-krong-nang-xa-1';
const FOREIGN = 'demo-lak';
const NAMES = ['Hợp tác xã Một', 'Hợp tác xã Hai'] as const;
const LOST = 'the answer was lost';

export const suite: Suite = {
  about:
    'two nodes on one store and vault, retried personal commands, lost answers: what was acknowledged is what is read',
  run: () => attackSealing({ rounds: 500, seed: anySeed() }),
};

type Caller = { name: string; node: number; by: string; occurredOn?: string };
type Answer = { caller: Caller; result: CommandResult };

export async function attackSealing({ rounds, seed }: { rounds: number; seed: number }): Promise<Counts> {
  const chance = chances(seed);
  const counts = { rounds, acknowledged: 0, 'lost answers': 0, reused: 0, 'other refusals': 0, 'left to the sweep': 0 };
  const folder = mkdtempSync(join(tmpdir(), 'ocop-attack-'));
  const store = openSqliteStore(join(folder, 'events.sqlite'));
  const w = await worldWithProduct({ store });
  const vaults = [0, 1].map(() => openSqliteVault(join(folder, 'vault.sqlite'), w.now));
  const loses = async <T>(work: Promise<T>, share: number): Promise<T> => {
    const result = await work;
    if (chance() < share) throw new Error(LOST);
    return result;
  };
  const nodes = vaults.map((vault): Executor => {
    const losing: EventStore = { ...store, append: (...given) => loses(store.append(...given), 0.2) };
    const sealing: Vault = { ...vault, seal: (drafts) => loses(vault.seal(drafts), 0.1) };
    return createExecutor({ store: losing, vault: sealing, clock: w.now, app: 'test', rulebookRef: refOfRulebook });
  });
  const vault = vaults[0] as Vault;

  /** Sends until there is an answer, each time to the other node. */
  async function insist(caller: Caller, id: string, commandId: string): Promise<Answer> {
    const { name, by, occurredOn } = caller;
    const input = { province: '66', place: '650-01', kind: 'cooperative', name, ...(occurredOn && { occurredOn }) };
    for (let node = caller.node; ; node++)
      try {
        const request = {
          command: registerProducer,
          id,
          input,
          commandId,
          caller: { kind: 'person', id: by },
        } as const;
        return { caller, result: await (nodes[node % 2] as Executor).execute(request) };
      } catch (error) {
        if ((error as Error).message !== LOST) throw error;
        counts['lost answers']++;
      }
  }

  try {
    for (let round = 0; round < rounds; round++) {
      const id = `htx-${round}`;
      const send = (caller: Caller) => insist(caller, id, `register-${round}`);
      const wrong = { name: NAMES[round % 2] as string, node: round % 2 };
      const first = [
        await send({ ...wrong, by: OFFICER, occurredOn: '2999-01-01' }),
        await send({ ...wrong, by: FOREIGN }),
      ];
      const crowd = Array.from({ length: 4 }, (_, i) => ({
        name: NAMES[chance() < 0.5 ? 0 : 1] as string,
        node: i,
        by: chance() < 0.15 ? FOREIGN : OFFICER,
      }));
      const racing = await Promise.all(crowd.map(send));
      const again = await Promise.all([...NAMES].map((name, node) => send({ name, node, by: OFFICER })));
      const read = await readName(store, vault, id);
      for (const { caller, result } of [...first, ...racing, ...again]) {
        const what = `round ${round}, seed ${seed}: ${JSON.stringify(result)} for ${caller.name}, read ${read}`;
        if (result.outcome === 'appended' || result.outcome === 'already-applied') {
          counts.acknowledged++;
          equal(caller.name, read, what);
          equal(caller.by, OFFICER, what);
        } else {
          const code = 'refusal' in result ? result.refusal.code : result.outcome;
          if (code === 'COMMAND_ID_REUSED') ok(caller.name !== read && caller.by === OFFICER, what);
          else ok(caller.by === FOREIGN || caller.occurredOn, what);
          counts[code === 'COMMAND_ID_REUSED' ? 'reused' : 'other refusals']++;
        }
      }
      ok(
        again.some(({ result }) => result.outcome !== 'refused'),
        `round ${round}: nobody was told`,
      );
    }
    w.at('2022-02-01');
    counts['left to the sweep'] = (await sweepVault(vault, store, w.now())).unreferred;
    for (let round = 0; round < rounds; round++) await readName(store, vault, `htx-${round}`);
    equal((await vault.rows({ limit: 2 * rounds })).length, rounds, 'the sweep leaves what events refer to');
    return counts;
  } finally {
    for (const one of vaults) await one.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The name as it would be shown, from the only event there may be. */
async function readName(store: EventStore, vault: Vault, id: string): Promise<string> {
  const events = await store.readStream(`producer-${id}`);
  equal(events.length, 1, `${id} is registered once`);
  const [event] = events;
  ok(event && hashFits(event));
  const { ref, commitment } = (event.data as { name: { ref: string; commitment: string } }).name;
  const row = (await vault.rows({ limit: 1, after: ref.slice(0, -1) })).find((r) => r.ref === ref);
  equal(row?.commitment, commitment, `${id}: the vault holds what the event committed to`);
  return row?.value ?? '';
}
