// given(facts).when(command).then(events | refusal code | 'already-so'): a rule of the domain, without a store.
// Judged as executeCommand judges it: input parsed and sealed, admission, decide, fold. Permission has suites of its own.
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { expect } from 'vitest';
import { admit, contextOf, decided } from '../../domain/access/admission.ts';
import type { Aggregate, Command } from '../../domain/kernel/aggregate.ts';
import { type Dating, splitDating } from '../../domain/kernel/dating.ts';
import type { Actor, NewEvent } from '../../domain/kernel/event.ts';
import { type Fact, fold } from '../../domain/kernel/fold.ts';
import { personalValues, sealPersonal, type Unsealed } from '../../domain/kernel/personal.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { type Day, dayOf, startOfDay } from '../../domain/time/civil-date.ts';

export type Given = {
  aggregate: Aggregate;
  id: string;
  facts: readonly Fact[];
  /** what the facts fold to, where that is known already */
  state?: unknown;
  needs: Readonly<Record<string, unknown>>;
  /** RFC 3339 UTC of the writer's clock */
  at: string;
  actor: Actor;
};
export type Outcome = readonly NewEvent[] | Refusal | 'already-so';
/** What one expects: event types, or events with (part of) their data; a refusal's code; nothing to do. */
export type Expected = readonly (string | { type: string; data?: unknown })[] | string;

export type Specification = {
  when(command: Command, input?: unknown): Decided;
};
export type Decided = {
  readonly outcome: Outcome;
  /** the facts and state after it (as before when it was refused) */
  readonly facts: readonly Fact[];
  readonly state: any;
  then(expected: Expected, details?: Refusal['details']): Decided;
};

export const person: Actor = { kind: 'person', id: 'somebody' };
export const process: Actor = { kind: 'workflow', id: 'the-process' };
/** 09:00 in Vietnam. */
export const morning = (on: Day): string => `${on}T02:00:00.000Z`;
export const digest = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) as string)
    .digest('hex');

export function given(
  aggregate: Aggregate,
  id: string,
  facts: readonly Fact[] = [],
  { needs = {}, today = '2022-06-20', actor = person }: { needs?: Given['needs']; today?: Day; actor?: Actor } = {},
): Specification {
  return specification({ aggregate, id, facts, needs, at: morning(today), actor });
}

export function specification(g: Given): Specification {
  return {
    when(command, input = {}) {
      const outcome = judge(g, command, input);
      const facts = Array.isArray(outcome) ? [...g.facts, ...written(g, outcome, input)] : g.facts;
      const decided: Decided = {
        outcome,
        facts,
        get state() {
          return fold(g.aggregate, facts);
        },
        // biome-ignore lint/suspicious/noThenProperty: tests read given … when … then; nobody awaits it
        then(expected, details) {
          compare(command, outcome, expected, details);
          return decided;
        },
      };
      return decided;
    },
  };
}

/** Facts told as type and data: parsed by their schema, a day apart only where a day is named. */
export function told(
  aggregate: Aggregate,
  id: string,
  facts: readonly { type: string; data: unknown; on?: Day; actor?: Actor }[],
): Fact[] {
  return facts.map(({ type, data, on = '2022-01-04', actor = person }, revision) => {
    const definition = aggregate.events.get(type);
    if (!definition) throw new Error(`${aggregate.category} has no event ${type}`);
    const at = morning(on);
    return {
      stream: aggregate.stream(id),
      revision,
      type,
      actor,
      occurredAt: at,
      recordedAt: at,
      data: definition.schema.parse(data),
    };
  });
}

function judge(g: Given, command: Command, given: unknown): Outcome {
  const parsed = command.input.safeParse(given);
  if (!parsed.success) return { refused: true, code: 'INPUT_INVALID', details: {} };
  const { input: bare, dating } = splitDating(parsed.data as Dating);
  const state = g.state ?? fold(g.aggregate, g.facts);
  const subject = { id: g.id, stream: g.aggregate.stream(g.id), state };
  const c = contextOf({ subject, needs: g.needs, at: g.at, dating });
  const admitted = admit({ command, exists: g.facts.length > 0, c, facts: g.facts, permit: () => g.actor });
  if (admitted === 'already-so' || isRefusal(admitted)) return admitted;
  const input = sealed(command, g, bare);
  const refs = command.unseals?.({ state, input: input as never }) ?? [];
  const unsealed = new Map(
    refs.flatMap(({ ref }) => (sealedHere.has(ref) ? [[ref, sealedHere.get(ref) as Unsealed]] : [])),
  );
  const asked = { ...c, input: input as never, actor: admitted, facts: g.facts, digest, unsealed };
  const facts = decided({ command, c: asked, dating });
  return isRefusal(facts) || facts.length > 0 ? facts : 'already-so';
}

/** What was sealed in this suite, by the reference of its envelope. */
export const sealedHere = new Map<string, Unsealed>();

function sealed(command: Command, g: Given, input: object): unknown {
  const refs = new Map<string, unknown>(
    personalValues(command.input, input).map((given) => {
      const { path, value } = given;
      const commitment = digest({ path, value });
      const kept = { ref: `${g.id}/${g.facts.length}${path}/${commitment.slice(0, 8)}`, commitment };
      if (given.kind === 'personal') return [path, kept];
      const salt = digest(kept);
      sealedHere.set(kept.ref, { salt, value });
      return [path, { commitment: digest({ salt, value }), envelope: kept, plain: value }];
    }),
  );
  return sealPersonal(command.input, input, (path) => refs.get(path));
}

function written(g: Given, events: readonly NewEvent[], input: unknown): Fact[] {
  const { occurredOn } = input as { occurredOn?: Day };
  const occurredAt = occurredOn === undefined || occurredOn === dayOf(g.at) ? g.at : startOfDay(occurredOn);
  return events.map((event, i) => {
    const definition = g.aggregate.events.get(event.type);
    if (!definition) throw new Error(`${event.type} is not declared in ${g.aggregate.category}`);
    return {
      stream: g.aggregate.stream(g.id),
      revision: g.facts.length + i,
      type: event.type,
      actor: g.actor,
      occurredAt,
      recordedAt: g.at,
      // as a store gives it back: what is undefined is gone
      data: JSON.parse(JSON.stringify(definition.schema.parse(event.data))),
    };
  });
}

function compare(command: Command, outcome: Outcome, expected: Expected, details?: Refusal['details']): void {
  const said = isRefusal(outcome)
    ? `${outcome.code} ${JSON.stringify(outcome.details)} ${outcome.field ?? ''}`
    : outcome === 'already-so'
      ? outcome
      : outcome.map((e) => e.type).join(', ');
  const message = `${command.name} → ${said}`;
  if (typeof expected === 'string') {
    expect(isRefusal(outcome) ? outcome.code : outcome, message).toBe(expected);
    if (details) expect((outcome as Refusal).details, message).toMatchObject(details);
    return;
  }
  if (typeof outcome === 'string' || isRefusal(outcome)) expect.fail(message);
  expect(
    outcome.map((e) => e.type),
    message,
  ).toEqual(expected.map((e) => (typeof e === 'string' ? e : e.type)));
  expected.forEach((e, i) => {
    if (typeof e !== 'string' && e.data !== undefined)
      expect(outcome[i]?.data, message).toMatchObject(e.data as object);
  });
}
