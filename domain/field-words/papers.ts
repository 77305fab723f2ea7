// Papers, days, reasons: what nearly every command asks for.
import type { FieldWords } from './field-word.ts';

export const papers = {
  document: { vi: 'văn bản', en: 'document' },
  'document/number': { vi: 'số, ký hiệu văn bản', en: 'number of the document' },
  'document/date': { vi: 'ngày văn bản', en: 'date of the document' },
  number: { vi: 'số, ký hiệu', en: 'number' },
  date: { vi: 'ngày ký', en: 'date' },
  sha256: { vi: 'mã băm SHA-256 của tệp', en: 'SHA-256 of the file' },
  documents: { vi: 'văn bản, giấy tờ kèm theo', en: 'documents' },
  decision: { vi: 'quyết định', en: 'decision' },
  minutes: { vi: 'biên bản', en: 'minutes' },
  letter: { vi: 'công văn, đơn', en: 'letter' },
  list: { vi: 'danh sách kèm văn bản', en: 'list' },
  form: { vi: 'phiếu đăng ký ý tưởng', en: 'form of the idea' },
  report: { vi: 'báo cáo thẩm định', en: 'report' },
  receipt: { vi: 'giấy tiếp nhận hồ sơ', en: 'receipt of the dossier' },
  conclusion: { vi: 'văn bản kết luận', en: 'paper with the conclusion' },
  legalBasis: { vi: 'căn cứ pháp lý', en: 'legal basis' },
  occurredOn: { vi: 'ngày diễn ra', en: 'day it happened' },
  olderPapers: { vi: 'đợt nhập hồ sơ giấy cũ', en: 'import of older papers' },
  latePaper: { vi: 'văn bản chứng minh ngày ghi lùi', en: 'paper that proves the earlier day' },
  from: { vi: 'từ ngày', en: 'from' },
  until: { vi: 'đến hết ngày', en: 'until the end of' },
  answerBy: { vi: 'hạn trả lời', en: 'to be answered by' },
  dueOn: { vi: 'thời hạn', en: 'due on' },
  year: { vi: 'năm', en: 'year' },
} as const satisfies FieldWords;
