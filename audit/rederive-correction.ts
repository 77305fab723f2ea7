// What a correction puts in a fact's place, found again: what follows from the right values is judged by the rule of that fact,
// as the command that corrected it did (domain/kernel/correct-fact.ts).
import type { Aggregate } from '../domain/kernel/aggregate.ts';
import { counting, onlyChanged } from '../domain/kernel/correct-fact.ts';
import type { Actor, Recheck } from '../domain/kernel/event.ts';
import { type Fact, fold } from '../domain/kernel/fold.ts';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { upTo } from '../domain/kernel/resting-facts.ts';
import { dayOf } from '../domain/time/civil-date.ts';

/** What is said, and what follows from the facts before it: a refusal where it could not be. */
export type Again = { readonly says: unknown; readonly follows: unknown };

type Parts = {
  readonly aggregate: Aggregate;
  readonly id: string;
  /** all facts before it, also those that the same command wrote */
  readonly facts: readonly Fact[];
  /** how many there were when that command was given */
  readonly begun: number;
  readonly right: { readonly revision: number; readonly data: unknown; readonly occurredAt: string };
  readonly needs: object;
  readonly actor: Actor;
  readonly digest: Recheck['digest'];
};

/** Undefined where the fact has no rule: then it says what somebody says was right. */
export function rightAsRederived(parts: Parts): Again | undefined {
  const { aggregate, facts, begun, right, actor } = parts;
  const fact = facts[right.revision];
  const { recheck: rule, correctable = [] } = (fact && aggregate.events.get(fact.type)) ?? {};
  if (!fact || !rule) return undefined;
  const seen = facts.slice(0, begun);
  const judge = (among: readonly Fact[], said: Pick<Fact, 'data' | 'occurredAt'>, moved: Partial<Recheck> = {}) =>
    rule(said.data, fold(aggregate, upTo(aggregate, among, fact.revision)), {
      id: parts.id,
      needs: parts.needs,
      digest: parts.digest,
      occurredOn: dayOf(said.occurredAt),
      ...moved,
    });
  const was = counting(aggregate, fact, seen);
  const judgedThen = judge(seen, was);
  // What the command's own corrections before this one put right is what this one follows from.
  const isFollowing = facts.length > begun;
  const now = counting(aggregate, fact, facts);
  const isMoved = dayOf(was.occurredAt) !== dayOf(right.occurredAt);
  const moved = isMoved && !isFollowing ? { movedBy: actor, movedFrom: dayOf(was.occurredAt) } : {};
  const judged = isFollowing ? judge(facts, now) : judge(seen, right, moved);
  if (judged === undefined || isRefusal(judged) || isRefusal(judgedThen) || judgedThen === undefined)
    return judged === undefined ? undefined : { says: right.data, follows: judged };
  // What nobody's rule makes otherwise stands as it was written, or, where that may be put right, as whoever did so says.
  const may: readonly string[] = typeof correctable === 'function' ? correctable(was.data) : correctable;
  const put = Object.entries(right.data as object).filter(([name]) => may.includes(name));
  const said = isFollowing ? was.data : { ...(was.data as object), ...Object.fromEntries(put) };
  return { says: right.data, follows: onlyChanged(said, judgedThen, judged) };
}
