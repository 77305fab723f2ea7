import type { Day } from '../time/civil-date.ts';
import { finishUnderOldAct } from './legal-terms.ts';
import { r2019 } from './r2019/r2019.ts';
import { r2023 } from './r2023/r2023.ts';
import { r2025 } from './r2025/r2025.ts';
import { r2026 } from './r2026/r2026.ts';
import type { Cite, FilingKind, Industry, Rulebook } from './rulebook.ts';
import { findIndustry } from './taxonomy.ts';

export { findCriteriaSet, getCriteriaSet } from './criteria-sets.ts';

/** All rulebooks, oldest first. */
export const rulebooks: readonly Rulebook[] = [r2019, r2023, r2025, r2026];

export function findRulebook(id: string): Rulebook | undefined {
  return rulebooks.find((rulebook) => rulebook.id === id);
}

/** The rulebook of that id. Throws when there is none. */
export function getRulebook(id: string): Rulebook {
  const rulebook = findRulebook(id);
  if (!rulebook) throw new Error(`unknown rulebook ${id}`);
  return rulebook;
}

/** The rulebook a dossier filed on that day comes under: it binds, whatever law follows. Undefined before any law. */
export function findRulebookFor(filedOn: Day): Rulebook | undefined {
  return rulebooks.find(
    ({ effectiveFrom, supersededFrom }) =>
      effectiveFrom <= filedOn && (supersededFrom === undefined || filedOn < supersededFrom),
  );
}

/** The law of a day for what no filing binds; before any law it is the first. */
export const lawOn = (on: Day): Rulebook => findRulebookFor(on) ?? (rulebooks[0] as Rulebook);

type WithGrounds = Rulebook & Required<Pick<Rulebook, 'revocation'>>;

/**
 * The law by which a certificate is revoked on a day. Where the act of that day was not read as far as its grounds, they are
 * those of the first later act that was (assumption `revocation-grounds`).
 */
export function revocationLawOn(on: Day): WithGrounds {
  const from = rulebooks.indexOf(lawOn(on));
  const law = rulebooks.slice(from).find((r): r is WithGrounds => r.revocation !== undefined);
  if (!law) throw new Error(`no act after ${on} says on what grounds a certificate is revoked`);
  return law;
}

/** `finishBy`: the last day an act that followed leaves for it. */
export type FilingBinding = { rulebook: Rulebook; finishBy?: Day; cite?: Cite };

/**
 * The rulebook a dossier of that day comes under, and by when an act that followed wants it finished. A product once
 * filed keeps its rulebook; only the time to finish is shorter (26/2026/QĐ-TTg, art. 12).
 */
export function findBinding(filedOn: Day, kind: FilingKind): FilingBinding | undefined {
  const rulebook = findRulebookFor(filedOn);
  const ends = rulebook && rulebooks.map((later) => finishUnderOldAct(rulebook, later, kind)).find(Boolean);
  return rulebook && { rulebook, ...(ends ? { finishBy: ends.finishBy, cite: ends.cite } : {}) };
}

/** The industry a product group belongs to, in the newest taxonomy that has the group. */
export function findIndustryOf(group: string): Industry | undefined {
  return rulebooks
    .toReversed()
    .map((rulebook) => findIndustry(rulebook, group))
    .find(Boolean);
}
