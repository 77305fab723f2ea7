// The hash of what was filed: any other dossier has another one.
import type { Document } from '../kernel/fields.ts';
import type { ProductCycle } from './product-cycle.ts';

type Digest = (value: unknown) => string;

type Filed = { id: string; state: ProductCycle; criteriaSet: string; digest: Digest; added?: unknown };

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
