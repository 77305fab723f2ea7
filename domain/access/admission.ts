// Whether a command may be decided at all: existence, days, permission and guard, everything that can be said before
// `decide`. The write path, `commands[]` of a resource and the domain's own tests ask this one function.
import type { Command } from '../kernel/aggregate.ts';
import { type Context, responsibleFor, type Situation } from '../kernel/command.ts';
import type { Dating } from '../kernel/dating.ts';
import { datingMark } from '../kernel/dating-mark.ts';
import type { Actor, NewEvent } from '../kernel/event.ts';
import type { Fact } from '../kernel/fold.ts';
import { own } from '../kernel/own.ts';
import { isRefusal, type Refusal, refusal } from '../kernel/refusal.ts';
import { earliestDay } from '../kernel/resting-facts.ts';
import { dayOf } from '../time/civil-date.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { authorise, type Caller } from './authorise.ts';
import { marked, permittedForDay } from './dating.ts';
import type { Account } from './grants.ts';
import { paperAhead } from './paper-ahead.ts';

export const UNKNOWN_RESOURCE = refusal('UNKNOWN_RESOURCE', 'unknown', {
  vi: 'Không tìm thấy {id}.',
  en: 'There is no {id} among {resource}.',
});
const OCCURRED_IN_FUTURE = refusal('OCCURRED_IN_FUTURE', 'invalid', {
  vi: 'Ngày {occurredOn} còn ở tương lai (hôm nay {today}).',
  en: '{occurredOn} lies in the future (today is {today}).',
});
const OCCURRED_TOO_EARLY = refusal('OCCURRED_TOO_EARLY', 'invalid', {
  vi: 'Ngày {occurredOn} trước ngày bắt đầu ({beganOn}).',
  en: '{occurredOn} lies before this began ({beganOn}).',
});

const RESTS_ON_LATER = refusal('RESTS_ON_LATER', 'invalid', {
  vi: 'Ngày {occurredOn} trước việc mà việc này dựa trên ({from}).',
  en: '{occurredOn} lies before what this rests on ({from}).',
});

/** A stream as far as a command is judged by it. */
type Subject<S> = { readonly id: string; readonly stream: string; readonly state: S };

/** @param r `at`: RFC 3339 UTC of the writer's clock; `dating`: what the caller said of the day */
export function contextOf<S, N>(r: { subject: Subject<S>; needs: N; at: string; dating: Dating }): Context<S, N> {
  const today = dayOf(r.at);
  const { id, stream, state } = r.subject;
  const { occurredOn = today, olderPapers } = r.dating;
  return { id, stream, state, needs: r.needs, at: r.at, today, occurredOn, olderPapers };
}

/** @param r `permit`: who the actor is, or why the caller may not */
export function admit(r: {
  command: Command;
  exists: boolean;
  c: Context<any, any>;
  facts: readonly Fact[];
  permit: () => Actor | Refusal;
}): Actor | Refusal | 'already-so' {
  const { command, exists, c, facts } = r;
  if (command.starts && exists) return command.starts({ id: c.id });
  if (!command.starts && !exists && !command.opens)
    return UNKNOWN_RESOURCE({ resource: command.aggregate.resource, id: c.id });
  if (c.occurredOn > c.today) return OCCURRED_IN_FUTURE({ occurredOn: c.occurredOn, today: c.today }, '/occurredOn');
  const beganOn = command.aggregate.beganOn?.(c.state);
  if (beganOn !== undefined && c.occurredOn < beganOn)
    return OCCURRED_TOO_EARLY({ occurredOn: c.occurredOn, beganOn }, '/occurredOn');
  const actor = r.permit();
  if (isRefusal(actor)) return actor;
  return command.guard?.({ ...c, actor, facts }) ?? actor;
}

/** The permission of a caller, by the grants and the tree of units that were read for it. */
export function permission(r: {
  command: Command;
  c: Context<any, any>;
  /** undefined where it is not given, only judged whether it may be */
  input: unknown;
  facts: readonly Fact[];
  caller: Caller;
  situation: Situation;
  account: Account;
  tree: UnitTree;
  dating: Dating;
}): Actor | Refusal {
  const { command, c, input, facts, dating, caller, situation, account, tree } = r;
  const { by, atInstallation, signs } = command;
  const tier = responsibleFor(by)?.tier?.(c.state, input, c.needs);
  const { today, occurredOn } = c;
  const giver = by.kind === 'named' ? own((input ?? {}) as Record<string, string>, by.field) : undefined;
  const ask = (above: boolean) =>
    authorise({ by, atInstallation, signs, giver, situation, tier, caller, account, tree, today, occurredOn, above });
  return permittedForDay({ command, c, input, facts, dating, ask });
}

/** What the command decides, on a day on which it can have happened, with the mark that the day needs. */
export function decided(r: {
  command: Command;
  c: Parameters<Command['decide']>[0];
  dating: Dating;
}): readonly NewEvent[] | Refusal {
  const { command, c, dating } = r;
  const { input, facts, actor } = c;
  const events = command.decide(c);
  if (isRefusal(events) || events.length === 0) return events;
  // What a process writes it took from facts.
  const ahead = actor.kind === 'workflow' ? undefined : paperAhead({ ...dating, ...input }, c.today);
  if (ahead) return ahead;
  const from = c.occurredOn < c.today ? earliestDay(command.aggregate, c, events) : undefined;
  if (from !== undefined && c.occurredOn < from)
    return RESTS_ON_LATER({ occurredOn: c.occurredOn, from }, '/occurredOn');
  if (!command.aggregate.dating) return events;
  const mark = marked({ command, c, dating, input, facts, actor, from: facts.length });
  return mark ? [...events, ...datingMark(command.aggregate, mark)] : events;
}
