import { z } from 'zod';
import { day, dayOf, startOfDay } from '../time/civil-date.ts';
import type { Aggregate } from './aggregate.ts';
import { type Amending, amended, nothingToAmend } from './amending.ts';
import type { Asked, By, Context, Decision } from './command.ts';
import {
  CORRECTED_DAY,
  CORRECTION_INVALID,
  FACT_STANDS,
  FACT_UNKNOWN,
  NOT_CORRECTABLE,
  NOTHING_CHANGES,
  OUTCOME_WOULD_CHANGE,
  STILL_FOLLOWS,
} from './correctable-refusals.ts';
import type { Change } from './event.ts';
import { document, longText, paper } from './fields.ts';
import { type Amendable, amendments, amends, type Fact, fold, writtenWith } from './fold.ts';
import { own } from './own.ts';
import { personal, personalRef } from './personal.ts';
import { isRefusal } from './refusal.ts';
import { earliestDay, foundationOf, laterThan, recordsOn, restingOn, upTo } from './resting-facts.ts';

const revision = z.int().min(0);

/** A fact as it counts with these. */
export const counting = (aggregate: Aggregate, fact: Fact, facts: readonly Fact[]): Fact => ({
  ...fact,
  ...amendments(aggregate, facts).corrected.get(fact.revision),
});

/** Gives an aggregate the command that puts what a fact says right. */
export function mendable<S extends Amendable>(aggregate: Aggregate<S, any>, by: By, rules: Amending<S>) {
  const { isAbove, isOutranked, leaving, factsAnnulled } = rules;
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

  const presentOf = (fact: Fact, facts: readonly Fact[]): Fact => counting(aggregate, fact, facts);

  /** What a standing fact says, judged again where the stream is as it is said to be. */
  function again(fact: Fact, facts: readonly Fact[], { id, needs, digest }: Judging) {
    const { data, occurredAt } = presentOf(fact, facts);
    const before = fold(aggregate, upTo(aggregate, facts, fact.revision));
    return definitionOf(fact)?.recheck?.(data, before, { id, needs, digest, occurredOn: dayOf(occurredAt) });
  }

  /** The stream with corrections in it that are about to be written. */
  const putRight = (facts: readonly Fact[], rights: readonly Right[]): readonly Fact[] => [
    ...facts,
    ...rights.map((data, i) => ({ ...facts.at(-1), type: 'FactCorrected', data, revision: facts.length + i }) as Fact),
  ];

  /** Where the way breaks off: at a person's fact of a day before, or one whose own rule the correction makes refuse. */
  function firstBroken(resting: readonly Fact[], right: Right, c: Decision<S, any, unknown>): number {
    const { corrected } = amendments(aggregate, c.facts);
    const facts = putRight(c.facts, [right]);
    const moveWithIt = writtenWith(aggregate, c.facts, right.revision);
    // Of a record beside the procedure it is only a rule that can say what rests on it.
    const isRecord = definitionOf(c.facts[right.revision] as Fact)?.beside;
    const first = resting.findIndex((fact) => {
      if (moveWithIt.includes(fact)) return false;
      const on = dayOf(corrected.get(fact.revision)?.occurredAt ?? fact.occurredAt);
      if (!isRecord && fact.actor.kind === 'person' && on < dayOf(right.occurredAt) && isMoved(right, c.facts))
        return true;
      return isRefusal(again(fact, facts, c)) && !isRefusal(again(fact, c.facts, c));
    });
    return first < 0 ? resting.length : first;
  }

  /** The records beside the procedure that the correction leaves without what they rest on, or before it. */
  function recordsBroken(right: Right, broken: readonly Fact[], { facts }: Decision<S, any, unknown>): readonly Fact[] {
    const revisions = broken.map((f) => f.revision);
    const now = putRight(facts, [right]);
    const passed = recordsOn(aggregate, facts, [right.revision]).filter((fact) => {
      const from = foundationOf(aggregate, now, fact)?.on;
      return from === undefined || dayOf(presentOf(fact, facts).occurredAt) < from;
    });
    return [...new Set([...recordsOn(aggregate, facts, revisions), ...passed])];
  }

  /** The later facts that say something else now, a date that runs from another day: what they say, put right as well. */
  function following(right: Right, broken: readonly Fact[], c: Decision<S, any, unknown>): readonly Right[] {
    const { annulled } = amendments(aggregate, c.facts);
    const rights = [right];
    for (const fact of c.facts) {
      if (fact.revision <= right.revision || annulled.has(fact.revision) || broken.includes(fact)) continue;
      if (!definitionOf(fact)?.recheck) continue;
      const [was, is] = [again(fact, c.facts, c), again(fact, putRight(c.facts, rights), c)];
      if (isRefusal(was) || isRefusal(is)) continue;
      const present = presentOf(fact, c.facts);
      const data = onlyChanged(present.data, was, is);
      const { occurredAt } = presentOf(fact, putRight(c.facts, rights));
      if (!isSame(data, present.data)) rights.push({ revision: fact.revision, data, occurredAt });
    }
    return rights.slice(1);
  }

  /** Only a day that a correction moves is held against the days after it: papers come in any order. */
  function isMoved({ revision, occurredAt }: Right, facts: readonly Fact[]): boolean {
    const { corrected } = amendments(aggregate, facts);
    return dayOf(occurredAt) !== dayOf((corrected.get(revision) ?? (facts[revision] as Fact)).occurredAt);
  }

  /** What no longer follows is named by who corrects, all of it; what was written with the fact itself goes with it. */
  function brokenRefused(broken: readonly Fact[], named: readonly number[], c: Context<S, any> & Asked) {
    const stray = named.filter((r) => !broken.some((f) => f.revision === r));
    if (stray.length > 0) return STILL_FOLLOWS({ revisions: stray.map(String) }, '/annuls');
    for (const fact of broken) {
      const above = isAbove(fact, c);
      if (above) return above;
      if (definitionOf(fact)?.stands?.(c.state, fact.revision)) return FACT_STANDS({ revision: fact.revision });
    }
    const missing = broken.filter((f) => !named.includes(f.revision));
    return missing.every((f) => definitionOf(f)?.consequence)
      ? undefined
      : OUTCOME_WOULD_CHANGE({ revisions: broken.map((f) => String(f.revision)) }, '/annuls');
  }

  return aggregate.command('CorrectFact', {
    input: z.strictObject({
      revision,
      /** the fields that were wrong, with their right values */
      changes: z.record(z.string(), z.unknown()).default({}),
      /** the right day, when the day was wrong */
      rightDay: day.optional(),
      /** the later facts that no longer follow, annulled with it: who corrects it has seen them all */
      annuls: z.array(revision).max(200).default([]),
      reason: personal(longText),
      document,
    }),
    by,
    restsOn: 'what-was-seen',
    ...(leaving?.relatives ? { relatives: leaving.relatives } : {}),
    ...(leaving?.ofRelatives ? { ofRelatives: leaving.ofRelatives } : {}),
    datesBack: (c) => {
      const { rightDay: on, revision, document } = c.input;
      const fact = c.facts[revision];
      return fact && on !== undefined
        ? { on, document, outranked: (actor) => isOutranked(fact, { ...c, actor }) }
        : undefined;
    },
    guard: nothingToAmend(aggregate, isAbove),
    decide: (c) => {
      const { input, facts, today, state, needs } = c;
      const { annulled } = amendments(aggregate, facts);
      const fact = facts[input.revision];
      if (!fact || annulled.has(input.revision)) return FACT_UNKNOWN({ revision: input.revision }, '/revision');
      const above = isAbove(fact, c);
      if (above) return { ...above, field: '/revision' };
      const definition = definitionOf(fact);
      const { correctable = [] } = definition ?? {};
      const may = typeof correctable === 'function' ? correctable(presentOf(fact, facts).data) : correctable;
      const wrong = Object.keys(input.changes).filter((f) => !may.includes(f as never));
      if (!definition || wrong.length > 0) return NOT_CORRECTABLE({ fields: wrong }, '/changes');
      // Reminders and amendments say what happened when it did: they are not moved. What the process wrote, or was
      // written with another fact, has its day from there.
      const isWritten = definition.consequence || definition.opens || fact.actor.kind === 'workflow';
      if (definition.quiet || amends(aggregate, fact.type) || (input.rightDay !== undefined && isWritten))
        return NOT_CORRECTABLE({ fields: ['occurredOn'] }, '/rightDay');
      const present = presentOf(fact, facts);
      const merged = definition.schema.safeParse({ ...(present.data as object), ...input.changes });
      if (!merged.success) return CORRECTION_INVALID({}, `/changes/${merged.error.issues[0]?.path.join('/') ?? ''}`);
      const before = fold(aggregate, upTo(aggregate, facts, input.revision));
      const { rightDay } = input;
      const occurredOn = rightDay ?? dayOf(present.occurredAt);
      const { id, digest } = c;
      const moved = rightDay === undefined ? {} : { movedBy: c.actor, movedFrom: dayOf(present.occurredAt) };
      const checked = definition.recheck
        ? definition.recheck(merged.data, before, { id, needs, occurredOn, digest, ...moved })
        : merged.data;
      if (isRefusal(checked)) return checked;
      const was = again(fact, facts, c);
      const data = isRefusal(was) || was === undefined ? checked : onlyChanged(merged.data, was, checked);
      if (rightDay !== undefined && (rightDay > today || isOutside(aggregate, rightDay, { fact, facts, state })))
        return CORRECTED_DAY({ on: rightDay }, '/rightDay');
      const occurredAt = rightDay === undefined ? present.occurredAt : startOfDay(rightDay);
      if (changesOf(present, { data, occurredAt }).length === 0) return NOTHING_CHANGES({}, '/changes');
      const outcome = definition.outcome;
      const changed =
        outcome !== undefined && outcome(data, occurredOn) !== outcome(present.data, dayOf(present.occurredAt));
      const resting = definition.beside ? laterThan(aggregate, facts, fact) : restingOn(aggregate, facts, fact);
      const right = { revision: fact.revision, data, occurredAt };
      const way = changed ? resting : resting.slice(firstBroken(resting, right, c));
      const broken = [...way, ...recordsBroken(right, way, c)].sort((a, b) => a.revision - b.revision);
      const refused = brokenRefused(broken, input.annuls, c);
      if (refused) return refused;
      const { reason, document } = input;
      const corrections = [right, ...following(right, broken, c)].map((put) => {
        const said = facts[put.revision] as Fact;
        const changes = changesOf(presentOf(said, facts), put);
        return factCorrected({ ...put, what: said.type, changes, reason, document });
      });
      const taken = { revisions: broken.map((f) => f.revision), what: broken.map((f) => f.type), reason, document };
      return amended(aggregate, leaving, c, [
        ...corrections,
        ...(broken.length > 0 ? [factsAnnulled(taken)] : []),
        ...(changed ? (definition.follows?.(data) ?? []) : []),
      ]);
    },
    words: { vi: 'Đính chính ghi nhận sai', en: 'Correct a mis-keyed fact' },
  });
}

type Moved = { fact: Fact; facts: readonly Fact[]; state: unknown };

/** Nothing happened before what it rests on: neither a fact moved ahead of that, nor the beginning behind a fact. */
function isOutside(aggregate: Aggregate, on: string, { fact, facts, state }: Moved): boolean {
  if (fact.revision > 0) {
    const beganOn = aggregate.beganOn?.(state);
    const before = upTo(aggregate, facts, fact.revision);
    const from = earliestDay(aggregate, { state: fold(aggregate, before), facts: before }, [fact]);
    return [beganOn, from].some((day) => day !== undefined && on < day);
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

/** A fact as a correction puts it. */
type Right = { readonly revision: number; readonly data: unknown; readonly occurredAt: string };

type Judging = { readonly id: string; readonly needs: any; readonly digest: Decision<any, any, any>['digest'] };

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a fact says with what judging it again makes otherwise than before; its other fields stand as they were written. */
export function onlyChanged<D>(said: D, was: D, is: D): D {
  const fields = [...new Set([said, was, is].flatMap((data) => Object.keys(data as object)))] as (keyof D)[];
  const kept = fields.map((field) => [field, isSame(was[field], is[field]) ? said[field] : is[field]] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined)) as D;
}

type Said = { readonly data: unknown; readonly occurredAt: string };

function changesOf(present: Said, right: Said): Change[] {
  const fields = new Set([present.data, right.data].flatMap((data) => Object.keys(data as object)));
  const ofData = [...fields].map((field) => ({
    field,
    before: shown(present.data, field),
    after: shown(right.data, field),
  }));
  const ofDay = { field: 'occurredOn', before: dayOf(present.occurredAt), after: dayOf(right.occurredAt) };
  return [...ofData, ofDay].filter((c) => c.before !== c.after);
}

const shown = (data: unknown, field: string): string => {
  const value = own(data as Record<string, unknown>, field);
  return value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
};
