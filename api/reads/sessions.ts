// What is read of councils: the list of sessions, what a session has ready, and its results with their whole explanation.
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { yearAsPlanned } from '../../activities/year-as-planned.ts';
import { declaration, conflictKind as kind } from '../../domain/council-session/conflict-kinds.ts';
import { consideredOf, presidesOver, strictnessSeenBy } from '../../domain/council-session/considered.ts';
import { rulesOf } from '../../domain/council-session/council-rules.ts';
import {
  type CouncilSession,
  councilSession,
  itemOf,
  memberOf,
  sessionParts,
} from '../../domain/council-session/council-session.ts';
import { NOT_ON_AGENDA } from '../../domain/council-session/distribution.ts';
import { preparationOf } from '../../domain/council-session/preparation.ts';
import { presentIn } from '../../domain/council-session/quorum.ts';
import { ratingOf } from '../../domain/council-session/result.ts';
import { isRefusal, refusal } from '../../domain/kernel/refusal.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { explainRating } from '../../domain/rulebooks/explain-rating.ts';
import { findCriteriaSet } from '../../domain/rulebooks/registry.ts';
import type { History } from '../../eventstore/history.ts';
import { civilDay, words } from '../../projections/answer.ts';
import { sessionColumns } from '../../spreadsheets/of-sessions.ts';
import { VaultError } from '../../vault/port.ts';
import { accessTo } from '../access.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { existing } from '../seeing.ts';
import { sheet } from './as-sheet.ts';
import { listing } from './listing.ts';
import { sessionQuery } from './query.ts';
import { asPage } from './reading.ts';

const NOT_FOR_OPENING = refusal('NOT_FOR_OPENING', 'forbidden', {
  vi: 'Chỉ người có thể chủ trì nhận phiếu niêm phong để mở.',
  en: 'Sealed envelopes are handed to whoever may preside alone.',
});

const points = z.int().meta({ description: 'in hundredths of a point' });

export const preparationView = z
  .object({
    products: z.array(
      z.object({
        cycle: z.string(),
        dossier: z
          .object({ sentOn: civilDay, readyOn: civilDay })
          .optional()
          .meta({ description: 'when it was sent, and the first day on which members have had it long enough' }),
        conflicts: z.array(
          z.object({
            member: z.string(),
            found: z.array(kind),
            declared: declaration.optional(),
          }),
        ),
        forecast: z.object({
          base: z.int(),
          needed: z.int(),
          spare: z.int(),
          missing: z.int().meta({ description: 'how many are wanting to the smallest council that may rate' }),
          presides: z.string().optional(),
          enough: z.boolean(),
        }),
        sealed: z.array(z.string()).meta({ description: 'who has sealed a sheet; never what it says' }),
        waitedFor: z.array(z.string()),
      }),
    ),
    present: z.array(z.string()).meta({ description: 'who is in the room, or has come for the next sitting' }),
    maxSpread: points.meta({ description: 'by how many hundredths totals may differ without being discussed' }),
    keyHeldByChair: z.boolean().meta({ description: 'sheets are closed to a key of the session on members’ devices' }),
  })
  .meta({ id: 'SessionPreparation' });

export const resultsView = z
  .object({
    products: z.array(
      z.object({
        cycle: z.string(),
        stars: z.int(),
        mean: points.optional(),
        superseded: z
          .object({ on: civilDay, document: z.object({ number: z.string(), date: civilDay }) })
          .optional()
          .meta({ description: 'it stands no more: another session decides again' }),
        explanation: z.array(words),
        considered: z
          .object({
            without: z.array(z.object({ member: z.string(), mean: points, stars: z.int() })),
            toNextBand: points.optional(),
          })
          .optional()
          .meta({
            description: 'for who presides over it alone, never applied: without each member; to the next band',
          }),
      }),
    ),
    strictness: z
      .array(z.object({ member: z.string(), below: z.int(), sheets: z.int() }))
      .optional()
      .meta({
        description: 'over the products the reader presides over: by how much a member lies below the others’ means',
      }),
  })
  .meta({ id: 'SessionResults' });

const SESSIONS = sheet(
  { vi: 'Phiên họp của các hội đồng', en: 'Sessions of the councils' },
  'phien-hop',
  sessionColumns,
);

export const listSessions = (parts: ApiParts): RequestHandler =>
  listing(parts, sessionQuery, async (query, { sessions }) => asPage(await sessions.list(query)), SESSIONS);

const sessionIn = (parts: ApiParts, req: Request, res: Response, part: string) =>
  existing(parts, { aggregate: councilSession, id: String(req.params.id), caller: callerOf(res), part });

const yearOf = async ({ executor }: ApiParts, { id }: History) =>
  (await executor.look(programmeYear, sessionParts(id).yearId)).state;

export function readPreparation(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await sessionIn(parts, req, res, 'preparation');
    if (isRefusal(history)) return sendProblem(req, res, history);
    const year = await yearAsPlanned((of, id) => parts.executor.look(of, id), sessionParts(history.id).yearId);
    const rules = rulesOf(history.state, year);
    const { maxSpread, keyHeldByChair } = rules;
    const products = preparationOf(history.state, { rules, calendar: year.calendar });
    const present = presentIn(history.state);
    res.json({ products, present, maxSpread, keyHeldByChair, ...clockMember(parts) });
  };
}

export const envelopesView = z
  .object({ envelopes: z.array(z.object({ member: z.string(), envelope: z.string().nullable() })) })
  .meta({ id: 'SessionEnvelopes', description: 'null: the vault has it no more, or it is not what was sealed' });

/** What waits to be opened with the chair's key, closed as it is: for whoever may preside. */
export function readEnvelopes(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await sessionIn(parts, req, res, 'envelopes');
    if (isRefusal(history)) return sendProblem(req, res, history);
    const state: CouncilSession = history.state;
    const { id } = callerOf(res);
    const seat = memberOf(state, id)?.seat;
    if (seat !== 'council-chair' && seat !== 'council-deputy' && state.presides !== id)
      return sendProblem(req, res, NOT_FOR_OPENING());
    const cycle = String(req.params.cycle).slice(0, 100);
    const item = itemOf(state, cycle);
    if (!item) return sendProblem(req, res, NOT_ON_AGENDA({ cycle }));
    const access = await accessTo(parts, { req, res }, { stream: history.stream, what: 'envelopes' });
    if (isRefusal(access)) return sendProblem(req, res, access);
    const envelopes = await Promise.all(
      Object.entries(item.sealed).map(async ([member, { envelope }]) => ({
        member,
        envelope: (await access.reveal(envelope.ref, envelope.commitment).catch(unfit)) ?? null,
      })),
    );
    res.json({ envelopes, ...clockMember(parts) });
  };
}

function unfit(error: Error): undefined {
  if (!(error instanceof VaultError && error.code === 'VAULT_ROW_DAMAGED')) throw error;
}

export function readResults(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await sessionIn(parts, req, res, 'results');
    if (isRefusal(history)) return sendProblem(req, res, history);
    const { state }: History<CouncilSession> = history;
    const law = rulesOf(state, await yearOf(parts, history));
    const { id: account } = callerOf(res);
    const strictness = strictnessSeenBy(state, account);
    const products = state.agenda.flatMap((item) => {
      const set = findCriteriaSet(item.dossier?.criteriaSet ?? '');
      const rating = item.closed && ratingOf(item, law);
      if (!item.closed || !set || !rating || isRefusal(rating)) return [];
      const { cycle, closed, superseded } = item;
      const { on, document } = superseded ?? {};
      return {
        cycle,
        stars: closed.stars,
        ...(closed.mean === undefined ? {} : { mean: closed.mean }),
        ...(superseded ? { superseded: { on, document } } : {}),
        explanation: explainRating(rating, set),
        ...(presidesOver(state, item, account) ? { considered: consideredOf(item, law) } : {}),
      };
    });
    res.json({ products, ...(strictness.length > 0 ? { strictness } : {}), ...clockMember(parts) });
  };
}
