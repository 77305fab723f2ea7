// What store and vault must hold of what was acknowledged: each command once, whole, in one place, with its words; `ocop verify` says so too, and nobody was refused.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { openStore, openVault } from '../../../../cli/compose.ts';
import type { StoredEvent } from '../../../../eventstore/envelope.ts';
import { hashFits } from '../../../../eventstore/envelope.ts';
import { everyEvent } from '../../../../eventstore/every-event.ts';
import { ocop, placesIn } from '../../../moving/installation.ts';
import type { Acknowledged } from './writers.ts';

type Kept = { events: number; kept: number; 'taken away by the restore': number; 'names read': number };
type IsLost = (a: Acknowledged) => boolean;

/** @param lost whether an answer may be of the time that a restore took away */
export async function expectKept(
  data: string,
  { acknowledged, refused }: { acknowledged: readonly Acknowledged[]; refused: readonly string[] },
  lost: IsLost,
): Promise<Kept> {
  const kept = await findKept(data, acknowledged, lost);
  const verified = await ocop(data, 'verify');
  ok((verified.code ?? 99) <= 1, `ocop verify: ${verified.code}\n${verified.out}`);
  deepEqual(refused, [], 'nobody was refused');
  return kept;
}

async function findKept(data: string, acknowledged: readonly Acknowledged[], lost: IsLost): Promise<Kept> {
  const places = placesIn(data);
  const store = await openStore(places, { readOnly: true });
  const vault = await openVault(places, () => new Date().toISOString(), { readOnly: true });
  try {
    const byCommand = new Map<string, StoredEvent[]>();
    const places_ = new Set<string>();
    let events = 0;
    for await (const event of everyEvent(store)) {
      events++;
      ok(hashFits(event), `${event.stream}@${event.revision} is not what its hash says`);
      const place = `${event.stream}@${event.revision}`;
      ok(!places_.has(place), `${place} is there twice`);
      places_.add(place);
      byCommand.set(event.commandId, [...(byCommand.get(event.commandId) ?? []), event]);
    }
    let [kept, away, names] = [0, 0, 0];
    for (const a of acknowledged) {
      const found = byCommand.get(a.key) ?? [];
      const what = `${a.act.command.name} on ${a.act.id} (${a.key}, ${a.outcome})`;
      const [first] = found;
      if (!first) {
        ok(a.outcome === 'nothing-to-do' || lost(a), `${what} was acknowledged and is not there`);
        away++;
        continue;
      }
      kept++;
      for (const [i, event] of found.entries()) {
        equal(event.stream, first.stream, `${what} stands in two streams`);
        equal(event.recordedAt, first.recordedAt, `${what} took effect twice`);
        equal(event.revision, first.revision + i, `${what} took effect twice`);
      }
      const { name } = first.data as { name?: { ref: string } };
      if (a.act.command.name !== 'RegisterProducer' || !name) continue;
      equal(await vault.reveal(name.ref), a.act.input.name, `${what}: what is read is what was given`);
      names++;
    }
    return { events, kept, 'taken away by the restore': away, 'names read': names };
  } finally {
    await vault.close();
    await store.close();
  }
}
