// The texts that are made of data, one entry each: routes, their documentation and the demo's folder follow from it.
import type { Words } from '../domain/kernel/refusal.ts';
import type { OfficialText } from './official-text.ts';
import { type OfCycle, resultNotice, scoreSheet } from './texts/of-cycle.ts';
import { invitation, minutesText, type OfSession, summaryOfPoints } from './texts/of-session.ts';

/** @returns undefined where what the text would say is not there yet */
type Made<Of> = (of: Of) => OfficialText | undefined;
type Paper<Of> = { readonly words: Words; readonly make: Made<Of> };

export const sessionPapers: Readonly<Record<string, Paper<OfSession>>> = {
  invitation: { words: { vi: 'Giấy mời họp Hội đồng', en: 'Invitation to the session' }, make: invitation },
  minutes: { words: { vi: 'Biên bản phiên họp', en: 'Minutes of the session' }, make: minutesText },
  'summary-of-points': { words: { vi: 'Bảng tổng hợp điểm', en: 'Summary of points' }, make: summaryOfPoints },
};

export const cyclePapers: Readonly<Record<string, Paper<OfCycle>>> = {
  'score-sheet': { words: { vi: 'Phiếu chấm điểm (mẫu trống)', en: 'Score sheet, empty' }, make: scoreSheet },
  'result-notice': { words: { vi: 'Thông báo kết quả', en: 'Notice of the result' }, make: resultNotice },
};
