import { z } from 'zod';
import { day, dayOf, startOfDay } from '../time/civil-date.ts';
import type { Aggregate } from './aggregate.ts';
import type { By } from './command.ts';
import {
  CORRECTED_DAY,
  CORRECTION_INVALID,
  FACT_UNKNOWN,
  NOT_CORRECTABLE,
  NOTHING_CHANGES,
  OUTCOME_WOULD_CHANGE,
} from './correctable-refusals.ts';
import { document, longText, paper } from './fields.ts';
import { type Amendable, amendments, amends, type Fact, fold } from './fold.ts';
import { personal, personalRef } from './personal.ts';
import { isRefusal } from './refusal.ts';
import { restingOn, upTo } from './resting-facts.ts';

const revision = z.int().min(0);

/** Gives an aggregate the command that puts what a fact says right. */
export function mendable<S extends Amendable>(aggregate: Aggregate<S, any>, by: By) {
  const definitionOf = (fact: Fact) => aggregate.events.get(fact.type);
  const factCorrected = aggregate.event('FactCorrected', {
    version: 1,
    schema: z.strictObject({
      revision,
      what: z.string(),
      data: z.unknown(),
      occurredAt: z.string(),
      changes: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
      reason: personalRef,
      document,
    }),
    corrects: ({ revision, data, occurredAt }) => ({ revision, data, occurredAt }),
    evolve: (state, _, meta) => ({ ...state, amendedAt: meta.revision }),
    sentence: ({ revision, what, changes, document }) => ({
      vi: `Đính chính ghi nhận ${revision} (${what}) theo ${paper(document)}`,
      en: `Fact ${revision} (${what}) corrected by ${paper(document)}`,
      changes,
    }),
  });

  return aggregate.command('CorrectFact', {
    input: z.strictObject({
      revision,
      /** the fields that were wrong, with their right values */
      changes: z.record(z.string(), z.unknown()).default({}),
      /** the right day, when the day was wrong */
      rightDay: day.optional(),
      reason: personal(longText),
      document,
    }),
    by,
    restsOn: 'what-was-seen',
    decide: ({ input, facts, today, state, needs }) => {
      const { annulled, corrected } = amendments(aggregate, facts);
      const fact = facts[input.revision];
      if (!fact || annulled.has(input.revision)) return FACT_UNKNOWN({ revision: input.revision }, '/revision');
      const definition = definitionOf(fact);
      const wrong = Object.keys(input.changes).filter((f) => !definition?.correctable?.includes(f as never));
      if (!definition || wrong.length > 0) return NOT_CORRECTABLE({ fields: wrong }, '/changes');
      const present = { ...fact, ...corrected.get(input.revision) };
      const merged = definition.schema.safeParse({ ...(present.data as object), ...input.changes });
      if (!merged.success) return CORRECTION_INVALID({}, `/changes/${merged.error.issues[0]?.path.join('/') ?? ''}`);
      const before = fold(aggregate, upTo(aggregate, facts, input.revision));
      const { rightDay } = input;
      const occurredOn = rightDay ?? dayOf(present.occurredAt);
      const data = definition.recheck ? definition.recheck(merged.data, before, { needs, occurredOn }) : merged.data;
      if (isRefusal(data)) return data;
      const changed = definition.outcome !== undefined && definition.outcome(data) !== definition.outcome(present.data);
      const resting = restingOn(aggregate, facts, fact).map((f) => f.revision);
      if (changed && resting.length > 0) return OUTCOME_WOULD_CHANGE({ revisions: resting.map(String) });
      if (rightDay !== undefined && (rightDay > today || isOutside(aggregate, rightDay, { fact, facts, state })))
        return CORRECTED_DAY({ on: rightDay }, '/rightDay');
      const occurredAt = rightDay === undefined ? present.occurredAt : startOfDay(rightDay);
      const changes = [
        ...Object.keys(input.changes).map((field) => ({
          field,
          before: shown(present.data, field),
          after: shown(data, field),
        })),
        ...(rightDay === undefined
          ? []
          : [{ field: 'occurredOn', before: dayOf(present.occurredAt), after: rightDay }]),
      ].filter((c) => c.before !== c.after);
      if (changes.length === 0) return NOTHING_CHANGES({}, '/changes');
      const { revision, reason, document } = input;
      return [
        factCorrected({ revision, what: fact.type, data, occurredAt, changes, reason, document }),
        ...(changed ? (definition.follows?.(data) ?? []) : []),
      ];
    },
    words: { vi: 'Đính chính ghi nhận sai', en: 'Correct a mis-keyed fact' },
  });
}

type Moved = { fact: Fact; facts: readonly Fact[]; state: unknown };

/** Nothing happened before the stream began: neither a fact moved ahead of it, nor its beginning behind a fact. */
function isOutside(aggregate: Aggregate, on: string, { fact, facts, state }: Moved): boolean {
  if (fact.revision > 0) {
    const beganOn = aggregate.beganOn?.(state);
    return beganOn !== undefined && on < beganOn;
  }
  const { annulled, corrected } = amendments(aggregate, facts);
  return facts.some(
    (f) =>
      f.revision > 0 &&
      !annulled.has(f.revision) &&
      !amends(aggregate, f.type) &&
      dayOf(corrected.get(f.revision)?.occurredAt ?? f.occurredAt) < on,
  );
}

const shown = (data: unknown, field: string): string => {
  const value = (data as Record<string, unknown>)[field];
  return value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
};
