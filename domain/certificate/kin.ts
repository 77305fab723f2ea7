// The other cycles of a certificate’s product with their certificates: what it takes the place of, and what may take its.
import type { Found } from '../kernel/aggregate.ts';
import { type Product, product } from '../product/product.ts';
import { nextToLookFor } from '../product-cycle/other-cycles.ts';
import { cycleParts, type ProductCycle } from '../product-cycle/product-cycle.ts';
import { findRulebook, lawOn } from '../rulebooks/registry.ts';
import { type Certificate, certificate } from './certificate.ts';

/** The last year in which a cycle may have begun while a certificate stood: its renewal is filed before it runs out. */
export function latestCycleOf(id: string, { rulebook, ended }: ProductCycle): number {
  const { year } = cycleParts(id);
  const { months } = (findRulebook(rulebook ?? '') ?? lawOn(`${year}-12-31`)).certificate;
  const recognisedIn = Number(ended?.on.slice(0, 4) ?? year);
  return recognisedIn + Math.ceil(months / 12) + 1;
}

type Looking = { id: string; needs: { product: Product; kept?: Product; cycle: ProductCycle }; found: Found };

/** What a command declares that turns on them. */
export const withKin = {
  needs: ({ state }: { state: Certificate }) => ({
    kept: state.sameAs === undefined ? undefined : product.need(state.sameAs),
  }),
  relatives: ({ id, needs, found }: Looking) =>
    nextToLookFor({ id, needs, found, latest: latestCycleOf(id, needs.cycle) }),
  ofRelatives: (id: string) => certificate.need(id),
} as const;
