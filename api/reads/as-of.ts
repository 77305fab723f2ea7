// `?asOf=`: what was known of a stream at a moment in the past, by when its facts were recorded, and what became known of
// that time only later. A past state takes no command, and has no tag that one could rest on.
import { z } from 'zod';
import { fold, recordedUntil } from '../../domain/kernel/fold.ts';
import { type Refusal, refusal } from '../../domain/kernel/refusal.ts';
import { atHour, type Day, dayOf, type Instant, isDay, isInstant } from '../../domain/time/civil-date.ts';
import type { History } from '../../eventstore/history.ts';
import { words } from '../../projections/answer.ts';

const AS_OF_AHEAD = refusal('AS_OF_AHEAD', 'invalid', {
  vi: 'Thời điểm {asOf} chưa tới (bây giờ là {now}).',
  en: '{asOf} has not come yet (it is {now} now).',
});
const NOT_THERE_YET = refusal('NOT_THERE_YET', 'unknown', {
  vi: 'Vào thời điểm {asOf} chưa có {id}: ghi nhận đầu tiên lúc {began}.',
  en: 'At {asOf} there was no {id} yet: its first fact was recorded at {began}.',
});

/** The last moment of a day in Vietnam. */
const endOf = (on: Day): Instant => new Date(Date.parse(atHour(on, 24)) - 1).toISOString();

/** A moment, or a day of Vietnam: then the last moment of it. */
export const asOf = z
  .string()
  .max(40)
  .refine((at) => isDay(at) || isInstant(at), 'a day or an instant in UTC')
  .transform((at): Instant => (isDay(at) ? endOf(at) : new Date(at).toISOString()))
  .meta({
    description: 'a day of Vietnam (its end), or an instant in UTC: what had been recorded by then',
    example: '2022-06-01',
  });

/** Of lists: whole days alone, as the read models of each have to be made. */
export const asOfDay = z
  .string()
  .max(10)
  .refine(isDay, 'a day')
  .transform((on): Instant => endOf(on))
  .meta({
    description: 'a day of Vietnam: what had been recorded by its end, and what was to be done then',
    example: '2022-06-01',
  });

export const learntLater = z
  .object({
    facts: z.int().meta({ description: 'how many facts were recorded after it' }),
    ofThen: z.array(
      z.object({
        revision: z.int(),
        type: z.string(),
        occurredAt: z.string(),
        recordedAt: z.string(),
        words,
        amends: z.array(z.int()).meta({ description: 'revisions, known at that moment, that it annuls or corrects' }),
      }),
    ),
  })
  .meta({
    id: 'LearntLater',
    description:
      'what was recorded later, and of it what speaks of that time: dated by then, or changing what was known',
  });

/** Why nothing can be said of a moment; `now` is the office's clock. */
export const aheadOf = (at: Instant, now: Instant): Refusal | undefined =>
  // Who asks for today asks for what is known of it so far.
  at > now && at !== endOf(dayOf(now)) ? AS_OF_AHEAD({ asOf: at, now }) : undefined;

export function stateAsOf(history: History, at: Instant) {
  const { aggregate, facts, id } = history;
  const known = recordedUntil(facts, at);
  const last = known.at(-1);
  if (!last) return NOT_THERE_YET({ id, asOf: at, began: facts[0]?.recordedAt });
  const later = facts.slice(known.length);
  const amendsOf = (type: string, data: unknown): readonly number[] => {
    const definition = aggregate.events.get(type);
    const corrected = definition?.corrects?.(data)?.revision;
    return [...(definition?.annuls?.(data) ?? []), ...(corrected === undefined ? [] : [corrected])];
  };
  const told = later.map((fact) => ({
    fact,
    amends: amendsOf(fact.type, fact.data).filter((r) => r <= last.revision),
  }));
  return {
    revision: last.revision,
    position: [...history.commands.values()].find(({ revision }) => revision === last.revision)?.position,
    state: fold(aggregate, known),
    later: {
      facts: later.length,
      ofThen: told
        .filter(({ fact, amends }) => amends.length > 0 || fact.occurredAt <= at)
        .map(({ fact, amends }) => {
          const { vi = '', en = '' } = aggregate.events.get(fact.type)?.sentence(fact.data, fact) ?? {};
          const { revision, type, occurredAt, recordedAt } = fact;
          return { revision, type, occurredAt, recordedAt, words: { vi, en }, amends };
        }),
    },
  };
}
