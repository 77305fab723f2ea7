// Every aggregate that a workflow serves, one entry each: relay, workflows, what is due, the demo and its clock,
// recorded histories and the rehearsed years follow from it.
import { LRUCache } from 'lru-cache';
import { civilCalendar } from '../domain/calendar/civil-calendar.ts';
import { certificate } from '../domain/certificate/certificate.ts';
import { siblingsOf } from '../domain/certificate/certificate-facts.ts';
import { councilSession } from '../domain/council-session/council-session.ts';
import { demoClock } from '../domain/demo-clock/demo-clock.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';
import { kebab } from '../domain/kernel/command.ts';
import type { DueAction } from '../domain/kernel/due-action.ts';
import { actionsOf } from '../domain/kernel/procedure.ts';
import { letters } from '../domain/letters/letters.ts';
import { officeClock } from '../domain/office-clock/office-clock.ts';
import { postOffice } from '../domain/post-office/post-office.ts';
import { producer } from '../domain/producer/producer.ts';
import { product } from '../domain/product/product.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear, provinceOf } from '../domain/programme-year/programme-year.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { unitDuties } from '../domain/unit-duties/unit-duties.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { procedures } from '../workflows/procedures.ts';
import { lookAtCertificate } from './look-at-certificate.ts';
import { cyclesOf, lookAtCycle } from './look-at-cycle.ts';
import { lookAtDuties } from './look-at-duties.ts';
import { lookAtLetters, lookAtPost } from './look-at-post.ts';
import { lookAtSession } from './look-at-session.ts';
import { lookAtYear } from './look-at-year.ts';
import type { Looked, Process, Seen } from './process.ts';

const process = <S, Facts>(entry: Process<S, Facts>): Process<S, Facts> => entry;

/** Of what comes due at one instant the first entry's is done first: a year closes before its cycles are carried over. */
export const processes: readonly Process[] = [
  process({
    aggregate: programmeYear,
    procedure: procedures.programmeYear,
    lookAt: lookAtYear,
    concerns: (id) => [
      ...cyclesOf(id),
      unitDuties.stream(`${id}-`),
      certificate.stream(`${provinceOf(id)}-`),
      // By whose policies a council's results are taken.
      councilSession.stream(`${provinceOf(id)}-`),
    ],
  }),
  process({
    aggregate: productCycle,
    procedure: procedures.productCycle,
    lookAt: lookAtCycle,
    // A renewal under way keeps what it renews.
    concerns: (id) => [certificate.stream(siblingsOf(id))],
  }),
  process({
    aggregate: certificate,
    procedure: procedures.certificate,
    lookAt: lookAtCertificate,
    concerns: (id) => [certificate.stream(siblingsOf(id))],
  }),
  process({
    aggregate: councilSession,
    procedure: procedures.councilSession,
    lookAt: lookAtSession,
    concerns: () => [],
  }),
  process({
    aggregate: unitDuties,
    procedure: procedures.unitDuties,
    lookAt: lookAtDuties,
    concerns: () => [],
  }),
  process({
    aggregate: postOffice,
    procedure: procedures.postOffice,
    lookAt: lookAtPost,
    concerns: () => [],
  }),
  process({
    aggregate: letters,
    procedure: procedures.letters,
    lookAt: lookAtLetters,
    concerns: () => [],
  }),
];

/** The process that serves a stream, if one does. */
export function findProcess(stream: string): Process | undefined {
  const { category } = splitStream(stream);
  return processes.find((p) => p.aggregate.category === category);
}

/** No workflow serves a calendar or a clock: they concern whatever is served. */
const concernsAll = [civilCalendar, demoClock, officeClock].map(({ category }) => category);

/**
 * What the streams, besides its own, begin with whose next move a fact of a stream may change; `*` stands for anything.
 * A cycle follows its product, and is told of whoever makes it; what a unit has to do turns on what becomes of the unit.
 * @param data of the fact, where only what it names is concerned
 */
export function concernedBy(stream: string, data?: unknown): readonly string[] {
  const { category, id } = splitStream(stream);
  if (concernsAll.includes(category)) return served;
  if (category === product.category) return [productCycle.stream(`*-${id}-`)];
  if (category === producer.category) return [productCycle.stream('')];
  if (category === unitTree.category)
    return [
      programmeYear.stream(`${id}-`),
      ...(unitsNamedIn(data) ?? ['']).map((code) => unitDuties.stream(`${id}-*-${code}`)),
    ];
  return findProcess(stream)?.concerns(id) ?? [];
}

/** The units that a fact of the tree is about, but for those that are new; undefined where it names none (an annulment). */
function unitsNamedIn(data: unknown): readonly string[] | undefined {
  const { code, replaces } = (data ?? {}) as { code?: string; replaces?: readonly string[] };
  return code === undefined ? undefined : [code, ...(replaces ?? [])];
}

/** Whether a stream is one of those that `concernedBy` names. */
export const isConcerned = (named: readonly string[], stream: string): boolean =>
  named.some((beginning) => asPattern(beginning).test(stream));

/** Made once each: a fact is held against every open stream. */
const patterns = new LRUCache<string, RegExp>({ max: 1000 });

function asPattern(beginning: string): RegExp {
  const known = patterns.get(beginning) ?? new RegExp(`^${beginning.replaceAll('*', '.*')}`);
  patterns.set(beginning, known);
  return known;
}

/** What every stream begins with that a workflow serves. */
export const served: readonly string[] = processes.map((p) => p.aggregate.stream(''));

/** The workflow's business key. */
export function workflowIdOf(stream: string): string {
  const process = findProcess(stream);
  if (!process) throw new Error(`no workflow serves ${stream}`);
  return `${kebab(process.aggregate.category)}/${splitStream(stream).id}`;
}

/** What a look at a stream brings back; of a damaged one nothing, so that nobody acts on it. */
export async function seenAt(process: Process, looked: Looked<unknown>): Promise<Seen<unknown>> {
  if (looked.history.damagedAt !== undefined) return { facts: undefined, deadlines: [], shown: {} };
  return process.lookAt(looked);
}

/** All that is due for a stream by a fresh look at it, past and coming. Empty for streams no process serves. */
export async function whatIsDue(executor: Executor, stream: string, at: string): Promise<readonly DueAction[]> {
  const process = findProcess(stream);
  if (!process) return [];
  const history = await executor.look(process.aggregate, splitStream(stream).id);
  const { facts, deadlines } = await seenAt(process, { executor, history, at });
  return facts === undefined ? deadlines : actionsOf(process.procedure(facts), deadlines, at);
}
