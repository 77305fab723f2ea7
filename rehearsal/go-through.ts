// A year gone through: everybody does on their day what the plan wants of them, and between, the process does what comes
// due.
import type { SimulatedProcess } from '../demo/simulated-process.ts';
import type { Act } from '../demo/walk.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { atHour, type Day, dayOf, endOfDay } from '../domain/time/civil-date.ts';
import { reportDuty } from '../domain/unit-duties/reporting.ts';
import { type DutyNamed, isOpen, nameIt, unitDuties } from '../domain/unit-duties/unit-duties.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { ScratchOffice } from './scratch-office.ts';

export type Imagined = { readonly cycle: string; readonly acts: readonly Act[] };

type Course = { process: SimulatedProcess; products: readonly Imagined[]; yearId: string; until: Day };
type Stopped = Rehearsal['stopped'][number];
type Owed = { readonly id: string; readonly duty: DutyNamed; readonly dueOn: Day };

/** People act at this hour of their day: the post has gone out. */
const HOUR = 9;

/** Answers where somebody could not do what the plan wants. */
export async function goThrough(office: ScratchOffice, course: Course): Promise<Rehearsal['stopped']> {
  const { process, products, yearId, until } = course;
  for (const stream of [programmeYear.stream(yearId), ...office.streams]) process.hint(stream);
  await process.runUntil(office.clock.now);
  const stopped = new Map<string, Stopped>();
  const acts = products.flatMap(({ cycle, acts }) => acts.map((act) => ({ cycle, act, on: act.on as Day })));
  const given = async (key: string, command: Command, id: string, input: unknown) => {
    const { resource } = command.aggregate;
    await office.give(command, id, input).catch((refused: Error) => {
      stopped.set(key, { resource, id, on: dayOf(office.clock.now), because: refused.message });
    });
    process.hint(command.aggregate.stream(id));
  };
  const dayAfter = async (day: Day): Promise<Day | undefined> => {
    const days = [...acts.map(({ on }) => on), ...(await owedIn(office)).map(({ dueOn }) => dueOn)];
    return days.filter((on) => on > day).sort()[0];
  };
  for (let today = await dayAfter(''); today !== undefined; today = await dayAfter(today)) {
    await process.runUntil(atHour(today, HOUR));
    for (const { cycle, act } of acts.filter(({ on }) => on === today)) {
      if (stopped.has(cycle)) continue;
      await given(cycle, act.command, cycle, act.input);
      process.hint(productCycle.stream(cycle));
      await process.runUntil(office.clock.now);
    }
    for (const one of (await owedIn(office)).filter(({ dueOn }) => dueOn === today)) {
      const document = { number: 'diễn tập', date: today };
      await given(keyOf(one), reportDuty, one.id, { ...one.duty, document });
    }
    await process.runUntil(office.clock.now);
  }
  await process.runUntil(endOfDay(until));
  return [...stopped.values()];
}

const keyOf = ({ id, duty: { duty, no, onBehalfOf = '' } }: Owed): string => [id, duty, no, onBehalfOf].join('/');

/** What units still have to report, each on its last day: every reminder before it has come. */
async function owedIn({ executor }: ScratchOffice): Promise<readonly Owed[]> {
  const owed: Owed[] = [];
  for (const id of await executor.ids(unitDuties)) {
    const { state } = await executor.look(unitDuties, id);
    if (state.handedOver) continue;
    for (const duty of state.duties.filter(isOpen)) owed.push({ id, duty: nameIt(duty), dueOn: duty.dueOn });
  }
  return owed;
}
