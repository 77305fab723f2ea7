// Nothing is edited: what was mis-keyed is corrected or annulled by a new fact with reason and document.
import { z } from 'zod';
import { document, longText, paper } from '../kernel/fields.ts';
import { amendments, type Fact, fold } from '../kernel/fold.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { isRefusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { day, dayOf, startOfDay } from '../time/civil-date.ts';
import { type ProductCycle, productCycle } from './product-cycle.ts';

const FACT_UNKNOWN = refusal('FACT_UNKNOWN', 'unknown', {
  vi: 'Không có ghi nhận số {revision}.',
  en: 'There is no fact {revision}.',
});
const FACT_STANDS = refusal('FACT_STANDS', 'conflict', {
  vi: 'Ghi nhận số {revision} không thể hủy bỏ.',
  en: 'Fact {revision} cannot be annulled.',
});
const FACTS_REST_ON_IT = refusal('FACTS_REST_ON_IT', 'conflict', {
  vi: 'Các ghi nhận sau dựa trên đó, phải hủy cùng: {revisions}.',
  en: 'Later facts rest on it and have to be annulled with it: {revisions}.',
});
const FOLLOWS_FROM_ANOTHER = refusal('FOLLOWS_FROM_ANOTHER', 'conflict', {
  vi: 'Ghi nhận số {revision} là hệ quả của ghi nhận số {cause}; phải hủy cùng.',
  en: 'Fact {revision} follows from fact {cause} and can only be annulled with it.',
});
const NOT_CORRECTABLE = refusal('NOT_CORRECTABLE', 'invalid', {
  vi: 'Không đính chính được trường {fields} của ghi nhận này; hãy hủy bỏ và ghi lại.',
  en: 'The fields {fields} of this fact cannot be corrected; annul it and record it again.',
});
const CORRECTION_INVALID = refusal('CORRECTION_INVALID', 'invalid', {
  vi: 'Nội dung đính chính chưa đúng.',
  en: 'The corrected content is not valid.',
});
const CORRECTED_DAY = refusal('CORRECTED_DAY', 'invalid', {
  vi: 'Ngày {on} không hợp lệ cho ghi nhận này.',
  en: '{on} cannot be the day of this fact.',
});
const OUTCOME_WOULD_CHANGE = refusal('OUTCOME_WOULD_CHANGE', 'conflict', {
  vi: 'Đính chính làm thay đổi hệ quả; các ghi nhận {revisions} dựa trên đó phải hủy bỏ trước.',
  en: 'The correction changes what follows; facts {revisions} rest on it and have to be annulled first.',
});
const NOTHING_CHANGES = refusal('NOTHING_CHANGES', 'invalid', {
  vi: 'Nội dung đính chính giống nội dung đã ghi.',
  en: 'The correction changes nothing.',
});

const revision = z.int().min(0);

const factsAnnulled = productCycle.event('FactsAnnulled', {
  version: 1,
  schema: z.strictObject({
    revisions: z.array(revision).min(1),
    what: z.array(z.string()),
    reason: personalRef,
    document,
  }),
  annuls: ({ revisions }) => revisions,
  evolve: (state, _, meta) => ({ ...state, amendedAt: meta.revision }),
  sentence: ({ revisions, what, document }) => ({
    vi: `Hủy bỏ các ghi nhận ${revisions.map((r, i) => `${r} (${what[i]})`).join(', ')} theo ${paper(document)}`,
    en: `Facts ${revisions.map((r, i) => `${r} (${what[i]})`).join(', ')} annulled by ${paper(document)}`,
  }),
});

const factCorrected = productCycle.event('FactCorrected', {
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

const definitionOf = (fact: Fact) => productCycle.events.get(fact.type);

const amending = (fact: Fact): boolean => {
  const definition = definitionOf(fact);
  return definition?.annuls !== undefined || definition?.corrects !== undefined;
};

/** Later facts of the procedure rest on an earlier one; records beside it and quiet facts do not. */
function restingOn(facts: readonly Fact[], fact: Fact): readonly Fact[] {
  if (definitionOf(fact)?.beside) return [];
  const { annulled } = amendments(productCycle, facts);
  return facts.filter((f) => {
    const definition = definitionOf(f);
    return (
      f.revision > fact.revision &&
      !annulled.has(f.revision) &&
      !definition?.beside &&
      !definition?.quiet &&
      !amending(f)
    );
  });
}

/** The fact of the procedure just before it that still stands. */
function causeOf(facts: readonly Fact[], fact: Fact): Fact | undefined {
  const { annulled } = amendments(productCycle, facts);
  return facts
    .slice(0, fact.revision)
    .reverse()
    .find((f) => !annulled.has(f.revision) && !definitionOf(f)?.beside && !definitionOf(f)?.quiet && !amending(f));
}

export const annulFacts = productCycle.command('AnnulFacts', {
  /** the mis-keyed fact and every later one that rests on it: who annuls them has seen them all */
  input: z.strictObject({ revisions: z.array(revision).min(1).max(200), reason: personal(longText), document }),
  by: responsibility('correct-facts'),
  restsOn: 'what-was-seen',
  decide: ({ input, facts, state }) => {
    const revisions = [...new Set(input.revisions)].sort((a, b) => a - b);
    const { annulled } = amendments(productCycle, facts);
    const chosen: Fact[] = [];
    for (const r of revisions) {
      const fact = facts[r];
      if (!fact || annulled.has(r)) return FACT_UNKNOWN({ revision: r }, '/revisions');
      const frozen =
        definitionOf(fact)?.beside &&
        state.submitted &&
        r < state.submitted.at &&
        /^(Evidence|LocalShares)/.test(fact.type);
      // The next year's cycle is there and goes on: its delivery cannot be taken back here.
      const delivered = fact.type === 'CarriedOverTo';
      if (r === 0 || amending(fact) || definitionOf(fact)?.quiet || frozen || delivered)
        return FACT_STANDS({ revision: r }, '/revisions');
      chosen.push(fact);
    }
    const resting = chosen.flatMap((fact) => restingOn(facts, fact)).map((f) => f.revision);
    const missing = [...new Set(resting)].filter((r) => !revisions.includes(r));
    if (missing.length > 0) return FACTS_REST_ON_IT({ revisions: missing.map(String) }, '/revisions');
    for (const fact of chosen) {
      const cause = definitionOf(fact)?.consequence ? causeOf(facts, fact) : undefined;
      if (cause && !revisions.includes(cause.revision))
        return FOLLOWS_FROM_ANOTHER({ revision: fact.revision, cause: cause.revision }, '/revisions');
    }
    return [factsAnnulled({ ...input, revisions, what: chosen.map((f) => f.type) })];
  },
  words: { vi: 'Hủy bỏ ghi nhận sai', en: 'Annul mis-keyed facts' },
});

export const correctFact = productCycle.command('CorrectFact', {
  input: z.strictObject({
    revision,
    /** the fields that were wrong, with their right values */
    changes: z.record(z.string(), z.unknown()).default({}),
    /** the right day, when the day was wrong */
    rightDay: day.optional(),
    reason: personal(longText),
    document,
  }),
  by: responsibility('correct-facts'),
  restsOn: 'what-was-seen',
  decide: ({ input, facts, today, state, needs }) => {
    const { annulled, corrected } = amendments(productCycle, facts);
    const fact = facts[input.revision];
    if (!fact || annulled.has(input.revision)) return FACT_UNKNOWN({ revision: input.revision }, '/revision');
    const definition = definitionOf(fact);
    const wrong = Object.keys(input.changes).filter((f) => !definition?.correctable?.includes(f as never));
    if (!definition || wrong.length > 0) return NOT_CORRECTABLE({ fields: wrong }, '/changes');
    const present = { ...fact, ...corrected.get(input.revision) };
    const merged = definition.schema.safeParse({ ...(present.data as object), ...input.changes });
    if (!merged.success) return CORRECTION_INVALID({}, `/changes/${merged.error.issues[0]?.path.join('/') ?? ''}`);
    const before = fold(productCycle, upTo(facts, input.revision));
    const { rightDay } = input;
    const occurredOn = rightDay ?? dayOf(present.occurredAt);
    const data = definition.recheck ? definition.recheck(merged.data, before, { needs, occurredOn }) : merged.data;
    if (isRefusal(data)) return data;
    const changed = outcomeOf(data) !== outcomeOf(present.data);
    const resting = restingOn(facts, fact).map((f) => f.revision);
    if (changed && resting.length > 0) return OUTCOME_WOULD_CHANGE({ revisions: resting.map(String) });
    if (rightDay !== undefined && (rightDay > today || outsideCycle(rightDay, fact, facts, state)))
      return CORRECTED_DAY({ on: rightDay }, '/rightDay');
    const occurredAt = rightDay === undefined ? present.occurredAt : startOfDay(rightDay);
    const changes = [
      ...Object.keys(input.changes).map((field) => ({
        field,
        before: shown(present.data, field),
        after: shown(data, field),
      })),
      ...(rightDay === undefined ? [] : [{ field: 'occurredOn', before: dayOf(present.occurredAt), after: rightDay }]),
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

/** Nothing happened before the cycle began: neither a fact moved ahead of it, nor its beginning behind a fact. */
function outsideCycle(on: string, fact: Fact, facts: readonly Fact[], state: ProductCycle): boolean {
  if (fact.revision > 0) return state.started !== undefined && on < state.started.on;
  const { annulled, corrected } = amendments(productCycle, facts);
  return facts.some(
    (f) =>
      f.revision > 0 &&
      !annulled.has(f.revision) &&
      !amending(f) &&
      dayOf(corrected.get(f.revision)?.occurredAt ?? f.occurredAt) < on,
  );
}

/** The stream before a fact, with the amendments made since to what stood there. */
const upTo = (facts: readonly Fact[], revision: number): Fact[] =>
  facts.filter((f) => f.revision < revision || (amending(f) && f.revision > revision));

const outcomeOf = (data: unknown): unknown => (data as { outcome?: unknown }).outcome;

const shown = (data: unknown, field: string): string => {
  const value = (data as Record<string, unknown>)[field];
  return value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
};
