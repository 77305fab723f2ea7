// Who was given what is personal or sealed: noted before it is read, so that a log that takes nothing gives nothing.
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { isRefusal, type Refusal, refusal } from '../domain/kernel/refusal.ts';
import { atHour, isDay, isInstant } from '../domain/time/civil-date.ts';
import { instant } from '../projections/answer.ts';
import { type AccessKind, accessKinds } from '../vault/access-log.ts';
import { callerOf, roleMissing } from './caller.ts';
import { clockMember } from './every-answer.ts';
import type { ApiParts } from './parts.ts';
import { sendProblem } from './problem.ts';
import { cursor, isQueryRefused, limit, readQuery } from './reads/query.ts';

const PURPOSE_UNREADABLE = refusal('PURPOSE_UNREADABLE', 'invalid', {
  vi: 'Lý do xem (Ocop-Purpose) tối đa {most} ký tự, viết theo mã hóa URL (UTF-8).',
  en: 'The purpose (Ocop-Purpose) has at most {most} characters, percent-encoded UTF-8.',
});
const MOST = 300;

type Read = { readonly stream: string; readonly what: AccessKind; readonly account?: string };
type Parts = Pick<ApiParts, 'accesses' | 'clock' | 'reveal'>;

/** What reveals values, once it is noted that somebody asks for them; or why they are not given. */
export async function accessTo(
  { accesses, clock, reveal }: Parts,
  { req, res }: { req: Request; res: Response },
  { stream, what, account = callerOf(res).id }: Read,
): Promise<Pick<ApiParts, 'reveal'> | Refusal> {
  const why = purposeOf(req);
  if (isRefusal(why)) return why;
  const said = why === undefined ? {} : { why };
  await accesses.note({ at: clock(), account, stream, what, request: String(req.id), ...said });
  req.log.info({ personalRead: stream, by: account });
  return { reveal };
}

function purposeOf(req: Request): string | undefined | Refusal {
  const given = req.get('ocop-purpose');
  if (given === undefined || given.trim() === '') return undefined;
  const said = decoded(given)?.trim();
  const isText = said !== undefined && said.length <= MOST && !/\p{Cc}/u.test(said);
  return isText ? said : PURPOSE_UNREADABLE({ most: MOST });
}

function decoded(given: string): string | undefined {
  try {
    return decodeURIComponent(given);
  } catch {
    return undefined;
  }
}

const moment = z
  .string()
  .max(40)
  .refine((at) => isDay(at) || isInstant(at), 'a day or an instant in UTC')
  .transform((at) => (isDay(at) ? atHour(at, 0) : new Date(at).toISOString()));

export const accessQuery = z.strictObject({
  account: z.string().max(60).optional().meta({ description: 'who read', example: 'demo-province' }),
  stream: z.string().max(200).optional().meta({ description: 'whose values', example: 'producer-htx-ca-phe-mau' }),
  from: moment
    .optional()
    .meta({ description: 'a day of Vietnam, or an instant in UTC: not before', example: '2022-05-01' }),
  until: moment.optional().meta({ description: 'before that day, or instant', example: '2022-05-02' }),
  limit: limit.optional(),
  cursor: cursor.optional(),
});

export const accessPage = z
  .strictObject({
    items: z.array(
      z.strictObject({
        no: z.int(),
        at: instant,
        account: z.string(),
        stream: z.string(),
        what: z.enum(accessKinds),
        why: z.string().optional().meta({ description: 'as Ocop-Purpose said' }),
        request: z.string(),
      }),
    ),
    next: z.string().nullable(),
    total: z.int(),
    clock: instant.optional(),
  })
  .meta({ id: 'AccessPage', description: 'the newest first' });

const INSPECTORS = ['auditor', 'admin'] as const;

/** GET /v1/access-log: for whoever inspects. */
export function readAccessLog(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(accessQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const missing = await Promise.all(INSPECTORS.map((role) => roleMissing(parts, callerOf(res), role)));
    const [refused] = missing;
    if (refused && !missing.includes(undefined)) return sendProblem(req, res, refused);
    const { cursor: before, limit: size = 50, ...asked } = query;
    const first = before !== undefined && /^\d{1,15}$/.test(before) ? { before: Number(before) } : {};
    const { items, total } = await parts.accesses.list({ ...asked, ...first, limit: size + 1 });
    const page = items.slice(0, size);
    const next = items.length > size ? String(page.at(-1)?.no) : null;
    res.json({ items: page, next, total, ...clockMember(parts) });
  };
}
