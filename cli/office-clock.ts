// The clock of one process, and what the store knows of time: the newest fact, the year's policy, and whether an
// administrator has confirmed the clock since.

import { splitStream } from '../domain/kernel/aggregate.ts';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { CLOCK_DOUBTFUL, OFFICE_CLOCK_ID, officeClock } from '../domain/office-clock/office-clock.ts';
import { programmeYear, yearOf } from '../domain/programme-year/programme-year.ts';
import { defaultPolicies } from '../domain/programme-year/year-plan.ts';
import { everyEvent } from '../eventstore/every-event.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { ClockDoubt, ClockWatch } from './clock-watch.ts';

const DAY_MS = 86_400_000;

type Parts = { watch: ClockWatch; store: EventStore; executor: Executor };

export type OfficeClockWatch = {
  /** Why the clock cannot be relied on, after a look whether somebody has confirmed it since. */
  doubt(): Promise<ClockDoubt | undefined>;
  /** The same for a command that would be decided then, which may be the time of a workflow. Costs one comparison. */
  refusal(at: string): Promise<Refusal | undefined> | undefined;
};

/** Holds the clock against the newest fact, and from then on answers whether it can be relied on. */
export async function watchOfficeClock({ watch, store, executor }: Parts): Promise<OfficeClockWatch> {
  let { revision: seen } = await executor.look(officeClock, OFFICE_CLOCK_ID);
  const head = await store.head();
  const newest = head && (await store.at(head.position))?.recordedAt;
  if (newest !== undefined) watch.holdAgainst(newest, await gapDays(newest));

  async function gapDays(since: string): Promise<number> {
    const policy = 'clock-gap-days';
    // A store of a million facts is not searched for its plans each time it is opened.
    return watch.now() - Date.parse(since) <= DAY_MS
      ? defaultPolicies[policy]
      : ((await newestPlan({ store, executor }))?.policies ?? defaultPolicies)[policy];
  }

  async function doubt(): Promise<ClockDoubt | undefined> {
    if (watch.doubt() === undefined) return undefined;
    const { state, revision } = await executor.look(officeClock, OFFICE_CLOCK_ID);
    if (revision > seen && state.confirmedAt !== undefined) watch.confirm(state.confirmedAt);
    if (watch.doubt() === undefined) seen = revision;
    return watch.doubt();
  }

  return {
    doubt,
    refusal(at) {
      if (watch.doubt() !== undefined) return doubt().then((found) => found && CLOCK_DOUBTFUL(found));
      // A workflow’s time is that of Temporal’s machine.
      const now = watch.now();
      return Date.parse(at) - now > DAY_MS
        ? Promise.resolve(CLOCK_DOUBTFUL({ shows: at, against: new Date(now).toISOString() }))
        : undefined;
    },
  };
}

async function newestPlan({ store, executor }: Pick<Parts, 'store' | 'executor'>) {
  const ids = new Set<string>();
  const prefixes = [programmeYear.stream('')];
  for await (const { stream } of everyEvent(store, { prefixes })) ids.add(splitStream(stream).id);
  const [last] = [...ids].sort((a, b) => yearOf(b) - yearOf(a));
  return last === undefined ? undefined : (await executor.look(programmeYear, last)).state.plan;
}
