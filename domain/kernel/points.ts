import type { Lang } from './refusal.ts';

/** `9250` → `92,50` as Vietnamese papers print it, `92.50` in English. */
export const points = (value: number, lang: Lang = 'vi'): string =>
  `${Math.trunc(value / 100)}${lang === 'vi' ? ',' : '.'}${String(value % 100).padStart(2, '0')}`;
