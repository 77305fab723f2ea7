// What the procedure of a cycle turns on, read off its state: nothing here says what comes next.
import { type Certificate, certificate } from '../certificate/certificate.ts';
import type { Producer } from '../producer/producer.ts';
import { type Product, product as productOf } from '../product/product.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import type { Step } from '../programme-year/steps.ts';
import { firstTier, getTier } from '../rulebooks/ladder.ts';
import type { UnitTree } from '../unit/unit-tree.ts';
import { closesWithYear, entryNextYear, isProductBack, isTakenBack, nextCycle } from './ending.ts';
import { supplementPending } from './escalation/supplement.ts';
import {
  cycleParts,
  type EndKind,
  type Outcome,
  type ProductCycle,
  productCycle,
  rulebookOf,
  visitOf,
} from './product-cycle.ts';

/** Where a fact stands, `<stream>@<revision>`: what a command is given because of it carries it in its id. */
export type FactRef = string;

export type CycleFacts = {
  readonly began: FactRef;
  readonly entry: Step;
  readonly step: Step | undefined;
  /** the fact that ended the open step */
  readonly done: FactRef | undefined;
  readonly filed: FactRef | undefined;
  /** the rung of the rulebook's ladder a filed dossier comes to first */
  readonly firstTier: string | undefined;
  /** the dossier's present stay at a tier */
  readonly visit: TierFacts | undefined;
  readonly ended: { readonly as: EndKind; readonly by: FactRef; readonly withProduct?: true } | undefined;
  /** the year was closed before a dossier was filed */
  readonly closedOver: FactRef | undefined;
  /** the year was opened again, and what it carried over goes on in it; or the product's end was taken back */
  readonly reopened: FactRef | undefined;
  /** next year's cycle, for what was carried over and does not go on yet */
  readonly next: NextYear | undefined;
  readonly certificate: CertificateOfCycle | undefined;
};

/** Its stream begins with the recognition, which is then recorded here. */
export type CertificateOfCycle = {
  readonly stream: string;
  readonly cause: FactRef;
  readonly next: 'begin' | 'record';
};

export type TierFacts = {
  readonly tier: string;
  /** it came back from above */
  readonly review: boolean;
  readonly outcome: Outcome | undefined;
  readonly result: FactRef | undefined;
  /** the tier whose review a miss goes back to, as the rulebook's ladder says */
  readonly returnsTo: string | undefined;
  /** papers were asked for and have not come */
  readonly supplementing: boolean;
  readonly forwardedTo: string | undefined;
  readonly received: FactRef | undefined;
};

export type NextYear = {
  readonly cycle: string;
  readonly on: { readonly stream: string; readonly input: Readonly<Record<string, unknown>> };
  /** its plan is approved, it is not closed, and the product is still made */
  readonly planned: boolean;
  readonly begun: boolean;
};

export type CycleQuestion = {
  id: string;
  state: ProductCycle;
  year: ProgrammeYear;
  /** the year's stream, for what a change of the plan makes due */
  yearStream: string;
  /** the next year, once it is planned: what is carried over waits for it */
  nextYear: ProgrammeYear | undefined;
  /** the next year's cycle is there */
  nextStarted?: boolean;
  /** its product, and whose that is as far as the cycle knows */
  product?: Product;
  owner?: Producer;
  units?: UnitTree;
  /** its recognition gives its product a code: the one that the register holds for it already, if it does */
  code?: { readonly drawn: boolean };
  /** where its product is made again: another cycle of it is under way by now */
  otherUnderWay?: boolean;
  /** the one of its recognition, or of one that was annulled */
  certificate?: Certificate;
  /** the engine's time, RFC 3339 UTC */
  at: string;
};

/** The newest fact that made something due, corrections counted: what they changed may be due anew. */
export const causeIn =
  (id: string, state: ProductCycle) =>
  (at: number): FactRef =>
    `${productCycle.stream(id)}@${Math.max(at, state.amendedAt)}`;

/** Undefined before the cycle has begun. */
export function cycleFacts(q: CycleQuestion): CycleFacts | undefined {
  const { id, state, year } = q;
  const { started, step, entry, ended } = state;
  if (!started || !entry) return undefined;
  const cause = causeIn(id, state);
  const done = step && state.done[step];
  return {
    began: cause(started.at),
    entry,
    step,
    done: done && cause(done.at),
    filed: state.submitted && cause(state.submitted.at),
    firstTier: state.submitted && firstTier(rulebookOf(state)).id,
    visit: tierFacts(state, cause),
    ended: ended && {
      as: ended.kind,
      by: cause(ended.at),
      ...(ended.withProduct ? { withProduct: true as const } : {}),
    },
    closedOver: year.closed && closesWithYear(state) ? `${q.yearStream}@${year.changedAt}` : undefined,
    reopened: reopenedBy(q),
    next: nextYearOf(q),
    certificate: certificateOf(q, cause),
  };
}

function certificateOf({ id, state, certificate: its }: CycleQuestion, cause: (at: number) => FactRef) {
  const { ended } = state;
  if (ended?.kind !== 'recognised') return undefined;
  const isBegun = its?.begun !== undefined && its.begun.recognition === ended.at;
  if (isBegun && state.certificate !== undefined) return undefined;
  const next = isBegun ? ('record' as const) : ('begin' as const);
  return { stream: certificate.stream(id), cause: cause(ended.at), next };
}

function reopenedBy({ id, state, year, yearStream, product, otherUnderWay }: CycleQuestion): FactRef | undefined {
  if (isTakenBack(state, year)) return `${yearStream}@${year.changedAt}`;
  if (!product || otherUnderWay || !isProductBack(state, product)) return undefined;
  return `${productOf.stream(cycleParts(id).product)}@${product.amendedAt ?? 0}`;
}

function tierFacts(state: ProductCycle, cause: (at: number) => FactRef): TierFacts | undefined {
  const visit = visitOf(state);
  if (!visit) return undefined;
  return {
    tier: visit.tier,
    review: visit.review,
    outcome: visit.result?.outcome,
    result: visit.result && cause(visit.result.at),
    returnsTo: getTier(rulebookOf(state), visit.tier).missReturnsTo,
    supplementing: supplementPending(state) !== undefined,
    forwardedTo: visit.forwarded?.to,
    received: visit.received && cause(visit.received.at),
  };
}

function nextYearOf({ id, state, year, nextYear, nextStarted, product }: CycleQuestion): NextYear | undefined {
  const cycle = nextCycle(id, state);
  if (cycle === undefined) return undefined;
  return {
    cycle,
    on: { stream: productCycle.stream(cycle), input: { after: id, entry: entryNextYear(state, year) } },
    planned: nextYear?.approved === true && !nextYear.closed && !product?.ended,
    begun: nextStarted === true,
  };
}
