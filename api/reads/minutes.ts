// GET /v1/council-sessions/{id}/minutes: as data whose canonical form was hashed and signed, or as people print them.
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { authorise } from '../../domain/access/authorise.ts';
import { grantsOn } from '../../domain/access/grants.ts';
import { conveneSession } from '../../domain/council-session/convening.ts';
import { type CouncilSession, councilSession, sessionSituation } from '../../domain/council-session/council-session.ts';
import { maySee, minutesSeen, type Reader, type SaidMinutes } from '../../domain/council-session/minutes-shown.ts';
import { paper } from '../../domain/kernel/fields.ts';
import type { Fact } from '../../domain/kernel/fold.ts';
import { forgottenIn, forgottenWords } from '../../domain/kernel/forgettable.ts';
import { type PersonalRef, personalRef } from '../../domain/kernel/personal.ts';
import { isRefusal, type Refusal, refusal } from '../../domain/kernel/refusal.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { digest } from '../../eventstore/envelope.ts';
import type { History } from '../../eventstore/history.ts';
import type { AroundMinutes } from '../../papers/minutes-words.ts';
import { civilDay } from '../../projections/answer.ts';
import { accessTo } from '../access.ts';
import { actingAccount } from '../acting-account.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import { minutesPage, minutesText } from '../pages/minutes-print.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { existing } from '../seeing.ts';
import { revealed } from './personal.ts';
import { isQueryRefused, minutesQuery, readQuery } from './query.ts';

const MINUTES_UNKNOWN = refusal('MINUTES_UNKNOWN', 'unknown', {
  vi: 'Phiên họp không có biên bản thứ {no}.',
  en: 'The session has no minutes no. {no}.',
});
const MINUTES_NOT_SIGNED = refusal('MINUTES_NOT_SIGNED', 'forbidden', {
  vi: 'Biên bản chưa đủ chữ ký: chỉ thành viên Hội đồng và cơ quan triệu tập được xem.',
  en: 'Minutes that are not signed are for the council’s members and whoever convened it.',
});

export const minutesView = z
  .object({
    no: z.int().optional().meta({ description: 'which of the session’s, from 1; absent: what they would say now' }),
    number: z.string().optional(),
    hash: z.string().meta({ description: 'SHA-256 of the canonical JSON of `minutes`, as signed' }),
    whole: z.boolean().meta({
      description:
        'false: first figures of what was scored again are left out for this reader; the hash is of the whole',
    }),
    asSigned: z
      .boolean()
      .optional()
      .meta({ description: 'made again from the facts they have the hash that was signed' }),
    superseded: z
      .array(z.object({ cycle: z.string(), on: civilDay, document: z.string() }))
      .meta({ description: 'results that another session decides again, whatever these minutes say' }),
    supplement: z.boolean(),
    signed: z.array(z.object({ as: z.enum(['presiding', 'secretary']), by: z.string(), at: z.iso.datetime() })),
    text: z.string().optional().meta({ description: 'the secretary’s own words, for the council and its conveners' }),
    minutes: z.looseObject({ session: z.string() }),
  })
  .meta({ id: 'Minutes' });

export function readMinutes(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(minutesQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const asked = { aggregate: councilSession, id: String(req.params.id), caller: callerOf(res), part: 'minutes' };
    const history = await existing(parts, asked);
    if (isRefusal(history)) return sendProblem(req, res, history);
    const gathered = await gatherMinutes(parts, { req, res }, history, query.no);
    if (isRefusal(gathered)) return sendProblem(req, res, gathered);
    const { no, minutes, whole, around, asSigned } = gathered;
    if (query.as === 'html') return res.type('html').send(minutesPage(minutes, around));
    if (query.as === 'text') return res.type('text').send(minutesText(minutes, around));
    res.json({
      ...(no === undefined ? {} : { no }),
      ...around,
      whole,
      ...(asSigned === undefined ? {} : { asSigned }),
      minutes,
      ...clockMember(parts),
    });
  };
}

export type GatheredMinutes = {
  readonly no: number | undefined;
  readonly minutes: SaidMinutes;
  /** false: something is left out for who asks */
  readonly whole: boolean;
  /** whether they have the hash that was signed; undefined where nothing was drawn up */
  readonly asSigned?: boolean | undefined;
  readonly around: AroundMinutes;
};

/** The minutes as who asks may see them. @param asked which, from 1; 0 what they would say now; undefined the last ones */
export async function gatherMinutes(
  parts: ApiParts,
  { req, res }: { req: Request; res: Response },
  history: History<CouncilSession>,
  asked: number | undefined,
): Promise<GatheredMinutes | Refusal> {
  const { state } = history;
  const no = (asked ?? state.minutes.length) || undefined;
  const drawnUp = no === undefined ? undefined : state.minutes[no - 1];
  if (no !== undefined && !drawnUp) return MINUTES_UNKNOWN({ no });
  const reader = await readerOf(parts, history, callerOf(res).id);
  if (!maySee(state, drawnUp, reader)) return MINUTES_NOT_SIGNED();
  const { minutes, whole } = minutesSeen(history, no === undefined ? undefined : no - 1, reader);
  const made = whole ? digest(minutes) : undefined;
  const words = reader.inside && drawnUp ? refOfText(history, drawnUp.drawnUp.at) : undefined;
  const access = words && (await accessTo(parts, { req, res }, { stream: history.stream, what: 'minutes' }));
  if (isRefusal(access)) return access;
  const text = words && access && (await textOf(access, history, words));
  const around: AroundMinutes = {
    number: drawnUp?.number,
    superseded: state.agenda.flatMap(({ cycle, superseded }) =>
      superseded ? [{ cycle, on: superseded.on, document: paper(superseded.document) }] : [],
    ),
    supplement: no !== undefined && no > 1,
    hash: drawnUp?.hash ?? made ?? '',
    signed: drawnUp ? signaturesOf(history.facts, drawnUp.drawnUp.at, drawnUp.hash) : [],
    text,
  };
  return { no, minutes, whole, around, ...(drawnUp && made !== undefined ? { asSigned: made === drawnUp.hash } : {}) };
}

/** `inside`: of the council, of who convenes it, or inspecting */
async function readerOf(
  { executor, clock }: ApiParts,
  { id, state }: History<CouncilSession>,
  who: string,
): Promise<Reader & { readonly inside: boolean }> {
  const today = dayOf(clock());
  const holder = await actingAccount(executor, who, today);
  const situation = sessionSituation(id, state);
  const tree = (await executor.look(unitTree, situation.province)).state;
  const { by } = conveneSession;
  const asked = { by, situation, tier: state.tier, caller: { kind: 'person', id: who } as const, account: holder };
  const convenes = !isRefusal(authorise({ ...asked, tree, today, occurredOn: today }));
  const inspects = grantsOn(holder, today).some((g) => g.role === 'auditor') && holder.province === situation.province;
  const seated = state.members.some((m) => m.account === who);
  return { account: who, convenes, inspects, inside: convenes || inspects || seated };
}

type Signing = { as: 'presiding' | 'secretary'; hash: string };

function signaturesOf(facts: readonly Fact[], from: number, hash: string): AroundMinutes['signed'] {
  return facts
    .filter((f) => f.type === 'MinutesSigned' && f.revision > from && (f.data as Signing).hash === hash)
    .map((f) => ({ as: (f.data as Signing).as, by: f.actor.id, at: f.recordedAt }));
}

const refOfText = ({ facts }: History<CouncilSession>, at: number): PersonalRef | undefined =>
  personalRef.safeParse((facts[at]?.data as { text?: unknown } | undefined)?.text).data;

async function textOf(
  access: Pick<ApiParts, 'reveal'>,
  { facts }: History<CouncilSession>,
  ref: PersonalRef,
): Promise<string | undefined> {
  const by = forgottenIn(facts).get(ref.ref);
  return by ? forgottenWords(by.document).vi : (await revealed(access, ref)).value;
}
