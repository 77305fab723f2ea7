// A GET over the read models: its parameters parsed, the reader's own last write waited for, then what it answers.
import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import type { Caller } from '../../domain/access/authorise.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { awaitAfter } from './after.ts';
import { isQueryRefused, readQuery } from './query.ts';

export function reading<S extends z.ZodObject>(
  parts: ApiParts,
  schema: S,
  answer: (query: z.output<S>, req: Request, caller: Caller) => Promise<object | FileAnswer | Refusal>,
): RequestHandler {
  return async (req, res) => {
    const query = readQuery(schema, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = await awaitAfter(parts, req, res);
    if (refused) return sendProblem(req, res, refused);
    const answered = await answer(query, req, callerOf(res));
    if (isRefusal(answered)) return sendProblem(req, res, answered);
    if (isFile(answered)) return void res.attachment(answered.file).type(answered.type).send(answered.bytes);
    res.json({ ...answered, ...clockMember(parts) });
  };
}

/** What is kept on the reader's machine instead of shown. */
export type FileAnswer = { readonly file: string; readonly type: string; readonly bytes: Buffer };
const isFile = (answered: object): answered is FileAnswer => 'bytes' in answered && Buffer.isBuffer(answered.bytes);

type Page = { readonly items: readonly unknown[]; readonly next?: string | undefined; readonly total: number };

export const asPage = (page: Page | Refusal): object =>
  isRefusal(page) ? page : { items: page.items, next: page.next ?? null, total: page.total };
