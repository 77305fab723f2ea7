// A year that was closed by a slip is opened again, by a document; the process then takes its cycles back.
import { z } from 'zod';
import { document, paper, shownDay } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { day } from '../time/civil-date.ts';
import { closesAtOnce } from './plan-change.ts';
import { programmeYear, yearOf } from './programme-year.ts';

const YEAR_NOT_CLOSED = refusal('YEAR_NOT_CLOSED', 'conflict', {
  vi: 'Năm {year} chưa kết thúc.',
  en: 'Year {year} is not closed.',
});
const REOPENED_TOO_LONG = refusal('REOPENED_TOO_LONG', 'invalid', {
  vi: 'Năm {year} mở lại chỉ được kéo dài đến hết năm sau.',
  en: 'Year {year}, opened again, ends with the year after at the latest.',
});

const yearReopened = programmeYear.event('YearReopened', {
  version: 1,
  schema: z.strictObject({ closesOn: day, document }),
  evolve: (state, { closesOn }, { revision }) => ({
    ...state,
    plan: state.plan && { ...state.plan, closesOn },
    closed: false,
    reopened: true,
    changedAt: revision,
  }),
  sentence: ({ closesOn, document }) => ({
    vi: `Mở lại năm chương trình đến ${shownDay(closesOn)} theo ${paper(document)}`,
    en: `Programme year opened again until ${shownDay(closesOn)} by ${paper(document)}`,
  }),
  // It takes the end back: the process goes on.
  ends: () => false,
});

export const reopenYear = programmeYear.command('ReopenYear', {
  input: z.strictObject({ closesOn: day, document }),
  by: responsibility('approve-year'),
  restsOn: 'what-was-seen',
  guard: ({ id, state }) => (state.closed ? undefined : YEAR_NOT_CLOSED({ year: id })),
  decide: ({ id, state, input, today, occurredOn }) => {
    // Not dated before the closing; closed early, by a clock that was wrong, it is opened again at once.
    const { closesOn = occurredOn } = state.plan ?? {};
    if (occurredOn < today && occurredOn <= closesOn) return YEAR_NOT_CLOSED({ year: id }, '/occurredOn');
    if (Number(input.closesOn.slice(0, 4)) > yearOf(id) + 1) return REOPENED_TOO_LONG({ year: id }, '/closesOn');
    return closesAtOnce(input.closesOn, today, '/closesOn') ?? [yearReopened(input)];
  },
  signs: true,
  words: { vi: 'Mở lại năm chương trình', en: 'Open the year again' },
});
