import { z } from 'zod';
import { titles } from '../status.ts';
import { problem } from './schemas.ts';

const etagHeader = z.string().meta({ description: 'revision of the last fact a person decides on', example: '"r17"' });

/** A 2xx answer. */
export const json = (schema: z.ZodType, description: string, { etag = false } = {}) => ({
  description,
  ...(etag ? { headers: z.object({ ETag: etagHeader }) } : {}),
  content: { 'application/json': { schema } },
});

/** The problem answers of these numbers. */
export const problems = (...statuses: number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: `${titles[status]?.vi} · ${titles[status]?.en}`,
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
