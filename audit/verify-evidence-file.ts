// A file of evidence as somebody hands it in: what it holds, and whether its words are those that follow from it.
import type { GivenCheckpoint } from './check-checkpoints.ts';
import { evidencePage, readEvidencePage } from './evidence-page.ts';
import type { Findings } from './finding.ts';
import { type EvidenceReport, verifyEvidence } from './verify-evidence.ts';

type Parts = {
  readonly findings: Findings;
  readonly at: string;
  readonly given: readonly GivenCheckpoint[];
  readonly rootKey: string | undefined;
  /** release that verifies: another one's words are not compared */
  readonly app: string;
};

/** @returns undefined where the text is no evidence at all */
export function verifyEvidenceFile(text: string, parts: Parts): EvidenceReport | undefined {
  const { findings, at, app } = parts;
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const pack = readEvidencePage(plain);
  if (!pack) return undefined;
  if ('broken' in pack) {
    findings.add({ grade: 'gap', code: 'EVIDENCE_BROKEN', at, what: pack.broken });
    return {
      events: 0,
      streams: 0,
      hidden: 0,
      tree: undefined,
      sealed: { good: 0, upTo: 0 },
      rederived: { derived: 0, left: 0 },
    };
  }
  const report = verifyEvidence(pack, parts);
  if (pack.madeBy !== app)
    findings.add({
      grade: 'gap',
      code: 'PAGE_OF_OTHER_RELEASE',
      at,
      what: `${pack.madeBy} made this page: its words were not compared, its events were`,
    });
  else if (pageOf(pack) !== plain)
    findings.add({
      grade: 'manipulation',
      code: 'PAGE_CHANGED',
      at,
      what: 'its words are not those that its events give',
    });
  return report;
}

/** Undefined where no page can be made of it, which other findings tell. */
function pageOf(pack: Parameters<typeof evidencePage>[0]): string | undefined {
  try {
    return evidencePage(pack);
  } catch {
    return undefined;
  }
}
