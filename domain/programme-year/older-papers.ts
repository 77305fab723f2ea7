// Years before the office worked in the system, and papers found late: who signs the plan approves that they are entered,
// as what they are. What is entered so is marked, and no date of it runs.
import { z } from 'zod';
import { document, paper, shownDay, slug } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { day } from '../time/civil-date.ts';
import { programmeYear } from './programme-year.ts';

const OLDER_PAPERS_OVER = refusal('OLDER_PAPERS_OVER', 'invalid', {
  vi: 'Ngày cuối để nhập ({until}) đã qua.',
  en: 'The last day for entering them ({until}) is past.',
});

const approved = {
  /** approved again, another day holds */
  id: slug,
  document,
  /** last day on which they may be entered */
  until: day,
};

const olderPapersApproved = programmeYear.event('OlderPapersApproved', {
  version: 1,
  schema: z.strictObject(approved),
  evolve: (state, data) => ({
    ...state,
    olderPapers: [...state.olderPapers.filter(({ id }) => id !== data.id), data],
  }),
  sentence: ({ document, until }) => ({
    vi: `Cho nhập hồ sơ giấy cũ đến ${shownDay(until)}: ${paper(document)}`,
    en: `Older papers may be entered until ${shownDay(until)}: ${paper(document)}`,
  }),
});

export const approveOlderPapers = programmeYear.command('ApproveOlderPapers', {
  input: z.strictObject(approved),
  by: responsibility('approve-year'),
  decide: ({ input, today }) =>
    input.until < today ? OLDER_PAPERS_OVER({ until: input.until }, '/until') : [olderPapersApproved(input)],
  words: { vi: 'Cho nhập hồ sơ giấy cũ', en: 'Approve an import of older papers' },
});
