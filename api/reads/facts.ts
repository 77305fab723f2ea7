// GET /v1/facts: what was recorded anywhere, by whom, for which unit, what kind and when, the newest first; of what the reader
// may see alone. Each stream is judged as its timeline is (decision 0823).
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Caller } from '../../domain/access/authorise.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { aggregates, findAggregate } from '../../domain/registry.ts';
import { atHour, isDay, isInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../projections/answer.ts';
import { CURSOR_INVALID } from '../../projections/cursor.ts';
import { type TimelineItem, timelineItem } from '../../projections/timeline/timeline.ts';
import type { ApiParts } from '../parts.ts';
import { existing } from '../seeing.ts';
import { cursor, limit } from './query.ts';
import { reading } from './reading.ts';

const moment = (hour: number) =>
  z
    .string()
    .max(40)
    .refine((at) => isDay(at) || isInstant(at), 'a day or an instant in UTC')
    .transform((at) => (isDay(at) ? atHour(at, hour) : new Date(at).toISOString()))
    .optional();

export const factsQuery = z.strictObject({
  account: z.string().max(60).optional().meta({ description: 'who recorded it', example: 'demo-krong-nang' }),
  unit: z.string().max(60).optional().meta({ description: 'for which unit, or on whose behalf', example: '650' }),
  type: z.string().max(80).optional().meta({ description: 'the kind of fact', example: 'IdeaSelected' }),
  resource: z
    .enum(aggregates.map(({ resource }) => resource) as [string, ...string[]])
    .optional()
    .meta({ description: 'of these alone', example: 'product-cycles' }),
  from: moment(0).meta({ description: 'a day of Vietnam, or an instant in UTC: recorded from then on' }),
  until: moment(24).meta({ description: 'to the end of that day, or before that instant' }),
  q: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'words of ids and kinds, diacritics may be left out; or a hash' }),
  quiet: z
    .enum(['true'])
    .transform(() => true)
    .optional()
    .meta({ description: 'those too that change nothing a person decides on, as reminders' }),
  limit: limit.optional(),
  cursor: cursor.optional(),
});

export const factsPage = z
  .strictObject({
    items: z.array(timelineItem.extend({ resource: z.string(), id: z.string() }).meta({ id: 'FactFound' })),
    next: z.string().nullable().meta({
      description: 'send it as cursor for older ones, also where this page holds few or none; null at the end',
    }),
    clock: instant.optional(),
  })
  .meta({ id: 'FactsPage', description: 'the newest first; how many there are in all nobody counts' });

const USUAL = 50;
const AT_ONCE = 200;
/** Of one question; where more has to be gone through, the page ends sooner and says where to go on. */
const MOST_ROWS = 4000;
const MOST_STREAMS = 300;
const POSITION = /^[0-9A-Za-z_.-]{1,60}$/;

export const listFacts = (parts: ApiParts): RequestHandler =>
  reading(parts, factsQuery, async (query, _req, caller) => {
    const { limit: size = USUAL, cursor: before, resource, quiet: withQuiet, ...asked } = query;
    if (before !== undefined && !POSITION.test(before)) return CURSOR_INVALID({}, '/cursor');
    const category = aggregates.find((one) => one.resource === resource)?.category;
    const eyes = eyesOf(parts, caller);
    const items: Found[] = [];
    let from = before;
    for (let read = 0; read < MOST_ROWS && eyes.opened() < MOST_STREAMS; read += AT_ONCE) {
      const some = await parts.timeline.find({ ...asked, category, withQuiet, before: from, limit: AT_ONCE });
      for (const fact of some) {
        const of = await eyes.see(fact.stream);
        if (of) items.push({ ...fact, resource: of.aggregate.resource, id: of.id });
        from = fact.position;
        if (items.length === size || eyes.opened() >= MOST_STREAMS) return { items, next: from };
      }
      if (some.length < AT_ONCE) return { items, next: null };
    }
    return { items, next: from ?? null };
  });

type Found = TimelineItem & { readonly resource: string; readonly id: string };
type Thing = { readonly aggregate: Aggregate; readonly id: string };

/** Whose timeline the caller may read, each asked once. */
function eyesOf(parts: ApiParts, caller: Caller) {
  const known = new Map<string, Thing | undefined>();
  return {
    opened: () => known.size,
    async see(stream: string): Promise<Thing | undefined> {
      if (known.has(stream)) return known.get(stream);
      const aggregate = findAggregate(stream);
      const { id } = splitStream(stream);
      const history = aggregate && (await existing(parts, { aggregate, id, caller, part: 'timeline' }));
      const seen = history === undefined || isRefusal(history) ? undefined : { aggregate: history.aggregate, id };
      known.set(stream, seen);
      return seen;
    },
  };
}
