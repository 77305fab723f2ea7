// A list, which holds what its reader may see: as it is, or as it stood at the end of a past day (`?asOf=`): then of read models made of what had been recorded by
// then (projections/past-models.ts), and by that day's clock.
import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import type { Sight } from '../../domain/access/sight.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import type { Instant } from '../../domain/time/civil-date.ts';
import { ReadModelBuilding } from '../../projections/engine/control.ts';
import { langOf } from '../language.ts';
import type { ApiParts } from '../parts.ts';
import { seesTheWhole, sightFor } from '../seeing.ts';
import { aheadOf } from './as-of.ts';
import { asSheet, type SheetOf } from './as-sheet.ts';
import { reading } from './reading.ts';

type Known = Pick<ApiParts, 'board' | 'certificates' | 'duties' | 'sessions' | 'clock'>;
type Asked<S extends Dated> = Omit<z.output<S>, 'asOf' | 'as'> & { sight: Sight | undefined };
type Dated = z.ZodObject<{ asOf: z.ZodType<Instant | undefined> }>;

export const listing = <S extends Dated>(
  parts: ApiParts,
  schema: S,
  answer: (question: Asked<S>, known: Known, req: Request) => Promise<object | Refusal>,
  sheet?: SheetOf,
): RequestHandler =>
  reading(parts, schema, async (query, req, caller) => {
    const { asOf, as, ...rest } = query as z.output<S> & { asOf?: Instant; as?: 'json' | 'xlsx' };
    // Who may see what is asked of today also where the list is of a past day.
    const asked = { ...rest, sight: await sightFor(parts, caller) } as Asked<S>;
    const answerFrom = (known: Known) =>
      as === 'xlsx' && sheet
        ? asSheet(sheet, asked, { lang: langOf(req), at: known.clock(), find: (page) => answer(page, known, req) })
        : answer(asked, known, req);
    if (asOf === undefined) return answerFrom(parts);
    const now = parts.clock();
    const ahead = aheadOf(asOf, now);
    if (ahead) return ahead;
    // What is known of today so far is what is known.
    const past = asOf >= now ? { known: parts, later: { facts: 0, ofThen: 0 } } : await pastAt(parts, asOf);
    const answered = await answerFrom(past.known);
    if (isRefusal(answered) || as === 'xlsx') return answered;
    // What came later is counted over the whole store: it is for who sees that.
    return { ...answered, asOf, ...(seesTheWhole(asked.sight) ? { later: past.later } : {}) };
  });

async function pastAt(parts: ApiParts, at: Instant): Promise<{ known: Known; later: object }> {
  const past = await parts.past(at);
  if (!past) throw new ReadModelBuilding('as-of');
  const { board, certificates, duties, sessions } = past.models;
  return { known: { board, certificates, duties, sessions, clock: () => at }, later: { ...past.later } };
}
