// A year gone through before it begins: one imagined product per commune walks the plan, its people acting at the end of
// their time, and the reminders that the engine writes then are told. It is the engine's own code that decides, on a
// scratch store; what is imagined is only the products and when their people act.

import { type SimulatedProcess, simulatedProcess } from '../demo/simulated-process.ts';
import { type Act, walkOf } from '../demo/walk.ts';
import type { Acting } from '../domain/access/authorise.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';
import { registerProducer } from '../domain/producer/producer.ts';
import { registerProduct } from '../domain/product/product.ts';
import { aimAtRound } from '../domain/product-cycle/aiming.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { type ProgrammeYear, programmeYear, provinceOf, yearOf } from '../domain/programme-year/programme-year.ts';
import type { Round } from '../domain/programme-year/year-plan.ts';
import { findRulebookFor, getRulebook } from '../domain/rulebooks/registry.ts';
import { type Day, dayOf, endOfDay } from '../domain/time/civil-date.ts';
import { isWorkingDay } from '../domain/time/working-days.ts';
import { allUnits, existsOn, unitTree } from '../domain/unit/unit-tree.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { everyEvent } from '../eventstore/every-event.ts';
import type { EventStore } from '../eventstore/port.ts';
import { daysOfPlan, isWithinReach } from './days-of-plan.ts';
import type { Rehearsal, Rehearsed } from './rehearsal.ts';
import { type ScratchOffice, scratchOffice } from './scratch-office.ts';

type Imagined = { readonly cycle: string; readonly place: string; readonly acts: readonly Act[] };

type Question = {
  /** the office's store, which is only read */
  real: EventStore;
  /** an empty one */
  scratch: EventStore;
  yearId: string;
  /** as it is planned, with the days off it counts with */
  year: ProgrammeYear;
  /** codes of the communes that take part; all of them where it is absent */
  communes?: readonly string[] | undefined;
  /** carries out what comes due; without it the engine's own decisions are, each at its instant */
  process?: ((office: ScratchOffice) => Promise<SimulatedProcess>) | undefined;
};

export async function rehearse(r: Question): Promise<Rehearsal> {
  const { yearId, year } = r;
  const { plan } = year;
  if (!plan) throw new Error(`${yearId} is not planned`);
  const rulebook = getRulebook(plan.rulebook);
  const office = await scratchOffice({ ...r, plan, rulebook });
  const products = await imagined(office, r);
  const process = (await r.process?.(office)) ?? simulatedProcess(office.executor, office.clock);
  const stopped = await goThrough(office, { process, products, yearId, until: plan.closesOn });
  const placeOf = new Map(products.map(({ cycle, place }) => [productCycle.stream(cycle), place]));
  const told: Rehearsed[] = [];
  for await (const fact of everyEvent(r.scratch, { prefixes: [productCycle.stream('')] })) {
    const line = toldOf(fact, { office, year, place: placeOf.get(fact.stream) ?? '' });
    if (line) told.push(line);
  }
  const outOfReach = plan.rounds.filter((round) => !isWithinReach(round, year)).map(({ no }) => no);
  return { year: yearId, rulebook: rulebook.id, products: products.length, told, outOfReach, stopped };
}

/** One product per commune, by turns for each round of the year. */
async function imagined(office: ScratchOffice, { yearId, year, communes: only }: Question) {
  const province = provinceOf(yearId);
  const { state: tree } = await office.executor.look(unitTree, province);
  const { plan } = year;
  const communes = allUnits(tree).filter(
    (u) => u.level === 'commune' && plan && existsOn(u, plan.opensOn) && (only?.includes(u.code) ?? true),
  );
  const products: Imagined[] = [];
  for (const [i, { code: place }] of communes.entries()) {
    const product = `dien-tap-${place}`;
    const producer = `chu-the-${place}`;
    const name = 'Diễn tập';
    await office.give(registerProducer, producer, { province, place, kind: 'cooperative', name });
    const { round, ...course } = courseOf(year, i);
    const { entry, way } = walkOf(product, { year: yearOf(yearId), ...course });
    const { group } = entry.find(({ command }) => command === registerProduct)?.input ?? {};
    await office.give(registerProduct, product, { province, place, producer, name, group, origin: 'new' });
    products.push({
      cycle: `${yearId}-${product}-1`,
      place,
      acts: way.filter((act) => !act.beside).flatMap((act) => aiming(act, round)),
    });
  }
  return products;
}

/** Those that who begins this year can reach; where none is, all of them, and the rehearsal tells where it stops. */
function roundsOf(year: ProgrammeYear): readonly Round[] {
  const all = year.plan?.rounds ?? [];
  const within = all.filter((round) => isWithinReach(round, year));
  return within.length > 0 ? within : all;
}

/** By the law that the filing binds, whatever the plan expects. */
function courseOf(year: ProgrammeYear, i: number) {
  const planned = getRulebook(year.plan?.rulebook ?? '');
  const rounds = roundsOf(year);
  const round = rounds[i % rounds.length] as Round;
  const { filed } = daysOfPlan(year, round, planned);
  const rulebook = (filed && findRulebookFor(filed)) || planned;
  return { round: round.no, rulebook: rulebook.id, days: daysOfPlan(year, round, rulebook) };
}

/** Once its plan is selected, it says for which round it gets ready. */
const aiming = (act: Act, round: number): readonly Act[] =>
  act.command.name === 'SelectPlan' ? [act, { ...act, command: aimAtRound, input: { round } }] : [act];

type Course = { process: SimulatedProcess; products: readonly Imagined[]; yearId: string; until: Day };

/** Everybody acts on their day at nine; between, the process does what comes due. */
async function goThrough(
  office: ScratchOffice,
  { process, products, yearId, until }: Course,
): Promise<Rehearsal['stopped']> {
  process.hint(programmeYear.stream(yearId));
  const stopped = new Map<string, Rehearsal['stopped'][number]>();
  const days = [...new Set(products.flatMap(({ acts }) => acts.map(({ on }) => on as Day)))].sort();
  for (const on of days) {
    await process.runUntil(`${on}T02:00:00.000Z`);
    for (const { cycle, acts } of products)
      for (const { command, input } of acts.filter((act) => act.on === on && !stopped.has(cycle))) {
        await office.give(command, cycle, input).catch((refused: Error) => {
          stopped.set(cycle, { cycle, on, because: refused.message });
        });
        process.hint(productCycle.stream(cycle));
        await process.runUntil(office.clock.now);
      }
  }
  await process.runUntil(endOfDay(until));
  return [...stopped.values()];
}

type Told = { office: ScratchOffice; year: ProgrammeYear; place: string };

/** Undefined for a fact that calls nobody. */
function toldOf(fact: StoredEvent, { office, year, place }: Told): Rehearsed | undefined {
  const { to, dueOn, why, which } = fact.data as Partial<Omit<Rehearsed, 'to'>> & { to?: Acting[] };
  if (!to || dueOn === undefined || !why) return undefined;
  const on = dayOf(fact.recordedAt);
  const held = to.map((acting) => ({ ...acting, accounts: office.holdersOf(acting, on) }));
  const dayOff = !isWorkingDay(on, year.calendar);
  const what = which === undefined ? { overdue: true } : { which, overdue: false };
  return { on, ...what, dueOn, why, cycle: splitStream(fact.stream).id, place, to: held, dayOff };
}
