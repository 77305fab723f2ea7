// `ocop verify <page>`: a file of evidence (audit/evidence-page.ts), which stands alone.
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { collectFindings } from '../audit/finding.ts';
import { verifyEvidenceFile } from '../audit/verify-evidence-file.ts';
import { readCheckpoints } from './checkpoint-sources.ts';
import { MovingRefused } from './refused.ts';
import type { Beside, Verification } from './verify.ts';

/** A province's longest cycle has some hundred events; more than this is no evidence of one product. */
const LARGEST = 256 << 20;

/** Whether a file begins as a page does: everything else is an export, or nothing of ours. */
export function isPage(path: string): boolean {
  if (!statSync(path).isFile()) return false;
  const file = openSync(path, 'r');
  try {
    const begins = Buffer.alloc(64);
    const length = readSync(file, begins, 0, begins.length, 0);
    return /^\uFEFF?\s*<(!doctype|html)/i.test(begins.toString('utf8', 0, length));
  } finally {
    closeSync(file);
  }
}

export async function verifyEvidencePage(path: string, app: string, beside: Beside = {}): Promise<Verification> {
  const noEvidence = () =>
    new MovingRefused('NO_EVIDENCE', `${path} is a page, but no evidence that ocop evidence wrote.`);
  if (statSync(path).size > LARGEST) throw noEvidence();
  const text = readFileSync(path, 'utf8');
  const findings = collectFindings();
  const given = await readCheckpoints(beside.checkpoints ?? [], findings);
  const report = verifyEvidenceFile(text, { findings, at: path, given, rootKey: beside.rootKey, app });
  if (!report) throw noEvidence();
  const unlike = given.filter(({ checkpoint }) => checkpoint.size !== report.tree?.size).length;
  return {
    of: path,
    epoch: '',
    events: report.events,
    streams: report.streams,
    historyDigest: '',
    root: report.tree ? Buffer.from(report.tree.root).toString('hex') : '',
    papers: 0,
    erasedPapers: 0,
    sealed: { ...report.sealed, given: given.length + (report.tree ? 1 : 0) },
    rederived: report.rederived,
    counts: findings.counts(),
    findings: findings.listed(),
    notChecked: [
      'whether later facts of its streams exist that are not in it: a log shows what stands in it, not what was left out at the end',
      ...(report.sealed.good === 0 ? ['who sealed it: no checkpoint with a good signature of a known key'] : []),
      ...(beside.rootKey === undefined
        ? ['whether the root key in it is the office’s: compare it with what the office published (--root-key)']
        : []),
      ...(unlike > 0
        ? [`${unlike} checkpoints of other sizes than its own: hold them against a store or an export`]
        : []),
      ...(report.hidden > 0
        ? [
            `what a council said of other products, or scored first and then again: ${report.hidden} events, of which hash and place are told`,
          ]
        : []),
      ...(report.rederived.left > 0
        ? [`the figures of ${report.rederived.left} events, whose law or foundations are not in it`]
        : []),
      'papers that events name',
    ],
  };
}
