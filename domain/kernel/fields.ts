// Shapes of input that every room of the domain shares.
import { z } from 'zod';
import { day } from '../time/civil-date.ts';
import type { Words } from './refusal.ts';

/** One of several, each with its word. */
export function choice<const W extends Readonly<Record<string, Words>>>(words: W) {
  const ids = Object.keys(words) as (keyof W & string)[];
  return z.enum(ids as [keyof W & string, ...(keyof W & string)[]]).meta({ 'x-values': words });
}

/** The words of a choice by its values; undefined of any other schema. */
export const valueWords = (schema: z.ZodType): Readonly<Record<string, Words>> | undefined =>
  schema.meta()?.['x-values'] as Readonly<Record<string, Words>> | undefined;

export const shortText = z.string().trim().min(1).max(300);
export const longText = z.string().trim().min(1).max(4000).meta({ 'x-kind': 'long-text' });
export const language = choice({ vi: { vi: 'tiếng Việt', en: 'Vietnamese' }, en: { vi: 'tiếng Anh', en: 'English' } });

const shapes = new Map<string, Words>();

/** Text of a shape, with what a person is told who missed it. */
export function shaped(pattern: RegExp, words: Words): z.ZodString {
  shapes.set(String(pattern), words);
  return z.string().regex(pattern);
}

/** @param pattern as an issue of zod names it */
export const shapeWords = (pattern: string | undefined): Words | undefined => shapes.get(pattern ?? '');

/** A name part of a stream id: lower-case letters, digits and single dashes. */
export const slug = shaped(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  vi: 'Chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, ví dụ ca-phe-mau.',
  en: 'Small letters, digits and single dashes only, like ca-phe-mau.',
}).max(60);
export const provinceCode = shaped(/^\d{2}$/, {
  vi: 'Mã tỉnh gồm hai chữ số.',
  en: 'A province’s code is two digits.',
});
export const unitCode = shaped(/^[0-9a-z]+(-[0-9a-z]+)*$/, {
  vi: 'Mã đơn vị chỉ gồm chữ số, chữ thường không dấu và dấu gạch nối.',
  en: 'A unit’s code is digits, small letters and single dashes.',
})
  .max(40)
  .meta({ 'x-kind': 'unit' });
/** What every mail server takes: no blank, no line break, no second address, nothing that a header could end with. */
export const emailAddress = shaped(
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/,
  {
    vi: 'Địa chỉ thư điện tử có dạng ten@co-quan.gov.vn, không có dấu cách.',
    en: 'An e-mail address looks like name@office.gov.vn, without blanks.',
  },
).max(254);
export const telephone = shaped(/^\+?[0-9][0-9 .-]{5,18}[0-9]$/, {
  vi: 'Số điện thoại chỉ gồm chữ số, có thể có dấu + ở đầu, dấu cách, chấm hoặc gạch nối.',
  en: 'A telephone number is digits, with a + before and blanks, dots or dashes between them at most.',
});
export const sha256 = shaped(/^[0-9a-f]{64}$/, {
  vi: 'Mã băm SHA-256 gồm 64 chữ số thập lục phân.',
  en: 'A SHA-256 hash is 64 hexadecimal digits.',
});

/** A paper as an event names it: number and date, and the hash of its file when there is one. Nothing personal. */
export const document = z
  .strictObject({
    number: shortText,
    date: day,
    sha256: sha256.optional(),
  })
  .meta({ 'x-kind': 'document' });
export type Document = z.infer<typeof document>;

/** Points in hundredths: 92.50 points are 9250. */
export const hundredths = z.int().min(0).max(10_000).meta({ 'x-kind': 'points' });

export { points } from './points.ts';

/** `20/06/2022 09:00` in Vietnam. */
export function shownMoment(instant: string): string {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${shownDay(local.slice(0, 10))} ${local.slice(11, 16)}`;
}

export const shownDay = (on: string): string => `${on.slice(8, 10)}/${on.slice(5, 7)}/${on.slice(0, 4)}`;
export const paper = (d: Document): string => `${d.number}, ${shownDay(d.date)}`;
