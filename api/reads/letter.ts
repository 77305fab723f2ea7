// GET /v1/letters/{account}/texts, …/texts/{no}: letters as they were written, for the one they were written to.
import type { RequestHandler } from 'express';
import { ONLY_THE_OWNER } from '../../domain/access/authorise.ts';
import { forgottenIn, forgottenWords } from '../../domain/kernel/forgettable.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { asText, readContent } from '../../domain/letters/content.ts';
import { type Letter, type Letters, letterNo, letters } from '../../domain/letters/letters.ts';
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

/** As many of the newest as somebody looks through. */
const MOST = 60;

/** One of them. */
export const readLetter = (parts: ApiParts): RequestHandler =>
  reading(parts, {
    which: (state, no) => {
      const letter = /^[1-9]\d{0,8}$/.test(no) ? letterNo(state, Number(no)) : undefined;
      return letter ? [letter] : LETTER_UNKNOWN({ no: no.slice(0, 20) });
    },
    as: ([one]) => one as object,
  });

/** The newest first. */
export const listLetters = (parts: ApiParts): RequestHandler =>
  reading(parts, { which: (state) => state.letters.toReversed().slice(0, MOST), as: (items) => ({ items }) });

type Asked = {
  readonly which: (state: Letters, no: string) => readonly Letter[] | Refusal;
  readonly as: (read: readonly object[]) => object;
};

function reading(parts: ApiParts, { which, as }: Asked): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    if (storeAwaySince(parts)) return sendProblem(req, res, STORE_UNAVAILABLE());
    const { id: account, no = '' } = req.params as { id: string; no?: string };
    const caller = callerOf(res);
    const history = await existing(parts, { aggregate: letters, id: account, caller });
    if (isRefusal(history)) return sendProblem(req, res, history);
    if (!history.seenAs.personal) return sendProblem(req, res, ONLY_THE_OWNER());
    const asked = which(history.state as Letters, no);
    if (isRefusal(asked)) return sendProblem(req, res, asked);
    const erased = forgottenIn(history.facts);
    const access = await accessTo(parts, { req, res }, { stream: history.stream, what: 'letter' });
    if (isRefusal(access)) return sendProblem(req, res, access);
    const read = asked.map(async ({ no, content, requestedAt }) => {
      const forgotten = erased.get(content.ref);
      const kept = forgotten ? undefined : await access.reveal(content.ref, content.commitment);
      const written = kept === undefined ? undefined : readContent(kept);
      return {
        no,
        requestedAt,
        ...(written ? { subject: written.subject, text: asText(written), lang: written.lang } : {}),
        ...(forgotten ? { forgotten: forgottenWords(forgotten.document) } : {}),
      };
    });
    res.json({ ...as(await Promise.all(read)), ...clockMember(parts) });
  };
}
