// `ocop verify <text>`: what the second code of a printed certificate holds (audit/paper-statement.ts).
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { type AuditFinding, collectFindings, type FindingCounts } from '../audit/finding.ts';
import { isStatement, type PaperSays, SIGNER_NOT_COMPARED, saidBy, verifyStatement } from '../audit/paper-statement.ts';
import type { Day } from '../domain/time/civil-date.ts';

/** The largest code there is holds three thousand. */
const LARGEST = 10_000;

export type VerifiedStatement = {
  readonly of: string;
  readonly says: PaperSays | undefined;
  readonly counts: FindingCounts;
  readonly findings: readonly AuditFinding[];
  readonly notChecked: readonly string[];
};

export function isStatementFile(path: string): boolean {
  if (!statSync(path).isFile()) return false;
  const file = openSync(path, 'r');
  try {
    const begins = Buffer.alloc(64);
    return isStatement(begins.toString('utf8', 0, readSync(file, begins)));
  } finally {
    closeSync(file);
  }
}

export function verifyStatementFile(path: string, of: { rootKey?: string | undefined; today: Day }): VerifiedStatement {
  const findings = collectFindings();
  const text = statSync(path).size > LARGEST ? '' : readFileSync(path, 'utf8');
  const says = verifyStatement(text, { findings, at: path, rootKey: of.rootKey });
  if (says && says.until < of.today)
    findings.add({ grade: 'notice', code: 'STATEMENT_PAST', at: path, what: `it was valid until ${says.until}` });
  const asked = says?.link ? `: ask ${says.link}` : '';
  return {
    of: path,
    says,
    counts: findings.counts(),
    findings: findings.listed(),
    notChecked: [`whether it was revoked, replaced or renewed since${asked}`],
  };
}

export function textOfStatement({ says, counts, findings }: VerifiedStatement): readonly string[] {
  const isKnown = !findings.some(({ code }) => code === SIGNER_NOT_COMPARED);
  const verdict =
    counts.manipulation > 0
      ? 'GIẢ HOẶC BỊ SỬA · forged or changed'
      : isKnown
        ? 'THẬT · genuine'
        : 'CHƯA BIẾT AI KÝ · whole, but nobody knows who signed it';
  return [...(says ? [saidBy(says)] : []), verdict];
}
