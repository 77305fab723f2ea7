// GET …/explain: every figure that a cycle or a council's session shows, down to the facts it was read from.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Caller } from '../../domain/access/authorise.ts';
import { seenBy } from '../../domain/council-session/considered.ts';
import { type CouncilSession, councilSession, sessionParts } from '../../domain/council-session/council-session.ts';
import { explainCycle } from '../../domain/explain/cycle.ts';
import { type Derivation, derivation } from '../../domain/explain/derivation.ts';
import { streamsOfYear, type YearAt, yearKnown } from '../../domain/explain/known-year.ts';
import { explainItem, explainSession } from '../../domain/explain/session.ts';
import { type Fact, fold, recordedUntil } from '../../domain/kernel/fold.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { cycleParts, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { Instant } from '../../domain/time/civil-date.ts';
import type { ApiParts } from '../parts.ts';
import { existing } from '../seeing.ts';
import { aheadOf } from './as-of.ts';
import { resourceQuery } from './query.ts';
import { reading } from './reading.ts';

export const explanationView = z
  .strictObject({ items: z.array(derivation), clock: z.iso.datetime().optional() })
  .meta({ id: 'Explanation' });

type Explain = (
  parts: ApiParts,
  of: { id: string; caller: Caller },
  at: Instant,
) => Promise<readonly Derivation[] | Refusal>;

const explaining =
  (explain: Explain) =>
  (parts: ApiParts): RequestHandler =>
    reading(parts, resourceQuery, async ({ asOf = parts.clock() }, req, caller) => {
      const items = aheadOf(asOf, parts.clock()) ?? (await explain(parts, { id: String(req.params.id), caller }, asOf));
      return isRefusal(items) ? items : { items };
    });

export const readCycleExplained = explaining(async (parts, { id, caller }, at) => {
  const history = await existing(parts, { aggregate: productCycle, id, caller, part: 'explain' });
  if (isRefusal(history)) return history;
  const facts = recordedUntil(history.facts, at);
  const yearAt = await yearsOf(parts, cycleParts(id).yearId);
  const ratings = new Map<string, Derivation | undefined>();
  for (const { session } of fold(productCycle, facts).visits.flatMap(({ result }) => result ?? []))
    if (session) ratings.set(session.id, await ratingIn(parts, session.id, id));
  return explainCycle({
    stream: history.stream,
    facts,
    at,
    yearAt,
    sessionRating: (session) => ratings.get(session),
  });
});

export const readSessionExplained = explaining(async (parts, { id, caller }, at) => {
  const history = await existing(parts, { aggregate: councilSession, id, caller, part: 'explain' });
  if (isRefusal(history)) return history;
  const facts = recordedUntil(history.facts, at);
  const seen = (state: CouncilSession) => seenBy(state, caller.id, history.state);
  const yearAt = await yearsOf(parts, sessionParts(id).yearId);
  return explainSession({ stream: history.stream, facts, yearAt, seen });
});

async function ratingIn(parts: ApiParts, session: string, cycle: string): Promise<Derivation | undefined> {
  const { stream, facts } = await parts.executor.look(councilSession, session);
  return explainItem(cycle, { stream, facts, yearAt: await yearsOf(parts, sessionParts(session).yearId) });
}

/** Its streams are read once, however many moments are asked for. */
async function yearsOf({ executor }: ApiParts, yearId: string): Promise<YearAt> {
  const facts = new Map<string, readonly Fact[]>();
  for (const { aggregate, id } of streamsOfYear(yearId))
    facts.set(aggregate.stream(id), (await executor.look(aggregate, id)).facts);
  return yearKnown(yearId, (aggregate, id) => facts.get(aggregate.stream(id)) ?? []);
}
