// A producer's name and contact, from the vault, for those whose work it is: who may register a producer at its place
// (its commune, district and province, as the rulebook has it), and the producer itself.
import { account } from '../../domain/access/account.ts';
import { authorise, type Caller } from '../../domain/access/authorise.ts';
import { grantsOn } from '../../domain/access/grants.ts';
import { forgottenIn, forgottenWords } from '../../domain/kernel/forgettable.ts';
import { personalRef } from '../../domain/kernel/personal.ts';
import { isRefusal, type Words } from '../../domain/kernel/refusal.ts';
import { type Producer, producer, registerProducer } from '../../domain/producer/producer.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import type { History } from '../../eventstore/history.ts';
import type { ApiParts } from '../parts.ts';

/** `forgotten`: what stands in the place of a value that was erased on somebody's demand. */
export type Personal = {
  readonly personal: Readonly<Record<string, string | null>>;
  readonly forgotten?: Readonly<Record<string, Words>>;
};

/** undefined: not for this reader. A value the vault no longer has is null. */
export async function personalOf(
  parts: Pick<ApiParts, 'executor' | 'clock' | 'reveal'>,
  history: History<Producer>,
  caller: Caller,
): Promise<Personal | undefined> {
  if (!(await mayRead(parts, history, caller))) return undefined;
  const personal: Record<string, string | null> = {};
  const forgotten = new Map<string, Words>();
  const erased = forgottenIn(history.facts);
  for (const fact of history.facts)
    for (const [field, value] of Object.entries(fact.data ?? {})) {
      const ref = personalRef.safeParse(value);
      if (!ref.success || field === 'reason') continue;
      const by = erased.get(ref.data.ref);
      personal[field] = by ? null : ((await parts.reveal(ref.data.ref)) ?? null);
      if (by) forgotten.set(field, forgottenWords(by.document));
      else forgotten.delete(field);
    }
  return forgotten.size > 0 ? { personal, forgotten: Object.fromEntries(forgotten) } : { personal };
}

async function mayRead(
  { executor, clock }: Pick<ApiParts, 'executor' | 'clock'>,
  { id, state }: History<Producer>,
  caller: Caller,
): Promise<boolean> {
  const today = dayOf(clock());
  const holder = (await executor.look(account, caller.id)).state;
  if (grantsOn(holder, today).some((g) => g.role === 'producer' && g.unit === id)) return true;
  if (state.province === undefined) return false;
  const actor = authorise({
    by: registerProducer.by,
    situation: producer.situation({ id, state, input: undefined, needs: { units: undefined } }),
    caller,
    account: holder,
    tree: (await executor.look(unitTree, state.province)).state,
    today,
    occurredOn: today,
  });
  return !isRefusal(actor);
}
