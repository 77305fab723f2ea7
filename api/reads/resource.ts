// GET of one resource: its stream folded afresh, and what the reader may do to it now.
import type { RequestHandler, Response } from 'express';
import { fieldsSeen, picked } from '../../domain/access/seen-fields.ts';
import { seenBy } from '../../domain/council-session/considered.ts';
import { type CouncilSession, councilSession } from '../../domain/council-session/council-session.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { letters, unreadIn } from '../../domain/letters/letters.ts';
import { producer } from '../../domain/producer/producer.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import type { History } from '../../eventstore/history.ts';
import { ReadModelBuilding } from '../../projections/engine/control.ts';
import type { BoardItem } from '../../projections/product-board/board.ts';
import { accessTo } from '../access.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import { etag } from '../headers.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { STORE_UNAVAILABLE } from '../refusals.ts';
import { existing } from '../seeing.ts';
import { adviceOn } from '../warnings.ts';
import { markStale, storeAwaySince, waitBriefly } from './after.ts';
import { aheadOf, stateAsOf } from './as-of.ts';
import { commandsOf } from './commands-of.ts';
import { personalOf } from './personal.ts';
import { isQueryRefused, readQuery, resourceQuery } from './query.ts';
import { viewOf } from './views.ts';

/** A council's first figures are not everybody's while a product is scored again. */
const shownTo = (aggregate: Aggregate, account: string, state: unknown, now: unknown): unknown =>
  aggregate === councilSession ? seenBy(state as CouncilSession, account, now as CouncilSession) : state;

/** Whoever has got none yet has a box all the same. */
const noLetters = (id: string) => ({ id, revision: -1, state: letters.initial, unread: 0, commands: [] });

export function readResource(parts: ApiParts, aggregate: Aggregate): RequestHandler {
  const view = viewOf(aggregate);
  return async (req, res) => {
    const query = readQuery(resourceQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    // What may be done rests on the stream itself: without the store there is no answer, and nobody waits for it.
    if (storeAwaySince(parts)) return sendProblem(req, res, STORE_UNAVAILABLE());
    const caller = callerOf(res);
    const history = await existing(parts, { aggregate, id: String(req.params.id), caller });
    if (isRefusal(history)) {
      const isOwnEmpty = aggregate === letters && req.params.id === caller.id && history.code === 'UNKNOWN_RESOURCE';
      return isOwnEmpty ? res.json({ ...noLetters(caller.id), ...clockMember(parts) }) : sendProblem(req, res, history);
    }
    const { seenAs: seen } = history;
    const isAtWork = seen.sees === 'at-work';
    const show = (state: unknown) =>
      picked(
        view.parse(shownTo(aggregate, caller.id, state, history.state)),
        fieldsSeen(aggregate.resource, seen.sees),
      );
    if (query.asOf !== undefined) {
      const past = aheadOf(query.asOf, parts.clock()) ?? stateAsOf(history, query.asOf);
      if (isRefusal(past)) return sendProblem(req, res, past);
      const { revision, position, state, later } = past;
      const then = { id: history.id, revision, position, asOf: query.asOf, state: show(state), commands: [] };
      return res.json({ ...then, ...(isAtWork ? { later } : {}), ...damage(history), ...clockMember(parts) });
    }
    const access =
      aggregate === producer && seen.personal
        ? await accessTo(parts, { req, res }, { stream: history.stream, what: 'personal' })
        : undefined;
    if (isRefusal(access)) return sendProblem(req, res, access);
    const more =
      aggregate === productCycle && isAtWork
        ? { board: await rowOf(parts, history, res) }
        : access
          ? await personalOf(access, history)
          : aggregate === letters
            ? { unread: unreadIn(history.state) }
            : {};
    const warnings =
      isAtWork && history.damagedAt === undefined ? await adviceOn(parts.executor, aggregate, history) : [];
    res.set('ETag', etag(history.seen)).json({
      id: history.id,
      revision: history.revision,
      seen: history.seen,
      position: history.position,
      state: show(history.state),
      ...more,
      ...damage(history),
      ...(warnings.length === 0 ? {} : { warnings }),
      commands: await commandsOf(parts.executor, history, caller),
      ...clockMember(parts),
    });
  };
}

const damage = ({ damagedAt }: History): { damagedAt?: number } => (damagedAt === undefined ? {} : { damagedAt });

/** The board's row, as new as the state it stands beside wherever the read model can be. */
async function rowOf(parts: ApiParts, history: History, res: Response): Promise<BoardItem | undefined> {
  const today = dayOf(parts.clock());
  try {
    const row = await parts.board.get(history.id, today);
    if (row && row.revision >= history.revision) return row;
    if (history.position !== undefined && (await waitBriefly(parts, history.position)))
      return await parts.board.get(history.id, today);
    markStale(res);
    return row;
  } catch (error) {
    if (!(error instanceof ReadModelBuilding)) throw error;
    markStale(res);
    return undefined;
  }
}
