// One product's way through one programme year: the state that its facts add up to.

import { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import type { Situation } from '../kernel/command.ts';
import type { FactMeta } from '../kernel/event.ts';
import { type Document, shaped, slug, unitCode } from '../kernel/fields.ts';
import type { Mark } from '../kernel/mark.ts';
import { type Product, product } from '../product/product.ts';
import { datingTermsOf } from '../programme-year/dating-terms.ts';
import {
  type CalendarNeeds,
  calendarsFor,
  calendarYears,
  type ProgrammeYear,
  programmeYear,
  withDaysOff,
} from '../programme-year/programme-year.ts';
import type { Step } from '../programme-year/steps.ts';
import { getRulebook } from '../rulebooks/registry.ts';
import type { Rulebook, StarsGiven } from '../rulebooks/rulebook.ts';
import { type Day, day } from '../time/civil-date.ts';
import type { Place } from '../unit/place.ts';
import { type UnitTree, unitTree } from '../unit/unit-tree.ts';

export type IdeaStatus = 'registered' | 'listed' | 'selected' | 'approved' | 'rejected' | 'struck';
export type PlanStatus = 'submitted' | 'selected' | 'rejected';

export type Evidence = {
  readonly id: string;
  readonly kind: string;
  readonly criterion?: string | undefined;
  readonly document: Document;
  readonly pages?: { readonly from: number; readonly to: number } | undefined;
  readonly validUntil?: Day | undefined;
  readonly replaces?: string | undefined;
};

/** What follows from a tier's result: it goes on, is recognised, comes back from above, or ends. */
export type Outcome = 'forward' | 'recognise' | 'return' | 'ends';

export type Result = Mark & {
  readonly stars: StarsGiven;
  readonly totals: readonly number[];
  readonly outcome: Outcome;
  /** the ground that ended the rating without a star */
  readonly knockOut?: string;
  /** the council's session it was delivered from; absent where minutes on paper were entered */
  readonly session?: OfSession;
};

/** `of`: revision of the session's fact that said the result */
export type OfSession = { readonly id: string; readonly of: number };

export type Supplement = {
  readonly asked: Mark;
  readonly dueOn: Day;
  /** the how-manieth of this stay; absent where a tier could ask only once */
  readonly no?: number;
  readonly answered?: Mark;
  /** the tier went on without it */
  readonly lapsed?: Mark;
};

/** How somebody had a hand in a product before a council rates it. */
export type Hand = { readonly account: string; readonly as: 'confirmed-shares' | 'selected-plan' | 'advised' };

/** Minutes on paper as one person entered them; another enters them too (policy `paper-minutes`). */
export type PaperEntry = Mark & { readonly by: string; readonly said: Readonly<Record<string, unknown>> };

/** One stay of the dossier at one rung of the ladder; a review is a second stay at a rung it had left. */
export type TierVisit = {
  readonly tier: string;
  readonly round: number;
  /** where the round is not one of the cycle's own year */
  readonly roundYear?: number | undefined;
  readonly opened: Mark;
  readonly review: boolean;
  readonly supplement?: Supplement;
  /** of minutes on paper that are entered twice: until both say the same, or somebody says which is right */
  readonly entries?: readonly PaperEntry[];
  readonly differences?:
    | readonly { readonly field: string; readonly first: string; readonly second: string }[]
    | undefined;
  readonly result?: Result;
  /** the council's session whose result stands here no more: one that rates it again names it */
  readonly after?: string;
  readonly notified?: Mark;
  readonly completed?: Mark & { readonly manifest: string };
  /** `proposedOn`: the day that decides its round, where it is not the day it was forwarded */
  readonly forwarded?: Mark & { readonly to: string; readonly proposedOn?: Day | undefined };
  readonly received?: Mark;
};

export type Deadline = {
  /** what is due: `step/idea`, `tier/district/result` … */
  readonly subject: string;
  readonly dueOn: Day;
  /** where the date comes from, as a short English phrase with the plan's or the law's place */
  readonly basis: string;
  /** revision of the fact that set or moved it */
  readonly at: number;
  /** civil day from which it runs */
  readonly since: Day;
  /** working days added by supplements */
  readonly extension: number;
  /** a person fixed it: a changed plan does not move it */
  readonly fixed: boolean;
  readonly reminded: readonly string[];
  readonly overdue: boolean;
};

export const endKinds = ['recognised', 'rated', 'not-selected', 'withdrawn', 'carried-over'] as const;
export type EndKind = (typeof endKinds)[number];

/** What a cycle has last been told of its product. */
export const known = z.strictObject({
  producer: slug,
  place: unitCode,
  group: slug,
  /** the product is no longer made, or is the same as this one */
  ended: z.union([z.literal(true), slug]).optional(),
  producerEnded: z.literal(true).optional(),
});
export type Known = z.infer<typeof known>;

/** A product is rated for the first time or for more stars, or its recognition is renewed. */
export const purposes = {
  rating: { vi: 'đánh giá, phân hạng', en: 'rating' },
  renewal: { vi: 'công nhận lại', en: 'renewal' },
} as const;
export type Purpose = keyof typeof purposes;

/** What a product was certified by: its number, and the days from which and until which that is valid. */
export type Validity = {
  readonly stars: number;
  readonly number: string;
  readonly from: Day;
  readonly until: Day;
};

export const notBefore = z.strictObject({ idea: day.optional(), dossier: day.optional() });
export type NotBefore = z.infer<typeof notBefore>;

export type ProductCycle = {
  readonly started?: Mark;
  readonly purpose?: Purpose;
  readonly product?: string;
  readonly producer?: string;
  readonly place?: string;
  readonly places?: Place;
  /** the product's own place when the cycle began, before any placing */
  readonly site?: string;
  readonly group?: string;
  /** what it has last been told of its product, and by which revision: what is said again afterwards is news again */
  readonly told?: Known;
  readonly toldAt?: number;
  readonly entry?: Step;
  /** the rulebook the year expects, and the one the filing of the dossier bound */
  readonly expectedRulebook?: string;
  readonly rulebook?: string;
  readonly criteriaSet?: string;
  readonly step?: Step;
  readonly stepOpened?: Mark;
  /** whoever had the open step's matter before was late */
  readonly handedOnLate?: boolean;
  readonly done: Readonly<Partial<Record<Step, Mark & { readonly late: boolean }>>>;
  readonly idea?: Mark & { readonly status: IdeaStatus };
  /** `told`: commune and producer know what was decided */
  readonly plan?: Mark & { readonly status: PlanStatus; readonly targetStar: number; readonly told?: Mark };
  /** the round for which the dossier is to be ready, where somebody said so */
  readonly aimsAt?: number;
  readonly evidence: readonly Evidence[];
  /** of which of its papers somebody was told that they run out, as `id/day` */
  readonly papersTold?: readonly string[];
  readonly localShares?: Mark;
  /** `received`: the first tier gave a receipt for it */
  readonly submitted?: Mark & { readonly manifest: string; readonly received?: Mark };
  readonly visits: readonly TierVisit[];
  readonly deadline?: Deadline | undefined;
  /** the tier's own deadline while a supplement stops its clock */
  readonly paused?: Deadline | undefined;
  /** `withProduct`: its product was no longer made */
  readonly ended?: Mark & { readonly kind: EndKind; readonly stars?: number; readonly withProduct?: true };
  /** the decision by which it was recognised */
  readonly decision?: Document;
  /** its certificate has a stream of this id */
  readonly certificate?: string;
  /** what releases before that wrote of it with the recognition, and the one of an earlier year that a paper spoke of */
  readonly certifiedBy?: Validity;
  readonly earlierCertificate?: Validity;
  /** the recognition was published */
  readonly published?: Mark;
  /** the cycle of the next year that goes on with it */
  readonly next?: string;
  /** who was given the work that was then waited for */
  readonly assigned?: Mark & { readonly account: string; readonly work: string };
  /** who was reminded by hand on the last day on which anybody was, as `role@unit` */
  readonly remindedByHand?: { readonly on: Day; readonly whom: readonly string[] };
  /** who had a hand in it: they do not rate it without saying so */
  readonly hands?: readonly Hand[];
  readonly questions?: readonly { readonly asked: Mark; readonly answered?: Mark }[];
  readonly records: {
    readonly visits: number;
    readonly needs: number;
    /** support given, by whose money it was */
    readonly stateDong: number;
    readonly mobilisedDong: number;
    readonly promotions: number;
  };
  /** until when the product's other cycles bar it from registering an idea, or from filing */
  readonly notBefore?: NotBefore;
  readonly olderPapers?: { readonly from: number; readonly until: number } | undefined;
  /** revision of the last correction or annulment: what was due before may be due again */
  readonly amendedAt: number;
};

/** `66-2022-ca-phe-ea-kmat-1`: province, year, product and ordinal. */
export const cycleId = shaped(/^\d{2}-20\d{2}-[a-z0-9]+(-[a-z0-9]+)*-[1-9]\d?$/, {
  vi: 'Mã chu trình có dạng tỉnh-năm-sản-phẩm-lần, ví dụ 66-2022-ca-phe-mau-1.',
  en: 'A cycle is called province-year-product-time, like 66-2022-ca-phe-mau-1.',
}).max(90);

type CycleParts = {
  readonly province: string;
  readonly year: number;
  readonly yearId: string;
  readonly product: string;
  readonly ordinal: number;
};

let last: { readonly id: string; readonly parts: CycleParts } | undefined;

/** One command asks for the parts of its cycle several times over. */
export function cycleParts(id: string): CycleParts {
  if (last?.id === id) return last.parts;
  const [province = '', year = '', ...rest] = id.split('-');
  const ordinal = Number(rest.pop());
  const parts = { province, year: Number(year), yearId: `${province}-${year}`, product: rest.join('-'), ordinal };
  last = { id, parts };
  return parts;
}

export type CycleNeeds = { year: Need<ProgrammeYear>; units: Need<UnitTree>; product: Need<Product> } & CalendarNeeds;

export const productCycle = aggregate<ProductCycle, CycleNeeds>({
  category: 'productCycle',
  resource: 'product-cycles',
  words: { vi: 'Chu trình của sản phẩm', en: 'Product cycle' },
  id: cycleId,
  initial: {
    done: {},
    evidence: [],
    visits: [],
    records: { visits: 0, needs: 0, stateDong: 0, mobilisedDong: 0, promotions: 0 },
    amendedAt: -1,
  },
  needs: ({ id }) => {
    const { province, year, yearId, product: productId } = cycleParts(id);
    return {
      year: programmeYear.need(yearId),
      units: unitTree.need(province),
      product: product.need(productId),
      ...calendarsFor(year),
    };
  },
  joined: ({ id, needs }) => ({ year: withDaysOff(needs.year, calendarYears(cycleParts(id).year, needs)) }),
  situation: ({ id, state, needs: { product, year } }) => situationOf(id, state.started ? state : product, year),
  beganOn: (state) => state.started?.on,
  inOrder: true,
  dating: ({ needs: { year } }) => datingTermsOf(year),
});

type Bound = {
  readonly [K in 'rulebook' | 'expectedRulebook' | 'criteriaSet' | 'place' | 'producer']?: string | undefined;
} & { readonly places?: Place | undefined };

/** The law of a cycle: the one that its filing bound; until then the one its year's plan expects as it stands now. */
export const rulebookIdOf = ({ rulebook, expectedRulebook }: Bound, { plan }: Pick<ProgrammeYear, 'plan'>): string =>
  rulebook ?? plan?.rulebook ?? expectedRulebook ?? '';

/** What is asked with who holds a responsibility in a cycle; before it starts, by its product. */
export function situationOf(id: string, of: Bound, year: Pick<ProgrammeYear, 'plan'>): Situation {
  const { place, places, producer, criteriaSet } = of;
  return {
    province: cycleParts(id).province,
    rulebook: rulebookIdOf(of, year),
    ...(criteriaSet === undefined ? {} : { criteriaSet }),
    ...(place === undefined ? {} : { place }),
    ...(places === undefined ? {} : { places }),
    ...(producer === undefined ? {} : { producer }),
  };
}

/** The rulebook that a filing bound; before, the one that was expected when the cycle started. */
export function rulebookOf({ rulebook, expectedRulebook }: ProductCycle): Rulebook {
  return getRulebook(rulebook ?? expectedRulebook ?? '');
}

/**
 * From which day what the process opens because of a fact is counted: that fact's, whenever it was typed; what was entered
 * from older papers goes on with dates of its own. @param on when it is opened
 */
export const sinceCause = (cause: Mark | undefined, on: Day, { olderPapers }: ProductCycle): Day =>
  !cause || (olderPapers && olderPapers.from <= cause.at && cause.at < olderPapers.until) ? on : cause.on;

export const visitOf = (state: ProductCycle): TierVisit | undefined => state.visits[state.visits.length - 1];

/** The state with who did something remembered, once for each thing; the process has no hands. */
export function withHand(state: ProductCycle, { actor }: FactMeta, as: Hand['as']): ProductCycle {
  const { hands = [] } = state;
  const known = actor.kind !== 'person' || hands.some((h) => h.account === actor.id && h.as === as);
  return known ? state : { ...state, hands: [...hands, { account: actor.id, as }] };
}

/** The state with its latest stay at a tier changed. */
export function withVisit(state: ProductCycle, change: Partial<TierVisit>): ProductCycle {
  const visit = visitOf(state);
  return visit ? { ...state, visits: [...state.visits.slice(0, -1), { ...visit, ...change }] } : state;
}
