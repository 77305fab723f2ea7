// The days off of a civil year: proposed, confirmed from then on, and completed when a notice comes late. A programme
// year counts with the calendar of its own year and of the one after, into which its terms run.
import { z } from 'zod';
import { aggregate } from '../kernel/aggregate.ts';
import { document, paper, provinceCode, shownDay } from '../kernel/fields.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { weekday } from '../time/civil-date.ts';
import { type Calendar, calendar } from '../time/working-days.ts';
import { daysOffByLaw } from './days-off-by-law.ts';

export type CivilCalendar = {
  readonly province?: string;
  readonly days: Calendar;
  readonly confirmed: boolean;
};

export const civilCalendar = aggregate<CivilCalendar>({
  category: 'calendar',
  inOrder: true,
  resource: 'calendars',
  words: { vi: 'Lịch nghỉ của năm dương lịch', en: 'Calendar of a civil year' },
  id: z.string().regex(/^20\d{2}$/),
  initial: { days: { holidays: [] }, confirmed: false },
  situation: ({ state, input }) => {
    const province = state.province ?? input?.province ?? '';
    return { province, place: province, rulebook: '' };
  },
  reaches: () => ({}),
});

const CALENDAR_CONFIRMED = refusal('CALENDAR_CONFIRMED', 'conflict', {
  vi: 'Lịch nghỉ năm {year} đã được xác nhận; chỉ bổ sung theo văn bản.',
  en: 'The calendar of {year} is confirmed; it is completed by a document.',
});
const CALENDAR_NOT_CONFIRMED = refusal('CALENDAR_NOT_CONFIRMED', 'conflict', {
  vi: 'Lịch nghỉ năm {year} chưa được xác nhận.',
  en: 'The calendar of {year} is not confirmed yet.',
});
const DAY_OF_ANOTHER_YEAR = refusal('DAY_OF_ANOTHER_YEAR', 'invalid', {
  vi: 'Ngày {on} không thuộc năm {year}.',
  en: '{on} does not lie in {year}.',
});

const WORKDAY_IN_THE_WEEK = refusal('WORKDAY_IN_THE_WEEK', 'invalid', {
  vi: 'Ngày làm bù {on} không phải thứ Bảy hay Chủ nhật.',
  en: '{on} is to be worked in exchange, but is no Saturday or Sunday.',
});
const DAYS_OFF_NOT_RECKONED = refusal('DAYS_OFF_NOT_RECKONED', 'invalid', {
  vi: 'Chưa có sẵn ngày Tết và Giỗ Tổ năm {year}; hãy nhập các ngày nghỉ theo thông báo.',
  en: 'The lunar days of {year} are not at hand: name the days off by the notice.',
});

const counted = ({ holidays, workdays = [] }: Calendar) => ({ off: holidays.length, worked: workdays.length });

const calendarProposed = civilCalendar.event('CalendarProposed', {
  version: 1,
  schema: z.strictObject({ province: provinceCode, days: calendar }),
  evolve: (_, { province, days }) => ({ province, days, confirmed: false }),
  sentence: ({ days }) => ({
    vi: `Đề xuất lịch nghỉ: ${counted(days).off} ngày nghỉ, ${counted(days).worked} ngày làm bù`,
    en: `Calendar proposed: ${counted(days).off} days off, ${counted(days).worked} worked in exchange`,
  }),
});
const calendarConfirmed = civilCalendar.event('CalendarConfirmed', {
  version: 1,
  schema: z.strictObject({ days: calendar, document }),
  evolve: (state, { days }) => ({ ...state, days, confirmed: true }),
  sentence: ({ days, document }) => ({
    vi: `Xác nhận lịch nghỉ theo ${paper(document)}: ${counted(days).off} ngày nghỉ, ${counted(days).worked} ngày làm bù`,
    en: `Calendar confirmed by ${paper(document)}: ${counted(days).off} days off, ${counted(days).worked} worked in exchange`,
  }),
});
const calendarCompleted = civilCalendar.event('CalendarCompleted', {
  version: 1,
  schema: z.strictObject({ days: calendar, document }),
  evolve: (state, { days }) => ({ ...state, days }),
  sentence: ({ days, document }) => ({
    vi: `Bổ sung lịch nghỉ theo ${paper(document)}: nay ${counted(days).off} ngày nghỉ, ${counted(days).worked} ngày làm bù`,
    en: `Calendar completed by ${paper(document)}: now ${counted(days).off} days off, ${counted(days).worked} worked in exchange`,
  }),
});

function strayDay({ holidays, workdays = [] }: Calendar, year: string): Refusal | undefined {
  const i = workdays.findIndex((on) => weekday(on) <= 5);
  if (i >= 0) return WORKDAY_IN_THE_WEEK({ on: shownDay(workdays[i] as string) }, `/days/workdays/${i}`);
  for (const [list, days] of Object.entries({ holidays, workdays }))
    for (const [i, on] of days.entries())
      if (on.slice(0, 4) !== year) return DAY_OF_ANOTHER_YEAR({ on, year }, `/days/${list}/${i}`);
  return undefined;
}

export const proposeCalendar = civilCalendar.command('ProposeCalendar', {
  input: z.strictObject({
    province: provinceCode,
    days: calendar.optional().meta({ description: 'Absent: as the Labour Code has them (art. 111.3, 112)' }),
  }),
  by: responsibility('plan-year'),
  opens: true,
  guard: ({ id, state }) => (state.confirmed ? CALENDAR_CONFIRMED({ year: id }) : undefined),
  decide: ({ id, input: { province, days = daysOffByLaw(Number(id)) } }) =>
    days === undefined
      ? DAYS_OFF_NOT_RECKONED({ year: id }, '/days')
      : (strayDay(days, id) ?? [calendarProposed({ province, days })]),
  words: { vi: 'Đề xuất lịch nghỉ', en: 'Propose the calendar' },
});

export const confirmCalendar = civilCalendar.command('ConfirmCalendar', {
  input: z.strictObject({ days: calendar, document }),
  by: responsibility('plan-year'),
  restsOn: 'what-was-seen',
  guard: ({ id, state }) => (state.confirmed ? CALENDAR_CONFIRMED({ year: id }) : undefined),
  decide: ({ id, input }) => strayDay(input.days, id) ?? [calendarConfirmed(input)],
  words: { vi: 'Xác nhận lịch nghỉ', en: 'Confirm the calendar' },
});

/** Also for a year that is over: a term that ran through it is counted with the days as they were. */
export const completeCalendar = civilCalendar.command('CompleteCalendar', {
  input: z.strictObject({ days: calendar, document }),
  by: responsibility('plan-year'),
  restsOn: 'what-was-seen',
  guard: ({ id, state }) => (state.confirmed ? undefined : CALENDAR_NOT_CONFIRMED({ year: id })),
  decide: ({ id, input }) => strayDay(input.days, id) ?? [calendarCompleted(input)],
  words: { vi: 'Bổ sung lịch nghỉ', en: 'Complete the calendar' },
});
