// A stream's state as a projection keeps it: advanced fact by fact, folded anew where a fact amends earlier ones.
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { amends, evolve, fold } from '../../domain/kernel/fold.ts';
import { factOf, type Histories, type Taken } from './projection.ts';

export type Folded<S = any> = {
  state: S;
  /** of the last event, also of one that changed nothing */
  revision: number;
  position: string;
  recordedAt: string;
  /** an event does not fit its hash, or one is missing: the state stays as before it */
  damaged: boolean;
};

export const unfolded = <S>(aggregate: Aggregate<S>): Folded<S> => ({
  state: aggregate.initial,
  revision: -1,
  position: '',
  recordedAt: '',
  damaged: false,
});

/** Takes one event in; false when it had been taken in before. */
export function advance(folded: Folded, aggregate: Aggregate, t: Taken, histories: Histories): boolean {
  const { event } = t;
  if (event.revision <= folded.revision) return false;
  const follows = event.revision === folded.revision + 1;
  if (!folded.damaged && (t.status === 'damaged' || !follows)) folded.damaged = true;
  if (!folded.damaged && t.status === 'sound')
    folded.state = amends(aggregate, event.type)
      ? refold(aggregate, t, histories)
      : evolve(aggregate, folded.state, factOf(t));
  folded.revision = event.revision;
  folded.position = event.position;
  folded.recordedAt = event.recordedAt;
  return true;
}

function refold(aggregate: Aggregate, upTo: Taken, histories: Histories): unknown {
  const history = histories.get(upTo.event.stream);
  if (!history) throw new Error(`the history of ${upTo.event.stream} was not read`);
  const before = history.filter((t) => t.event.revision < upTo.event.revision && t.status === 'sound');
  return fold(aggregate, [...before, upTo].map(factOf));
}
