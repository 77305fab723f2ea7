// Every figure that follows from others is found again: the history is folded once more through the domain, and what each
// event says of means, quorums, spreads, stars, outcomes and dates is held against what the facts before it give under the
// rulebook it names.
import type { Aggregate, Need } from '../domain/kernel/aggregate.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';
import type { EventDefinition, Recheck } from '../domain/kernel/event.ts';
import { amends, evolve, type Fact, fold } from '../domain/kernel/fold.ts';
import { own } from '../domain/kernel/own.ts';
import { isRefusal, refusalSentence } from '../domain/kernel/refusal.ts';
import { findAggregate } from '../domain/registry.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { canonical } from '../eventstore/canonical.ts';
import { digest, type EventToAppend } from '../eventstore/envelope.ts';
import { toFact } from '../eventstore/history.ts';
import { faultOfData, faultOfRulebook, type SeenRulebooks } from './check-event.ts';
import type { Findings } from './finding.ts';
import { type Again, rightAsRederived } from './rederive-correction.ts';

export type Rederived = {
  /** events whose figures were found again */
  readonly derived: number;
  /** events with figures that could not be: what they rest on, or the law they name, is not here */
  readonly left: number;
};

type Seen = {
  readonly aggregate: Aggregate;
  readonly id: string;
  state: unknown;
  revision: number;
  /** of the command that its newest event is of */
  commandId: string | undefined;
  /** revision at which that command began to write */
  begun: number;
  /** only of a stream that somebody corrects: it is then folded as a whole */
  facts: Fact[] | undefined;
  /** something of it cannot be read: nothing that rests on it can be found again */
  broken: boolean;
};

type Parts = {
  readonly findings: Findings;
  /**
   * The events of a stream before a revision, read once more where somebody corrects it; without it the facts of every
   * stream are kept.
   */
  readonly before?: (stream: string, revision: number) => Before | Promise<Before>;
};
type Before = readonly EventToAppend[];
type Needed = { readonly states: object; readonly unread: string | undefined };

export type Rederiving = {
  /** What it answers with is awaited before the next event is told. */
  take(event: EventToAppend): void | Promise<void>;
  /** An event that is not told here, and that changes nothing of what is looked at. */
  skip(stream: string, revision: number): void;
  readonly result: Rederived;
};

export function rederive({ findings, before }: Parts): Rederiving {
  const streams = new Map<string, Seen>();
  const rulebooks: SeenRulebooks = new Map();
  let derived = 0;
  let left = 0;

  const seenOf = (stream: string, aggregate: Aggregate): Seen => {
    let seen = streams.get(stream);
    if (!seen) {
      const { id } = splitStream(stream);
      seen = {
        aggregate,
        id,
        state: aggregate.initial,
        revision: -1,
        commandId: undefined,
        begun: 0,
        facts: before ? undefined : [],
        broken: false,
      };
      streams.set(stream, seen);
    }
    return seen;
  };

  /**
   * The states it rested on, if they are what they were then. `unread`: a stream on which such figures rest today, and at
   * which the release that found these did not look (0.2.0 at no calendar): its rules are not here.
   */
  function needsOf({ aggregate, id, state }: Seen, event: EventToAppend, input: unknown): Needed | undefined {
    const { basis } = event;
    const c = { id, state, input };
    const needs: Record<string, unknown> = {};
    let unread: string | undefined;
    for (const [name, need] of Object.entries<Need | undefined>(aggregate.needs?.(c) ?? {})) {
      if (!need) continue;
      const stream = need.aggregate.stream(need.id);
      const known = streams.get(stream);
      const read = basis && own(basis, stream);
      if (basis && read === undefined && stream !== event.stream) unread = stream;
      if (known?.broken || (read !== undefined && read !== (known?.revision ?? -1))) return undefined;
      needs[name] = known?.state ?? need.aggregate.initial;
    }
    return { states: { ...needs, ...aggregate.joined?.({ ...c, needs: needs as never }) }, unread };
  }

  /** What an event says of what follows from others, and what follows; undefined: that cannot be told. */
  function again(seen: Seen, event: EventToAppend, fact: Fact, needs: object): Again | undefined {
    const { aggregate, id, facts, begun } = seen;
    const definition = aggregate.events.get(fact.type) as EventDefinition;
    const right = definition.corrects?.(fact.data);
    if (right)
      return facts && rightAsRederived({ aggregate, id, facts, begun, right, needs, actor: event.actor, digest });
    const c: Recheck = { id, needs, occurredOn: dayOf(fact.occurredAt), digest };
    const follows = (definition.derives ?? definition.recheck)?.(fact.data, seen.state, c);
    return follows === undefined ? undefined : { says: fact.data, follows };
  }

  function check(seen: Seen, event: EventToAppend, fact: Fact): void {
    const { derives, recheck, corrects } = seen.aggregate.events.get(event.type) as EventDefinition;
    if (!derives && !recheck && !corrects) return;
    const needs = needsOf(seen, event, fact.data);
    const isForeign = event.rulebook !== undefined && faultOfRulebook(event.rulebook, rulebooks) !== undefined;
    const found = needs && !isForeign ? again(seen, event, fact, needs.states) : undefined;
    if (!needs || !found) {
      left += 1;
      return;
    }
    derived += 1;
    const { says, follows } = found;
    const what = isRefusal(follows)
      ? `under the rules it names it could not be: ${refusalSentence(follows, 'en')} (${follows.code})`
      : differing(says, follows);
    if (what === undefined) return;
    const at = `${event.stream}@${event.revision}`;
    if (needs.unread === undefined)
      findings.add({ grade: 'manipulation', code: 'DERIVATION_DIFFERS', at, what: `${event.type}: ${what}` });
    else
      findings.add({
        grade: 'notice',
        code: 'FIGURE_OF_OLDER_RELEASE',
        at,
        what: `${event.type}: ${what}, by today's rules; an older release found it without looking at ${needs.unread}`,
      });
  }

  /** The event as a fact; where it cannot be read, that is told. */
  function read(aggregate: Aggregate | undefined, event: EventToAppend): Fact | undefined {
    try {
      if (aggregate) return toFact(aggregate, event);
    } catch {
      // Why, is said next.
    }
    const fault = faultOfData(event);
    if (fault) findings.add({ ...fault, at: `${event.stream}@${event.revision}` });
    return undefined;
  }

  function goOn(seen: Seen, event: EventToAppend, fact: Fact): void {
    const { aggregate } = seen;
    if (event.commandId !== seen.commandId) {
      seen.commandId = event.commandId;
      seen.begun = event.revision;
    }
    try {
      check(seen, event, fact);
      seen.facts?.push(fact);
      seen.state =
        seen.facts && amends(aggregate, event.type) ? fold(aggregate, seen.facts) : evolve(aggregate, seen.state, fact);
    } catch {
      // The domain has no way from there.
      seen.broken = true;
      left += 1;
    }
  }

  async function withFacts(seen: Seen, event: EventToAppend, fact: Fact): Promise<void> {
    try {
      const earlier = (await before?.(event.stream, event.revision)) ?? [];
      seen.facts = earlier.map((one) => toFact(seen.aggregate, one));
    } catch {
      seen.facts = [];
    }
    if (seen.facts.length === event.revision) return goOn(seen, event, fact);
    seen.broken = true;
    left += 1;
  }

  return {
    take(event) {
      const aggregate = findAggregate(event.stream);
      const fact = read(aggregate, event);
      if (!aggregate) return;
      const seen = seenOf(event.stream, aggregate);
      if (seen.broken || event.revision !== seen.revision + 1 || !fact) {
        if (!seen.broken) left += 1;
        seen.broken = true;
        return;
      }
      seen.revision = event.revision;
      if (!seen.facts && amends(aggregate, event.type)) return withFacts(seen, event, fact);
      return goOn(seen, event, fact);
    },
    skip(stream, revision) {
      const aggregate = findAggregate(stream);
      if (!aggregate) return;
      const seen = seenOf(stream, aggregate);
      if (revision === seen.revision + 1) seen.revision = revision;
      else seen.broken = true;
    },
    get result() {
      return { derived, left };
    },
  };
}

/** The first place that says something else than what follows, in words. */
function differing(says: unknown, follows: unknown, path = ''): string | undefined {
  if (shown(says) === shown(follows)) return undefined;
  if (isParts(says) && isParts(follows)) {
    for (const name of new Set([...Object.keys(says), ...Object.keys(follows)])) {
      const found = differing(own(says, name), own(follows, name), path === '' ? name : `${path}.${name}`);
      if (found !== undefined) return found;
    }
  }
  return `it says ${path} ${shown(says).slice(0, 200)}; from the facts before it follows ${shown(follows).slice(0, 200)}`;
}

const isParts = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const shown = (value: unknown): string => (value === undefined ? 'nothing' : canonical(value));
