// A digest pins the figures a rating rests on. Labels may be worded better, citations completed, responsibilities and
// council defaults extended, without making every recorded rating cite a rulebook that no longer exists.
import type { CriteriaSet } from './criteria-set.ts';
import type { Rulebook } from './rulebook.ts';
import { isWords } from './words.ts';

const textKeys = new Set(['cite', 'evidence', 'repaired', 'caseNames']);

function withoutText(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isWords(item)).map(withoutText);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, member]) => member !== undefined && !isWords(member) && !textKeys.has(key),
  );
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutText(member)]));
}

/** The core's figures as plain JSON: dates, parts, bands, ladder, terms, rounds, knock-outs and the sets' ids. */
export function figuresOf(rulebook: Rulebook): unknown {
  const { id, acts, effectiveFrom, supersededFrom, parts, bands, bandsPrinted, ladder } = rulebook;
  const { certificate, knockOuts, rounds, deadlines, revocation, transitions, taxonomy } = rulebook;
  const law = { id, acts, effectiveFrom, supersededFrom, parts, bands, bandsPrinted, ladder };
  return withoutText({ ...law, certificate, knockOuts, rounds, deadlines, revocation, transitions, taxonomy });
}

/** A criteria set's figures as plain JSON: codes, maxima, options with points, minimum options, knock-outs. */
export function figuresOfSet(set: CriteriaSet): unknown {
  const { id, rulebook, parts, knockOuts, minimum } = set;
  return withoutText({ id, rulebook, parts, knockOuts, minimum });
}

/** Canonical JSON → SHA-256 in hex; handed in, because the domain hashes nothing itself. */
export type Digest = (json: unknown) => string;

/** How an event names its rulebook: 'R2019@sha256:<hex>'. */
export function rulebookRef(rulebook: Rulebook, digest: Digest): string {
  return `${rulebook.id}@sha256:${digest(figuresOf(rulebook))}`;
}

/** How an event names its criteria set: 'R2019/6@sha256:<hex>'. */
export function criteriaSetRef(set: CriteriaSet, digest: Digest): string {
  return `${set.id}@sha256:${digest(figuresOfSet(set))}`;
}
