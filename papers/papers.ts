// The texts that are made of data, one entry each: routes, their documentation and the demo's folder follow from it. A text
// that says something else than before is another version of it: papers name theirs.
import type { Words } from '../domain/kernel/refusal.ts';
import type { OfficialText } from './official-text.ts';
import { decision, submission } from './texts/decision.ts';
import { apology, forwardingLetter, supplementRequest } from './texts/letters.ts';
import { type OfCycle, resultNotice, scoreSheet } from './texts/of-cycle.ts';
import { type OfDuties, reportCover } from './texts/of-duties.ts';
import { invitation, minutesText, type OfSession, summaryOfPoints } from './texts/of-session.ts';
import { ideaList, type OfYear, planResults } from './texts/of-year.ts';
import { type OfCertificate, revocationDecision } from './texts/revocation.ts';
import { filledSheets } from './texts/sheets.ts';

/** @returns undefined, or none, where what the text would say is not there yet */
type Made<Of> = (of: Of) => OfficialText | readonly OfficialText[] | undefined;
export type Paper<Of> = { readonly words: Words; readonly version: number; readonly make: Made<Of> };
export type Papers<Of> = Readonly<Record<string, Paper<Of>>>;

const paper = <Of>(vi: string, en: string, make: Made<Of>, version = 1): Paper<Of> => ({
  words: { vi, en },
  version,
  make,
});

export const sessionPapers: Papers<OfSession> = {
  invitation: paper('Giấy mời họp Hội đồng', 'Invitation to the session', invitation),
  minutes: paper('Biên bản phiên họp', 'Minutes of the session', minutesText),
  'summary-of-points': paper('Bảng tổng hợp điểm', 'Summary of points', summaryOfPoints),
  'filled-score-sheets': paper('Phiếu chấm điểm đã mở', 'Score sheets that were opened', filledSheets),
};

export const cyclePapers: Papers<OfCycle> = {
  'score-sheet': paper('Phiếu chấm điểm (mẫu trống)', 'Score sheet, empty', scoreSheet),
  'result-notice': paper('Thông báo kết quả', 'Notice of the result', resultNotice),
  'supplement-request': paper('Công văn yêu cầu bổ sung hồ sơ', 'Request for what is missing', supplementRequest),
  'forwarding-letter': paper('Công văn chuyển hồ sơ', 'Letter that forwards the dossier', forwardingLetter),
  apology: paper('Phiếu xin lỗi và hẹn lại', 'Apology for lateness', apology),
  submission: paper('Tờ trình công nhận', 'Submission for recognition', submission),
  decision: paper('Quyết định công nhận', 'Decision of recognition', decision),
};

export const certificatePapers: Papers<OfCertificate> = {
  'revocation-decision': paper('Quyết định thu hồi', 'Decision of revocation', revocationDecision),
};

export const yearPapers: Papers<OfYear> = {
  'idea-list': paper('Danh sách ý tưởng', 'List of ideas', ideaList),
  'plan-results': paper('Kết quả phương án', 'What became of business plans', planResults),
};

export const dutiesPapers: Papers<OfDuties> = {
  'report-cover': paper('Bìa báo cáo', 'Cover of a report', reportCover),
};

/** The texts of a paper, each naming the version it was made by; none where it cannot be made yet. */
export function textsOf<Of>(papers: Papers<Of>, name: string, of: Of): readonly OfficialText[] {
  const found = papers[name];
  const made = found?.make(of) ?? [];
  return [made]
    .flat()
    .map((text: OfficialText) => ({ ...text, basis: `${text.basis}. Mẫu ${name}, bản ${found?.version}` }));
}
