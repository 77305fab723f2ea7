// Shapes of input that every room of the domain shares.
import { z } from 'zod';
import { day } from '../time/civil-date.ts';
import type { Lang } from './refusal.ts';

export const shortText = z.string().trim().min(1).max(300);
export const longText = z.string().trim().min(1).max(4000);

/** A name part of a stream id: lower-case letters, digits and single dashes. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
export const provinceCode = z.string().regex(/^\d{2}$/);
export const unitCode = z
  .string()
  .regex(/^[0-9a-z]+(-[0-9a-z]+)*$/)
  .max(40);

/** A paper as an event names it: number and date, and the hash of its file when there is one. Nothing personal. */
export const document = z.strictObject({
  number: shortText,
  date: day,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type Document = z.infer<typeof document>;

/** Points in hundredths: 92.50 points are 9250. */
export const hundredths = z.int().min(0).max(10_000);

/** `9250` → `92,50` as Vietnamese papers print it, `92.50` in English. */
export const points = (value: number, lang: Lang = 'vi'): string =>
  `${Math.trunc(value / 100)}${lang === 'vi' ? ',' : '.'}${String(value % 100).padStart(2, '0')}`;

export const shownDay = (on: string): string => `${on.slice(8, 10)}/${on.slice(5, 7)}/${on.slice(0, 4)}`;
export const paper = (d: Document): string => `${d.number}, ${shownDay(d.date)}`;
