// What every plain page needs of its request: language, links that keep it, dates as on paper.
import type { Request } from 'express';
import { shownDay } from '../../domain/kernel/fields.ts';
import type { Lang } from '../../domain/kernel/refusal.ts';
import { basisInVietnamese } from '../../domain/time/basis-words.ts';
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

/** Where a due date comes from. */
export const basisIn = (lang: Lang, basis: string, stepName: (id: string) => string): string =>
  lang === 'en' ? basis : basisInVietnamese(basis, stepName);
