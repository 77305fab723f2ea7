// What a rehearsed year tells, read off what the engine wrote in it: reminders and what is overdue, with those they would
// reach, and the letters of each person.
import { certificate } from '../domain/certificate/certificate.ts';
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import type { ToldRole } from '../domain/kernel/event.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import { letters } from '../domain/letters/letters.ts';
import { product } from '../domain/product/product.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import type { ProgrammeYear } from '../domain/programme-year/programme-year.ts';
import type { RoleId } from '../domain/rulebooks/responsibilities.ts';
import { type Day, dayOf, startOfDay } from '../domain/time/civil-date.ts';
import { isWorkingDay } from '../domain/time/working-days.ts';
import { dutyName } from '../domain/unit-duties/planned.ts';
import { type DutyNamed, unitDuties } from '../domain/unit-duties/unit-duties.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { everyEvent } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { Rehearsed, RehearsedLetters } from './rehearsal.ts';
import { REHEARSER, type ScratchOffice } from './scratch-office.ts';

type Asked = {
  scratch: EventStore;
  office: ScratchOffice;
  /** with the days off it counts with */
  year: ProgrammeYear;
};

const reminding: readonly Aggregate[] = [productCycle, unitDuties, certificate];

/** In the order in which it was told. */
export async function toldIn(asked: Asked): Promise<readonly Rehearsed[]> {
  const { scratch, year } = asked;
  const since = startOfDay(year.plan?.opensOn ?? '');
  const told: Rehearsed[] = [];
  for await (const fact of everyEvent(scratch, { prefixes: reminding.map((a) => a.stream('')) }))
    if (fact.recordedAt >= since) told.push(...(await linesOf(fact, asked)));
  return told;
}

type Dated = { readonly dueOn: Day; readonly why: Words; readonly which?: string | undefined };
/** What the facts say that remind: of one date, of several duties at once, of a certificate's last day. */
type Reminding = Partial<Dated> & {
  readonly to?: readonly ToldRole[];
  readonly duties?: readonly (Omit<Dated, 'why'> & DutyNamed)[];
  readonly daysBefore?: number;
  readonly until?: Day;
};

/** One for each date that a fact reminds of; none for a fact that reminds of nothing. */
async function linesOf(fact: StoredEvent, { office, year }: Asked): Promise<readonly Rehearsed[]> {
  const { to, ...data } = fact.data as Reminding;
  const dates = to ? datesIn(data, year) : [];
  if (!to || dates.length === 0) return [];
  const on = dayOf(fact.recordedAt);
  const readers = office.readersOn(on);
  const { recordedAt } = fact;
  const held = to.map(({ role, unit, name, onBehalfOf, above, ...more }) => ({
    ...{ role: role as RoleId, unit },
    ...(name === undefined ? {} : { name }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(above ? { above } : {}),
    accounts: readers({ to: [{ role, unit, name, onBehalfOf, above, ...more }], recordedAt }).map((r) => r.account),
  }));
  const { category, id } = splitStream(fact.stream);
  const resource = reminding.find((a) => a.category === category)?.resource ?? category;
  const place = await placeOf(office, category, id);
  const dayOff = !isWorkingDay(on, year.calendar);
  return dates.map(({ which, dueOn, why }) => {
    const what = which === undefined ? { overdue: true } : { which, overdue: false };
    return { on, ...what, dueOn, why, resource, id, place, to: held, dayOff };
  });
}

function datesIn({ duties, daysBefore, until, dueOn = until, why, which }: Reminding, year: ProgrammeYear) {
  if (duties) return duties.map((of): Dated => ({ ...of, why: named(of, year) }));
  if (dueOn === undefined || !why) return [];
  return [{ dueOn, why, which: daysBefore === undefined ? which : `T-${daysBefore}` }];
}

function named({ duty: id, no }: DutyNamed, { plan }: ProgrammeYear): Words {
  const duty = plan?.duties?.find((d) => d.id === id);
  const time = duty?.times.find((t) => t.no === no);
  return duty && time ? dutyName(duty, time) : { vi: id, en: id };
}

async function placeOf({ executor }: ScratchOffice, category: string, id: string): Promise<string> {
  if (category === unitDuties.category) return (await executor.look(unitDuties, id)).state.unit?.code ?? '';
  return (await executor.look(product, cycleParts(id).product)).state.place ?? '';
}

/** What each person's letters of a day tell them, in the order of days; of two on one day together. */
export async function lettersIn({ scratch, year }: Asked): Promise<readonly RehearsedLetters[]> {
  const found = new Map<string, { on: Day; account: string; matters: number; dayOff: boolean }>();
  for await (const { stream, type, data, recordedAt } of everyEvent(scratch, { prefixes: [letters.stream('')] })) {
    const { id: account } = splitStream(stream);
    if (type !== 'LetterRequested' || account === REHEARSER) continue;
    const on = dayOf(recordedAt);
    const key = `${on} ${account}`;
    const one = found.get(key) ?? { on, account, matters: 0, dayOff: !isWorkingDay(on, year.calendar) };
    found.set(key, { ...one, matters: one.matters + (data as { covers: readonly string[] }).covers.length });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
