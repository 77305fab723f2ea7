// The figures of a cycle explained from nothing but the events of its evidence.
import { civilCalendar } from '../domain/calendar/civil-calendar.ts';
import { councilSession, sessionParts } from '../domain/council-session/council-session.ts';
import { explainCycle } from '../domain/explain/cycle.ts';
import type { Derivation } from '../domain/explain/derivation.ts';
import { explainItem } from '../domain/explain/session.ts';
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import { type Fact, fold } from '../domain/kernel/fold.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import {
  calendarsFor,
  calendarYears,
  programmeYear,
  withDaysOff,
  yearOf,
} from '../domain/programme-year/programme-year.ts';
import { findAggregate } from '../domain/registry.ts';
import { dayOf, type Instant } from '../domain/time/civil-date.ts';
import type { EventToAppend } from '../eventstore/envelope.ts';
import { recordedUntil, toFact } from '../eventstore/history.ts';

export function explainedBy(events: readonly EventToAppend[], cycle: string, madeAt: Instant): readonly Derivation[] {
  const byStream = new Map<string, Fact[]>();
  for (const event of events) {
    const aggregate = findAggregate(event.stream);
    const facts = byStream.get(event.stream) ?? [];
    if (aggregate) byStream.set(event.stream, [...facts, toFact(aggregate, event)]);
  }
  const factsOf = (aggregate: Aggregate, id: string): readonly Fact[] => byStream.get(aggregate.stream(id)) ?? [];

  const yearsOf = (yearId: string) => (at: Instant) => {
    const of = calendarsFor(yearOf(yearId));
    const calendarAt = (id: string) => fold(civilCalendar, recordedUntil(factsOf(civilCalendar, id), at));
    const days = { calendar: calendarAt(of.calendar.id), nextCalendar: calendarAt(of.nextCalendar.id) };
    const year = fold(programmeYear, recordedUntil(factsOf(programmeYear, yearId), at));
    return withDaysOff(year, calendarYears(yearOf(yearId), days));
  };
  const stream = productCycle.stream(cycle);
  return explainCycle({
    stream,
    facts: byStream.get(stream) ?? [],
    today: dayOf(madeAt),
    yearAt: yearsOf(cycleParts(cycle).yearId),
    sessionRating(session) {
      const of = councilSession.stream(session);
      const facts = byStream.get(of) ?? [];
      return explainItem(cycle, { stream: of, facts, yearAt: yearsOf(sessionParts(splitStream(of).id).yearId) });
    },
  });
}
