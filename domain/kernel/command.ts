import type { z } from 'zod';
import type { ResponsibilityId } from '../rulebooks/responsibilities.ts';
import type { Aggregate } from './aggregate.ts';
import type { Actor, NewEvent } from './event.ts';
import type { Fact } from './fold.ts';
import type { Refusal, Words } from './refusal.ts';

/** Who may give a command: the holder of a responsibility (the rulebook says who that is), or a workflow. */
export type By =
  | {
      readonly kind: 'responsibility';
      readonly id: ResponsibilityId;
      readonly tier?: (state: any) => string | undefined;
    }
  | { readonly kind: 'workflow' };

/** `tier`: which rung of the ladder is meant, for responsibilities that each rung has its own holder of. */
export const responsibility = (id: ResponsibilityId, tier?: (state: any) => string | undefined): By =>
  tier ? { kind: 'responsibility', id, tier } : { kind: 'responsibility', id };
export const workflow: By = { kind: 'workflow' };

/** A stream whose state a command reads besides its own. */
export type Need<S = any> = { readonly aggregate: Aggregate<S>; readonly id: string };
export type Needs = Readonly<Record<string, Need | undefined>>;
export type NeedStates<N> = {
  readonly [K in keyof N]: N[K] extends Need<infer S>
    ? S
    : N[K] extends Need<infer S> | undefined
      ? S | undefined
      : never;
};

/** What the rulebook must be asked with to know who holds a responsibility here. */
export type Situation = {
  /** province, whose unit tree resolves the place */
  readonly province: string;
  /** code of the unit the matter belongs to (a commune for a product) */
  readonly place?: string;
  readonly producer?: string;
  readonly rulebook: string;
  /** bound by the filing of a dossier */
  readonly criteriaSet?: string;
};

export type Context<S, N> = {
  readonly id: string;
  readonly stream: string;
  readonly state: S;
  readonly needs: N;
  /** RFC 3339 UTC of the writer's clock, and its civil day in Vietnam */
  readonly at: string;
  readonly today: string;
  /** civil day on which the fact happened (today unless the caller named an earlier one) */
  readonly occurredOn: string;
};

export type Decision<S, N, I> = Context<S, N> & {
  readonly input: I;
  readonly actor: Actor;
  /** the stream's facts so far, for commands that correct them */
  readonly facts: readonly Fact[];
  /** SHA-256 (hex) of canonical JSON: hashing is handed in, so that the domain stays free of I/O and crypto. */
  readonly digest: (value: unknown) => string;
};

export type Verdict = Refusal | 'already-so' | undefined;

export type CommandSpec<S, B, N extends Needs, Schema extends z.ZodObject> = {
  input: Schema;
  by: By;
  /** the stream must not exist yet; the refusal when it does */
  starts?: (c: { id: string }) => Refusal;
  /** its first fact begins the stream, later ones go on with it (an account, a tree of units) */
  opens?: boolean;
  /** may be given while a province is being installed, before anybody holds a role */
  atInstallation?: boolean;
  /** a decision a person takes on what they saw: needs If-Match */
  restsOn?: 'what-was-seen';
  needs?: (c: { id: string; state: S; input: z.output<Schema> | undefined }) => N;
  guard?: (c: Context<S, B & NeedStates<N>>) => Verdict;
  decide: (c: Decision<S, B & NeedStates<N>, z.output<Schema>>) => readonly NewEvent[] | Refusal;
  words: Words;
};

export type Command = {
  readonly name: string;
  /** kebab-case of the name, the last part of its route */
  readonly route: string;
  readonly aggregate: Aggregate<any, any>;
} & CommandSpec<any, any, any, z.ZodObject>;

export const kebab = (name: string): string => name.replace(/(?<=[a-z0-9])([A-Z])/g, '-$1').toLowerCase();
