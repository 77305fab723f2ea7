// GET /v1/letters/{account}/texts/{no}: a letter as it was written, for the one it was written to.
import type { RequestHandler } from 'express';
import { ONLY_THE_OWNER } from '../../domain/access/authorise.ts';
import { forgottenIn, forgottenWords } from '../../domain/kernel/forgettable.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { asText, readContent } from '../../domain/letters/content.ts';
import { letterNo, letters } from '../../domain/letters/letters.ts';
import { LETTER_UNKNOWN } from '../../domain/letters/trying.ts';
import { accessTo } from '../access.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { STORE_UNAVAILABLE } from '../refusals.ts';
import { existing } from '../seeing.ts';
import { storeAwaySince } from './after.ts';
import { isQueryRefused, noQuery, readQuery } from './query.ts';

export function readLetter(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    if (storeAwaySince(parts)) return sendProblem(req, res, STORE_UNAVAILABLE());
    const { id: account, no } = req.params as { id: string; no: string };
    const caller = callerOf(res);
    const history = await existing(parts, { aggregate: letters, id: account, caller });
    if (isRefusal(history)) return sendProblem(req, res, history);
    if (!history.seenAs.personal) return sendProblem(req, res, ONLY_THE_OWNER());
    const letter = /^[1-9]\d{0,8}$/.test(no) ? letterNo(history.state, Number(no)) : undefined;
    if (!letter) return sendProblem(req, res, LETTER_UNKNOWN({ no: no.slice(0, 20) }));
    const { content, requestedAt } = letter;
    const forgotten = forgottenIn(history.facts).get(content.ref);
    const access = await accessTo(parts, { req, res }, { stream: history.stream, what: 'letter' });
    if (isRefusal(access)) return sendProblem(req, res, access);
    const kept = forgotten ? undefined : await access.reveal(content.ref, content.commitment);
    const written = kept === undefined ? undefined : readContent(kept);
    res.json({
      no: letter.no,
      requestedAt,
      ...(written ? { subject: written.subject, text: asText(written), lang: written.lang } : {}),
      ...(forgotten ? { forgotten: forgottenWords(forgotten.document) } : {}),
      ...clockMember(parts),
    });
  };
}
