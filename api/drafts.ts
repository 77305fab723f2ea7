// /v1/council-sessions/{id}/drafts/{cycle}: a member's own draft of a sheet, where the server holds the key. It is no fact:
// nobody else can ask for it, and it goes when the sheet is sealed.
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { rulesOf } from '../domain/council-session/council-rules.ts';
import {
  councilSession,
  isConflicted,
  itemOf,
  memberOf,
  sessionParts,
} from '../domain/council-session/council-session.ts';
import { NOT_ON_AGENDA } from '../domain/council-session/distribution.ts';
import { isScored } from '../domain/council-session/is-scored.ts';
import {
  MEMBER_CONFLICTED,
  NOT_SCORING,
  SHEETS_OPENED,
  sealSheet,
  sheetContent,
} from '../domain/council-session/sealing.ts';
import { decidedRefused } from '../domain/council-session/sitting.ts';
import { isRefusal, type Refusal, refusal } from '../domain/kernel/refusal.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import type { History } from '../eventstore/history.ts';
import { SEAL_KEY_AWAY } from '../eventstore/refusals.ts';
import type { DraftOf } from '../vault/sheet-drafts.ts';
import { inputOf, readBody } from './body.ts';
import { callerOf, wayRefused } from './caller.ts';
import { clockMember } from './every-answer.ts';
import type { ApiParts } from './parts.ts';
import { sendProblem } from './problem.ts';
import { existing } from './seeing.ts';

const DRAFT_ON_DEVICE = refusal('DRAFT_ON_DEVICE', 'conflict', {
  vi: 'Khóa do Chủ tịch giữ: phiếu nháp nằm trên máy của thành viên, không gửi lên máy chủ.',
  en: 'The chair holds the key: drafts stay on the member’s own device and are not sent here.',
});
const NO_DRAFT = refusal('NO_DRAFT', 'unknown', {
  vi: 'Tài khoản không có phiếu nháp của {cycle}.',
  en: 'The account has no draft of {cycle}.',
});
const DRAFT_MALFORMED = refusal('DRAFT_MALFORMED', 'invalid', {
  vi: 'Phiếu nháp không đúng dạng: {what}.',
  en: 'The draft is no sheet: {what}.',
});

export const draftView = z.object({ sheet: sheetContent }).meta({
  id: 'SheetDraft',
  description: 'as far as its member has come: nothing of it is checked before it is sealed',
});

type Handlers = { get: RequestHandler; put: readonly RequestHandler[]; delete: RequestHandler };

export function draftHandlers(parts: ApiParts): Handlers {
  const { drafts } = parts;
  /** The caller's own, where they may still seal a sheet of it. */
  async function draftOf(req: Request, res: Response): Promise<DraftOf | Refusal> {
    const caller = callerOf(res);
    const refused = wayRefused(res, sealSheet);
    if (refused) return refused;
    const asked = { aggregate: councilSession, id: String(req.params.id), caller, part: 'drafts' };
    const history = await existing(parts, asked);
    if (isRefusal(history)) return history;
    const { id: session, state }: History<(typeof councilSession)['initial']> = history;
    const { id: member } = caller;
    const cycle = String(req.params.cycle).slice(0, 100);
    if (!memberOf(state, member)?.scores) return NOT_SCORING({ member });
    const item = itemOf(state, cycle);
    if (!item) return NOT_ON_AGENDA({ cycle });
    if (isConflicted(item, member)) return MEMBER_CONFLICTED({ member, cycle });
    const { state: year } = await parts.executor.look(programmeYear, sessionParts(session).yearId);
    if (rulesOf(state, year).keyHeldByChair) return DRAFT_ON_DEVICE();
    return decidedRefused(item) ?? (isScored(item) ? SHEETS_OPENED({ cycle }) : { session, cycle, member });
  }
  const answering =
    (answer: (of: DraftOf, req: Request, res: Response) => Promise<unknown>): RequestHandler =>
    async (req, res) => {
      const of = await draftOf(req, res);
      const answered = isRefusal(of) ? of : await answer(of, req, res).catch(keyAway);
      if (isRefusal(answered)) sendProblem(req, res, answered);
    };
  return {
    get: answering(async (of, _, res) => {
      const sheet = await drafts.read(of);
      return sheet === undefined ? NO_DRAFT({ cycle: of.cycle }) : void res.json({ sheet, ...clockMember(parts) });
    }),
    put: [
      ...readBody,
      answering(async (of, req, res) => {
        const given = draftView.strict().safeParse(inputOf(req));
        if (!given.success) return DRAFT_MALFORMED({ what: given.error.issues[0]?.path.join('/') ?? '' });
        await drafts.keep(of, given.data.sheet);
        return void res.status(204).end();
      }),
    ],
    delete: answering(async (of, _, res) => {
      await drafts.drop(of);
      return void res.status(204).end();
    }),
  };
}

function keyAway(error: { code?: string }): Refusal {
  if (error.code === 'SEAL_KEY_MISSING') return SEAL_KEY_AWAY();
  throw error;
}
