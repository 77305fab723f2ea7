// What a verification finds, and how much it weighs.
import { inVietnamese } from './in-vietnamese.ts';

/**
 * `manipulation`: something is there that was not written so. `gap`: something is not there, or cannot be checked.
 * `notice`: nothing is wrong, but somebody should know.
 */
export type Grade = 'manipulation' | 'gap' | 'notice';

export type AuditFinding = {
  readonly grade: Grade;
  readonly code: string;
  /** the event (`stream@revision`), the reference or the part it is about */
  readonly at: string;
  readonly what: string;
  /** what it means, in Vietnamese */
  readonly vi?: string;
};

export type FindingCounts = Readonly<Record<Grade, number>>;

export type Found = { readonly listed: readonly AuditFinding[]; readonly counts: FindingCounts };

export type Findings = {
  add(finding: AuditFinding): void;
  /** What another reading found, in another thread. */
  join(other: Found): void;
  /** the first of each grade, the gravest grade first; `counts` has them all */
  listed(): readonly AuditFinding[];
  counts(): FindingCounts;
};

const grades = ['manipulation', 'gap', 'notice'] as const;

/** A history may be wrong in a million places: of each grade the first so many are kept, the others counted. */
export const MOST_LISTED = 100;
const ALWAYS_LISTED = 3;

export function collectFindings(): Findings {
  const kept: Record<Grade, AuditFinding[]> = { manipulation: [], gap: [], notice: [] };
  const codes = new Map<string, number>();
  const counted = { manipulation: 0, gap: 0, notice: 0 };
  function keep(finding: AuditFinding): void {
    const ofCode = (codes.get(finding.code) ?? 0) + 1;
    codes.set(finding.code, ofCode);
    // What is wrong in one way a hundred times hides no other way.
    if (kept[finding.grade].length < MOST_LISTED || ofCode <= ALWAYS_LISTED)
      kept[finding.grade].push({ ...finding, vi: inVietnamese(finding.code) });
  }
  return {
    add(finding) {
      counted[finding.grade] += 1;
      keep(finding);
    },
    join({ listed, counts }) {
      for (const grade of grades) counted[grade] += counts[grade];
      listed.forEach(keep);
    },
    listed: () => grades.flatMap((grade) => kept[grade]),
    counts: () => ({ ...counted }),
  };
}

/** 0 nothing found, 1 notices, 2 gaps, 3 manipulation: the gravest counts. */
export function exitCodeOf(counts: FindingCounts): 0 | 1 | 2 | 3 {
  if (counts.manipulation > 0) return 3;
  if (counts.gap > 0) return 2;
  return counts.notice > 0 ? 1 : 0;
}
