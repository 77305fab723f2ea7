import { criteriaSetRef, rulebookRef } from '../domain/rulebooks/figures.ts';
import { findCriteriaSet, rulebooks } from '../domain/rulebooks/registry.ts';
import { digest } from './envelope.ts';

const refs = new Map(rulebooks.map((r) => [r.id as string, rulebookRef(r, digest)]));
const setRefs = new Map<string, string>();

/** `R2019` → `R2019@sha256:…`, and with the bound criteria set `R2019@sha256:… R2019/6@sha256:…`: the figures an event
 * was decided under. Undefined for a rulebook this release does not have. */
export function refOfRulebook(id: string, criteriaSet?: string): string | undefined {
  const ref = refs.get(id);
  const set = ref === undefined || criteriaSet === undefined ? undefined : refOfSet(criteriaSet);
  return set === undefined ? ref : `${ref} ${set}`;
}

function refOfSet(id: string): string | undefined {
  const known = setRefs.get(id);
  const set = known === undefined ? findCriteriaSet(id) : undefined;
  if (set) setRefs.set(id, criteriaSetRef(set, digest));
  return setRefs.get(id);
}
