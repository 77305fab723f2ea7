// `ocop notary accept-restore`: an older backup was put back, and events that had been sealed are lost. What was published is
// not forgotten: the checkpoints that no longer fit are named in a fact, and the log is sealed on from what is there.
import { checkpointsIn } from '../audit/checkpoint-folder.ts';
import { growTree } from '../audit/growing-tree.ts';
import { leafOf } from '../audit/log-entry.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Document } from '../domain/kernel/fields.ts';
import { refusalSentence } from '../domain/kernel/refusal.ts';
import { LOG_KEYS_ID, type SealedTree } from '../domain/log-keys/log-keys.ts';
import { acceptRestore } from '../domain/log-keys/restores.ts';
import { digest } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import { historyPages } from '../moving/walk-history.ts';
import type { Places } from '../settings/settings.ts';
import { openOffice } from './compose.ts';

export type Accepted = { readonly kept: number; readonly lost: readonly SealedTree[] };

/** With the server stopped. Throws where every checkpoint fits: then nothing is lost. */
export async function acceptTheRestore(places: Places, decision: Document): Promise<Accepted> {
  const office = await openOffice(places);
  try {
    const found = await lostOf(office.store, places.checkpoints);
    if (found.lost.length === 0)
      throw new CodedError('NOTHING_LOST', 'Every checkpoint fits the store: there is nothing to accept.');
    const { outcome, ...said } = await office.executor.execute({
      command: acceptRestore,
      id: LOG_KEYS_ID,
      input: { ...found, decision },
      commandId: `accept-restore/${digest(found.lost)}`,
      caller: { kind: 'installation', id: 'ocop-notary' },
    });
    if (outcome === 'refused' && 'refusal' in said)
      throw new CodedError('RESTORE_NOT_ACCEPTED', refusalSentence(said.refusal, 'en'));
    return found;
  } finally {
    await office.close();
  }
}

/** The checkpoints that do not fit a store, and how much of what was sealed is still there. */
async function lostOf(store: EventStore, folder: string): Promise<Accepted> {
  const checkpoints = checkpointsIn(folder);
  const sealed = new Map(checkpoints.sizes().map((size) => [size, checkpoints.at(size)?.root]));
  const fitting = new Set<number>();
  const tree = growTree();
  const until = (await store.head())?.position;
  for await (const page of historyPages(store, { until }))
    for (const { hash } of page) {
      tree.add(leafOf(tree.size, hash));
      if (sealed.get(tree.size)?.equals(tree.root())) fitting.add(tree.size);
    }
  const lost = [...sealed].flatMap(([size, root]) =>
    root && !fitting.has(size) ? [{ size, root: root.toString('base64') }] : [],
  );
  return { kept: Math.max(0, ...fitting), lost };
}
