// What every plain page needs of its request: language, links that keep it, dates as on paper.
import type { Request } from 'express';
import { shownDay } from '../../domain/kernel/fields.ts';
import type { Lang } from '../../domain/kernel/refusal.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { type Say, sayIn } from './words.ts';

export type Page = {
  readonly lang: Lang;
  readonly say: Say;
  /** the path with these parameters (empty ones left out), in the reader's language */
  link(path: string, parameters?: Parameters): string;
};
type Parameters = Readonly<Record<string, string | number | undefined>>;

export function pageFor(req: Request): Page {
  const lang: Lang = req.query.lang === 'en' ? 'en' : 'vi';
  return {
    lang,
    say: sayIn(lang),
    link: (path, parameters = {}) => withQuery(path, { ...parameters, ...(lang === 'en' ? { lang } : {}) }),
  };
}

export function withQuery(path: string, parameters: Parameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== '') search.set(name, String(value));
  const query = search.toString();
  return query === '' ? path : `${path}?${query}`;
}

export const dateOf = (instant: string): string => shownDay(dayOf(instant));

/** `20/06/2022 09:00` in Vietnam. */
export function momentOf(instant: string): string {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${shownDay(local.slice(0, 10))} ${local.slice(11, 16)}`;
}

/** Where a due date comes from; the domain keeps it as a short English phrase. */
export function basisIn(lang: Lang, basis: string, stepName: (id: string) => string): string {
  if (lang === 'en') return basis;
  return basis
    .replace(/year plan, window of ([\w-]+)/, (_, id: string) => `kế hoạch năm, khung thời gian bước “${stepName(id)}”`)
    .replace(/year plan, filing for round (\d+)/, (_, round: string) => `kế hoạch năm, nộp hồ sơ cho đợt ${round}`)
    .replace(/year plan, round (\d+), [\w-]+ \w+/, (_, round: string) => `kế hoạch năm, đợt ${round}`)
    .replace(/year plan, duty ([\w-]+)/, (_, id: string) => `kế hoạch năm, nhiệm vụ ${id}`)
    .replace(/policy [\w-]+ \((\d+)\)/, (_, days: string) => `quy định của năm: ${days} ngày làm việc`)
    .replace(/, (\d+) working days for supplements/, (_, days: string) => `, thêm ${days} ngày làm việc để bổ sung`)
    .replace(
      /, a day off \(([\d-]+)\): art\. 148 of the Civil Code/,
      (_, on: string) => `; ngày cuối ${shownDay(on)} là ngày nghỉ (Bộ luật Dân sự 2015, Điều 148)`,
    )
    .replace(/, calendar of (\d+) not confirmed yet/, (_, year: string) => `; lịch nghỉ năm ${year} chưa được xác nhận`)
    .replace('set by the tier that asked', 'cấp yêu cầu bổ sung ấn định')
    .replace('fixed by the coordination office', 'Văn phòng Điều phối ấn định');
}
