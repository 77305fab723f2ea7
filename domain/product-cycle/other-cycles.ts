// What the system knows of a product besides one cycle: all its other ones, whatever the caller says of them. They are
// read as needs, so where the store checks what a decision rested on, two that begin at once learn of each other; where
// it does not, the second is seen on the product's board and withdrawn.
import type { Aggregate, Found, Need } from '../kernel/aggregate.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { type Product, product as productOf } from '../product/product.ts';
import type { Day } from '../time/civil-date.ts';
import { nextCycle } from './ending.ts';
import { cycleParts, type ProductCycle, type Purpose, productCycle } from './product-cycle.ts';

export type OtherCycles = ReadonlyMap<string, ProductCycle>;
type Look = {
  readonly id: string;
  /** `kept`: the product that its own is a duplicate of */
  readonly needs: { readonly product: Product; readonly kept?: Product | undefined };
  readonly found: Found<ProductCycle>;
  /** the last year to look in; without it the one after its own */
  readonly latest?: number;
};

const CYCLE_UNDER_WAY = refusal('CYCLE_UNDER_WAY', 'conflict', {
  vi: 'Sản phẩm đang có chu trình {cycle}; mỗi mục đích chỉ có một chu trình đang thực hiện.',
  en: 'Cycle {cycle} of the product is under way: there is one at a time for each purpose.',
});
const RATED_THIS_YEAR = refusal('RATED_THIS_YEAR', 'conflict', {
  vi: 'Sản phẩm đã được đánh giá ở chu trình {cycle}: chỉ đánh giá lại vào năm sau năm {year}.',
  en: 'The product was rated in cycle {cycle}: it returns in a year after {year}.',
});

/** The product that its own is a duplicate of, as far as the cycle was told. */
export const keptNeed = ({ state: { told } }: { state: ProductCycle }) => ({
  kept: typeof told?.ended === 'string' ? productOf.need(told.ended) : undefined,
});

/**
 * The next cycle of the product, or of its duplicates, to look for: from its first year to the latest, ordinal by
 * ordinal. A year may have as many as one before it, since what is carried over keeps its ordinal.
 */
export function nextToLookFor({
  id,
  needs,
  found,
  latest = cycleParts(id).year + 1,
}: Look): Need<ProductCycle> | undefined {
  const { product } = cycleParts(id);
  const { duplicates = [], ended } = needs.product;
  const kept = ended?.into === undefined ? [] : [ended.into, ...(needs.kept?.duplicates ?? [])];
  for (const one of new Set([product, ...duplicates, ...kept])) {
    const next = nextOf(one, { id, needs, found, latest });
    if (next) return next;
  }
  return undefined;
}

function nextOf(product: string, { id, needs, found, latest = 0 }: Look): Need<ProductCycle> | undefined {
  const { province, year } = cycleParts(id);
  const known = [needs.product.registeredOn, needs.kept?.registeredOn].map((on) => Number(on?.slice(0, 4) ?? year));
  const first = Math.min(year, ...known);
  let widest = 0;
  for (let y = first; y <= latest; y++)
    for (let ordinal = 1; ordinal < 100; ordinal++) {
      const other = `${province}-${y}-${product}-${ordinal}`;
      if (other !== id && !found.has(other)) return (productCycle as Aggregate<ProductCycle>).need(other);
      if (other === id || found.get(other)) widest = Math.max(widest, ordinal);
      else if (ordinal > widest) break;
    }
  return undefined;
}

/** What was carried over and does not go on yet is under way too, unless this is the cycle it goes on in. */
const isUnderWay = (other: string, state: ProductCycle, id: string): boolean => {
  if (!state.started || other === id) return false;
  const next = nextCycle(other, state);
  return !state.ended || (next !== undefined && next !== id);
};

/** Why no cycle of the product may be under way besides another of the same purpose. */
export function underWay(id: string, purpose: Purpose, others: OtherCycles = new Map()): Refusal | undefined {
  for (const [cycle, state] of others)
    if (state.purpose === purpose && isUnderWay(cycle, state, id)) return CYCLE_UNDER_WAY({ cycle });
  return undefined;
}

/**
 * A product returns "in a later year" than any rating it improves on (1576/QĐ-UBND, part II IV.6.5), and than any
 * recognition, whatever it was rated for.
 */
export function ratedThisYear(id: string, purpose: Purpose, others: OtherCycles = new Map()): Refusal | undefined {
  const rated = ratedIn(id, purpose, others);
  return rated && RATED_THIS_YEAR(rated);
}

/** The same of what was filed before anybody knew: a product is rated once a year for each purpose. */
export function ratedBesides(id: string, purpose: Purpose, others: OtherCycles = new Map()): Refusal | undefined {
  const { year } = cycleParts(id);
  for (const [cycle, { ended, purpose: other }] of others) {
    const rated = (ended?.kind === 'recognised' || ended?.kind === 'rated') && other === purpose;
    if (rated && cycle !== id && cycleParts(cycle).year === year) return RATED_THIS_YEAR({ cycle, year });
  }
  return undefined;
}

/** The last year, the cycle's own or a later one, in which the product was rated so that it waits for the next. */
export function ratedIn(id: string, purpose: Purpose, others: OtherCycles) {
  let last: { readonly cycle: string; readonly year: number } | undefined;
  for (const [cycle, { ended, purpose: other }] of others) {
    const { year } = cycleParts(cycle);
    const rated = ended?.kind === 'recognised' || (ended?.kind === 'rated' && other === purpose);
    if (rated && cycle !== id && year >= cycleParts(id).year && year > (last?.year ?? 0)) last = { cycle, year };
  }
  return last;
}

/** The last day on which an idea of the product was not chosen. */
export function ideaRefusedOn(states: Iterable<ProductCycle>): Day | undefined {
  const days = [...states].flatMap(({ idea }) =>
    idea?.status === 'rejected' || idea?.status === 'struck' ? [idea.on] : [],
  );
  return days.sort().at(-1);
}
