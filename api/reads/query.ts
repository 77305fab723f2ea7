// Query parameters, parsed like a body: an unknown one is refused by name, so that a typo does not widen a list.
import type { Request } from 'express';
import { z } from 'zod';
import { slug, unitCode } from '../../domain/kernel/fields.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { step } from '../../domain/programme-year/steps.ts';
import { type InputRefused, readInput } from '../../eventstore/read-input.ts';
import { certificateStates } from '../../projections/certificate-list/certificates.ts';
import { dutyState } from '../../projections/duties-board/board.ts';
import { boardSort, boardState } from '../../projections/product-board/board.ts';
import { QUERY_INVALID, QUERY_UNKNOWN } from '../refusals.ts';
import { asOf, asOfDay } from './as-of.ts';

export const limit = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(200))
  .meta({ description: '1–200', example: '50' });
export const cursor = z.string().min(1).max(500).meta({ description: '`next` of the page before, as it is' });

const as = z.enum(['json', 'xlsx']).optional().meta({ description: '`xlsx`: all of it as a workbook' });

export const listQuery = z.strictObject({
  step: step.optional(),
  tier: z.string().max(40).optional().meta({ example: 'district' }),
  place: z.string().max(40).optional().meta({ description: 'code of a commune, district or province', example: '650' }),
  acting: z
    .string()
    .max(60)
    .optional()
    .meta({ description: 'code of a unit (or id of a producer): what it must act on today', example: '650' }),
  state: boardState.optional(),
  year: z
    .string()
    .regex(/^20\d{2}$/)
    .transform(Number)
    .optional()
    .meta({ example: '2022' }),
  q: z.string().max(200).optional().meta({ description: 'words of name or ids, diacritics may be left out' }),
  sort: boardSort.optional(),
  limit: limit.optional(),
  asOf: asOfDay.optional(),
  cursor: cursor.optional(),
  as,
});

export const sessionQuery = z.strictObject({
  year: listQuery.shape.year,
  unit: z.string().max(40).optional().meta({ description: 'code of the council’s unit', example: '650' }),
  round: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .optional()
    .meta({ example: '1' }),
  limit: limit.optional(),
  asOf: asOfDay.optional(),
  cursor: cursor.optional(),
  as,
});
export const certificateQuery = z.strictObject({
  state: z.enum(certificateStates).optional(),
  month: z
    .string()
    .regex(/^20\d{2}(-(0[1-9]|1[0-2]))?$/)
    .optional()
    .meta({ description: 'month in which they end, or a whole year', example: '2025-08' }),
  product: z.string().max(60).optional(),
  number: z.string().max(300).optional().meta({ description: 'as it stands on the paper' }),
  revocation: z
    .enum(['true'])
    .transform(() => true)
    .optional()
    .meta({ description: 'only those whose revocation is to be decided' }),
  reprint: z
    .enum(['true'])
    .transform(() => true)
    .optional()
    .meta({ description: 'only those of which a new paper is due: what is printed on it was put right' }),
  q: z.string().max(200).optional().meta({ description: 'words of name, ids or number, diacritics may be left out' }),
  limit: limit.optional(),
  asOf: asOfDay.optional(),
  cursor: cursor.optional(),
  as,
});

const place = z
  .string()
  .max(40)
  .optional()
  .meta({ description: 'code of a unit: it and what lies under it', example: '650' });

export const dutiesQuery = z.strictObject({
  year: listQuery.shape.year,
  place,
  acting: z.string().max(40).optional().meta({ description: 'code of the unit that is to act', example: '650-01' }),
  state: dutyState.optional(),
  limit: limit.optional(),
  asOf: asOfDay.optional(),
  cursor: cursor.optional(),
  as,
});
export const dutiesBoardQuery = z.strictObject({ place, asOf: asOfDay.optional() });
export const pastQuery = z.strictObject({ asOf: asOfDay.optional() });

export const resourceQuery = z.strictObject({ asOf: asOf.optional() });
export const timelineQuery = z.strictObject({
  limit: limit.optional(),
  cursor: cursor.optional(),
  asOf: asOf.optional(),
});
export const rehearsalQuery = z.strictObject({
  as: z.enum(['json', 'xlsx', 'ics']).optional(),
  communes: z
    .string()
    .regex(/^\w[\w-]*(,\w[\w-]*)*$/)
    .max(4000)
    .transform((codes) => codes.split(','))
    .optional()
    .meta({ description: 'only these; all of them where it is absent', example: '650-01,650-02' }),
});
export const minutesQuery = z.strictObject({
  no: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .optional()
    .meta({ description: 'which of those drawn up, from 1; 0: what they would say now; without it the last ones' }),
  as: z.enum(['json', 'html', 'text']).optional(),
});
export const paperQuery = z.strictObject({
  as: z.enum(['pdf', 'docx']).optional().meta({ description: '`docx` for offices that edit it; without it PDF' }),
});
export const yearPaperQuery = paperQuery.extend({
  unit: unitCode.optional().meta({ description: 'whose paper it is; without it the province’s' }),
});
export const dutiesPaperQuery = paperQuery.extend({
  duty: slug.optional().meta({ description: 'which duty is reported; without it the last one that has begun' }),
  no: z
    .string()
    .regex(/^[1-9]\d?$/)
    .transform(Number)
    .optional()
    .meta({ description: 'its how-manieth time' }),
});
export const noQuery = z.strictObject({});

export type QueryRefused = InputRefused;

export function readQuery<S extends z.ZodObject>(schema: S, req: Request): z.output<S> | QueryRefused {
  const read = readInput(schema, { ...req.query });
  if ('data' in read) return read.data;
  const { errors, unknown } = read;
  const named = [...new Set(errors.map(({ pointer }) => pointer.split('/')[1] ?? ''))];
  const refusal = unknown.length > 0 ? QUERY_UNKNOWN({ parameters: unknown }) : QUERY_INVALID({ parameters: named });
  return { refusal, errors };
}

export const isQueryRefused = (value: object): value is QueryRefused => 'refusal' in value && isRefusal(value.refusal);
