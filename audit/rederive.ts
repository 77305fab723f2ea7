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
import { faultsOf } from './check-event.ts';
import type { Findings } from './finding.ts';

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
  /** only of a stream that somebody corrects: it is then folded as a whole */
  readonly facts: Fact[] | undefined;
  /** something of it cannot be read: nothing that rests on it can be found again */
  broken: boolean;
};

type Parts = {
  readonly findings: Findings;
  /** streams that hold corrections, known from a first reading: of these alone all facts are kept */
  readonly amended: ReadonlySet<string>;
};

export type Rederiving = {
  take(event: EventToAppend): void;
  /** An event that is not told here, and that changes nothing of what is looked at. */
  skip(stream: string, revision: number): void;
  readonly result: Rederived;
};

export function rederive({ findings, amended }: Parts): Rederiving {
  const streams = new Map<string, Seen>();
  const rulebooks: Parameters<typeof faultsOf>[1] = new Map();
  let derived = 0;
  let left = 0;

  const seenOf = (stream: string, aggregate: Aggregate): Seen => {
    let seen = streams.get(stream);
    if (!seen) {
      const { id } = splitStream(stream);
      const facts = amended.has(stream) ? [] : undefined;
      seen = { aggregate, id, state: aggregate.initial, revision: -1, facts, broken: false };
      streams.set(stream, seen);
    }
    return seen;
  };

  /** The states it rested on, if they are what they were then. */
  function needsOf({ aggregate, id, state }: Seen, { basis }: EventToAppend, input: unknown): object | undefined {
    const c = { id, state, input };
    const needs: Record<string, unknown> = {};
    for (const [name, need] of Object.entries<Need | undefined>(aggregate.needs?.(c) ?? {})) {
      if (!need) continue;
      const stream = need.aggregate.stream(need.id);
      const known = streams.get(stream);
      const read = basis && own(basis, stream);
      if (known?.broken || (read !== undefined && read !== (known?.revision ?? -1))) return undefined;
      needs[name] = known?.state ?? need.aggregate.initial;
    }
    return { ...needs, ...aggregate.joined?.({ ...c, needs: needs as never }) };
  }

  function check(seen: Seen, event: EventToAppend, fact: Fact, definition: EventDefinition): void {
    const derive = definition.derives ?? definition.recheck;
    if (!derive) return;
    const needs = needsOf(seen, event, fact.data);
    const isForeign = event.rulebook !== undefined && faultsOf(event, rulebooks).some((f) => /RULEBOOK/.test(f.code));
    if (!needs || isForeign) {
      left += 1;
      return;
    }
    const c: Recheck = { id: seen.id, needs, occurredOn: dayOf(fact.occurredAt), digest };
    const found = derive(fact.data, seen.state, c);
    if (found === undefined) left += 1;
    else derived += 1;
    const says = isRefusal(found)
      ? `under the rules it names it could not be: ${refusalSentence(found, 'en')} (${found.code})`
      : differing(fact.data, found);
    if (found !== undefined && says !== undefined)
      findings.add({
        grade: 'manipulation',
        code: 'DERIVATION_DIFFERS',
        at: `${event.stream}@${event.revision}`,
        what: `${event.type}: ${says}`,
      });
  }

  return {
    take(event) {
      const aggregate = findAggregate(event.stream);
      if (!aggregate) return;
      const seen = seenOf(event.stream, aggregate);
      if (seen.broken || event.revision !== seen.revision + 1) {
        seen.broken = true;
        return;
      }
      seen.revision = event.revision;
      try {
        const fact = toFact(aggregate, event);
        const definition = aggregate.events.get(event.type) as EventDefinition;
        check(seen, event, fact, definition);
        seen.facts?.push(fact);
        seen.state =
          seen.facts && amends(aggregate, event.type)
            ? fold(aggregate, seen.facts)
            : evolve(aggregate, seen.state, fact);
      } catch {
        // What it says cannot be read, which the first reading tells; or the domain has no way from there.
        seen.broken = true;
        left += 1;
      }
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
