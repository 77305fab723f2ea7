// A certificate of recognition: its number, how long it is valid, and all that becomes of it. Its stream is begun by the
// recognition of a cycle and has that cycle’s id, so that each finds the other.
import { aggregate, type Need } from '../kernel/aggregate.ts';
import type { Mark } from '../kernel/mark.ts';
import { type Product, product } from '../product/product.ts';
import {
  cycleId,
  cycleParts,
  type ProductCycle,
  productCycle,
  type Validity,
  visitOf,
} from '../product-cycle/product-cycle.ts';
import {
  type CalendarNeeds,
  calendarsFor,
  calendarYears,
  type ProgrammeYear,
  programmeYear,
  withDaysOff,
} from '../programme-year/programme-year.ts';
import { findRulebook } from '../rulebooks/registry.ts';
import { holdersOf, responsibility } from '../rulebooks/responsibilities.ts';
import { addDays, type Day, day } from '../time/civil-date.ts';
import { type UnitTree, unitTree } from '../unit/unit-tree.ts';

/** How a certificate ended; `taken-back`: the recognition it was issued for was annulled. */
export const endings = ['expired', 'revoked', 'superseded', 'taken-back'] as const;
export type Ending = (typeof endings)[number];

type Finding = Mark & {
  readonly kind: string;
  readonly result: string;
  readonly remedyBy?: Day;
  readonly remedied?: Mark;
};

export type Certificate = {
  /** `recognition`: revision of the fact in its cycle */
  readonly begun?: Mark & { readonly recognition: number };
  readonly stars?: number;
  /** the product that its own is a duplicate of */
  readonly sameAs?: string;
  readonly number?: string;
  /** it is to be issued by a day, until it is: reminded of, and marked once that has passed */
  readonly toIssue?: Mark & {
    readonly dueOn: Day;
    readonly basis: string;
    readonly reminded: readonly string[];
    readonly overdue: boolean;
  };
  /** its term counts from the day it says, which may lie before that on which it was entered */
  readonly issued?: Mark;
  readonly from?: Day;
  readonly until?: Day;
  /** revision of its issue, or of the fact by which it stood again */
  readonly standsSince?: number;
  /** how many days before its end it was warned of that */
  readonly warned: readonly number[];
  /** the issuer’s letter of that reached the producer */
  readonly served?: Mark;
  /** it outlasts its term while a renewal is decided, until this day at most */
  readonly held?: Mark & { readonly renewal: string; readonly until: Day };
  /** a revocation that was proposed: by when it is decided, and whether the producer was heard */
  readonly revocation?: Mark & {
    readonly ground: string;
    readonly dueOn: Day;
    readonly heard?: Mark;
    readonly reminded: readonly string[];
    readonly overdue: boolean;
  };
  readonly findings: readonly Finding[];
  readonly replacementAsked?: Mark;
  /** it was issued again, last on this day */
  readonly replaced?: Mark;
  /** `until`: its last day */
  readonly ended?: Mark & { readonly as: Ending; readonly until: Day; readonly by?: string };
  readonly amendedAt: number;
};

export type CertificateNeeds = {
  cycle: Need<ProductCycle>;
  product: Need<Product>;
  units: Need<UnitTree>;
  year: Need<ProgrammeYear>;
} & CalendarNeeds;

type Dated = { readonly conclusion?: { readonly date?: unknown } } | undefined;

/**
 * The civil year whose plan and days off its dates count with: that in which a revocation is decided or its conclusion said,
 * else that in which it runs out.
 */
export function dueYearOf(id: string, { until, revocation }: Certificate, input?: Dated): number {
  const date = day.safeParse(input?.conclusion?.date).data ?? revocation?.dueOn ?? until;
  return date === undefined ? cycleParts(id).year : Number(date.slice(0, 4));
}

export const certificate = aggregate<Certificate, CertificateNeeds>({
  category: 'certificate',
  resource: 'certificates',
  words: { vi: 'Giấy chứng nhận', en: 'Certificate' },
  id: cycleId,
  initial: { warned: [], findings: [], amendedAt: -1 },
  needs: ({ id, state, input }) => {
    const { province, product: productId } = cycleParts(id);
    const year = dueYearOf(id, state, input);
    return {
      cycle: productCycle.need(id),
      product: product.need(productId),
      units: unitTree.need(province),
      year: programmeYear.need(`${province}-${year}`),
      ...calendarsFor(year),
    };
  },
  joined: ({ id, state, input, needs }) => ({
    year: withDaysOff(needs.year, calendarYears(dueYearOf(id, state, input), needs)),
  }),
  // What was recognised under an act is its certificate’s for good, whatever act follows.
  situation: ({ id, needs: { cycle, product } }) => ({
    province: cycleParts(id).province,
    place: product.place ?? cycle.place ?? '',
    ...(product.places ? { places: product.places } : {}),
    producer: product.producer ?? cycle.producer ?? '',
    rulebook: cycle.rulebook ?? cycle.expectedRulebook ?? '',
  }),
  beganOn: ({ begun }) => begun?.on,
  inOrder: true,
});

/** The tier that recognised its product, or that would: who issues a certificate answers for it. */
function issuer(_: Certificate, __: unknown, { cycle = productCycle.initial }: { cycle?: ProductCycle } = {}): string {
  const rulebook = findRulebook(cycle.rulebook ?? cycle.expectedRulebook ?? '');
  if (!rulebook) return '';
  const tiers = [visitOf(cycle)?.tier, ...rulebook.ladder.map(({ id }) => id)];
  return tiers.find((tier) => tier !== undefined && holdersOf(rulebook, 'recognise', tier).length > 0) ?? '';
}

export const byIssuer = responsibility('recognise', issuer);

/** Undefined where nothing was issued, or what it was issued for was annulled. */
export function validityOf({ stars, number, from, until, ended, held }: Certificate): Validity | undefined {
  if (stars === undefined || number === undefined || from === undefined || until === undefined) return undefined;
  if (ended?.as === 'taken-back') return undefined;
  return { stars, number, from, until: ended?.until ?? lastDayOf({ held, until }) };
}

/** The last day of its term, or of the time it is held valid beyond that. */
export const lastDayOf = ({ held, until }: { held?: Certificate['held']; until: Day }): Day => held?.until ?? until;

/** The last day before one: on which what ends on that day was still valid. */
export const dayBefore = (on: Day): Day => addDays(on, -1);
