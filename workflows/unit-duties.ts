// The procedure of a unit's duties: they follow the plan; a unit that ends hands them over, to each that takes over from it
// and then for good; and once the year is closed and nothing comes due any more, they are over.
import { give, type Move, over, until } from '../domain/kernel/procedure.ts';
import type { DutiesFacts } from '../domain/unit-duties/duties-facts.ts';

export function unitDuties({ handedOver, otherwise, ends, over: done, closed }: DutiesFacts): Move {
  if (handedOver) return over('the unit has handed its duties over');
  if (closed) return over('the duties of the year are closed');
  if (otherwise) return give('FollowPlan', { cause: otherwise.told, which: otherwise.by });
  if (ends?.next)
    return give('TakeOverDuties', { cause: ends.newest, which: ends.next.stream, dueAt: ends.at, on: ends.next });
  if (ends)
    return give('HandOverDuties', { cause: ends.newest, which: ends.at, dueAt: ends.at, input: { to: ends.to } });
  return done ? give('CloseDuties', { cause: done.since, which: done.year }) : until('a duty is reported');
}
