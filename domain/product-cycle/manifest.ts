// The hash of what was filed: any other dossier has another one.
import type { Document } from '../kernel/fields.ts';
import { amendments, type Fact } from '../kernel/fold.ts';
import { type ProductCycle, productCycle } from './product-cycle.ts';

type Digest = (value: unknown) => string;

/** What of a dossier its manifest covers; the shares by the fact that confirmed them. */
type Content = {
  readonly evidence: ProductCycle['evidence'];
  readonly localShares?: { readonly at: number } | undefined;
};
type Filed = { id: string; state: Content; criteriaSet: string; digest: Digest; added?: unknown };

export function manifestOf({ id, state, criteriaSet, digest, added }: Filed): string {
  const items = [...state.evidence].sort((a, b) => (a.id < b.id ? -1 : 1));
  return digest({
    cycle: id,
    criteriaSet,
    evidence: items,
    localShares: state.localShares?.at,
    ...(added === undefined ? {} : { added }),
  });
}

/** Of what was filed and the papers that were added to it. */
export function supplementedManifest(r: {
  id: string;
  state: ProductCycle;
  digest: Digest;
  documents: readonly Document[];
}): string {
  const { id, state, digest, documents } = r;
  const added = { after: state.submitted?.manifest, documents };
  return manifestOf({ id, state, criteriaSet: state.criteriaSet ?? '', digest, added });
}

/** Papers that came to a dossier after it was filed, with the manifest that covers them too. */
export type AddedPapers = { readonly manifest: string; readonly documents: readonly Document[] };

export function addedPapers(facts: readonly Fact[]): readonly AddedPapers[] {
  const { annulled } = amendments(productCycle, facts);
  return facts
    .filter(({ type, revision }) => ADDING.includes(type) && !annulled.has(revision))
    .map(({ data }) => data as AddedPapers)
    .map(({ manifest, documents }) => ({ manifest, documents }));
}
const ADDING = ['SupplementAnswered', 'DossierCompleted'];
