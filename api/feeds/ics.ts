// Due dates as a calendar file (RFC 5545): a date takes the whole day in Vietnam.
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { shownDay } from '../../domain/kernel/fields.ts';
import type { Lang, Words } from '../../domain/kernel/refusal.ts';
import type { DueDate } from '../../projections/due-dates/due-dates.ts';
import { wholeDay } from '../../rehearsal/whole-day.ts';

/** Seconds after which calendars ask again, where they care. */
const ASK_AGAIN_S = 3600;

type Calendar = {
  readonly dates: readonly DueDate[];
  readonly lang: Lang;
  /** the unit's, or the person's own */
  readonly name: Words;
  /** where people reach us; without it entries have no link */
  readonly publicUrl: string | undefined;
};

export function calendarFile({ dates, lang, name, publicUrl }: Calendar): string {
  const calendar = ical({
    name: name[lang],
    prodId: { company: 'OCOP', product: 'due-dates', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: ASK_AGAIN_S,
  });
  calendar.x('X-WR-TIMEZONE', 'Asia/Ho_Chi_Minh');
  for (const date of dates) {
    const { id, sequence, changedAt, cancelled, dueOn, path } = date;
    const url = publicUrl === undefined ? undefined : `${publicUrl}${path}`;
    calendar.createEvent({
      id: `${id}@ocop`,
      sequence,
      // Of the fact, not of the asking: the same file again while nothing has changed.
      stamp: new Date(changedAt),
      lastModified: new Date(changedAt),
      ...wholeDay(dueOn),
      summary: summaryOf(date, lang),
      description: descriptionOf(date, lang, url),
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(url === undefined ? {} : { url }),
    });
  }
  return `${calendar.toString()}\r\n`;
}

const words = {
  overdue: { vi: 'QUÁ HẠN: ', en: 'OVERDUE: ' },
  above: { vi: 'Đôn đốc: ', en: 'See to it: ' },
  due: { vi: 'Hạn', en: 'Due' },
} as const;

function summaryOf({ what, about, overdue, above, cancelled }: DueDate, lang: Lang): string {
  const late = overdue && !cancelled ? words.overdue[lang] : '';
  const toUrge = above ? words.above[lang] : '';
  return oneLine(`${late}${toUrge}${capital(what[lang])} – ${about[lang]}`);
}

const descriptionOf = ({ what, about, dueOn }: DueDate, lang: Lang, url: string | undefined): string =>
  [`${capital(what[lang])}: ${oneLine(about[lang])}`, `${words.due[lang]} ${shownDay(dueOn)}`, url ?? '']
    .filter(Boolean)
    .join('\n');

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
