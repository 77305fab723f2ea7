// A year gone through before it begins: one imagined product per commune walks the plan, units report their duties, people
// acting at the end of their time, and what the engine writes then of reminders and letters is told. It is the engine's own
// code that decides, on a scratch store; what is imagined is only the products and when their people act.

import { type SimulatedProcess, simulatedProcess } from '../demo/simulated-process.ts';
import { type Act, walkOf } from '../demo/walk.ts';
import { refusalSentence } from '../domain/kernel/refusal.ts';
import { registerProducer } from '../domain/producer/producer.ts';
import { registerProduct } from '../domain/product/product.ts';
import { aimAtRound } from '../domain/product-cycle/aiming.ts';
import { type ProgrammeYear, provinceOf, yearOf } from '../domain/programme-year/programme-year.ts';
import type { Round } from '../domain/programme-year/year-plan.ts';
import { findRulebookFor, getRulebook } from '../domain/rulebooks/registry.ts';
import { allUnits, existsOn, placeRefused } from '../domain/unit/unit-tree.ts';
import type { EventStore } from '../eventstore/port.ts';
import { daysOfPlan, isWithinReach } from './days-of-plan.ts';
import { goThrough, type Imagined } from './go-through.ts';
import type { Rehearsal } from './rehearsal.ts';
import { type ScratchOffice, scratchOffice } from './scratch-office.ts';
import { lettersIn, toldIn } from './told.ts';

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
  const office = await scratchOffice({ ...r, plan });
  const refused = r.communes?.map((code) => placeRefused(office.tree, code, plan.opensOn)).find(Boolean);
  if (refused) throw new Error(refusalSentence(refused, 'vi'));
  const products = await imagined(office, r);
  const process = (await r.process?.(office)) ?? simulatedProcess(office.executor, office.clock, office.errand);
  const stopped = await goThrough(office, { process, products, yearId, until: plan.closesOn });
  const asked = { scratch: r.scratch, office, year };
  const outOfReach = plan.rounds.filter((round) => !isWithinReach(round, year)).map(({ no }) => no);
  return {
    ...{ year: yearId, rulebook: plan.rulebook, products: products.length },
    ...{ told: await toldIn(asked), letters: await lettersIn(asked) },
    ...{ outOfReach, stopped },
  };
}

/** One product per commune, by turns for each round of the year. */
async function imagined(office: ScratchOffice, { yearId, year, communes: only }: Question) {
  const province = provinceOf(yearId);
  const { plan } = year;
  const communes = allUnits(office.tree).filter(
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
