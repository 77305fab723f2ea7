import type { z } from 'zod';
import type { PersonalRef } from './personal.ts';
import type { Refusal, Words } from './refusal.ts';

/** `installation`: the CLI setting up a province, before anybody holds a role. */
export type ActorKind = 'person' | 'workflow' | 'installation';

/** Who did it: a pseudonymous id, and the role at the unit it was done with. */
export type Actor = {
  readonly kind: ActorKind;
  readonly id: string;
  readonly role?: string;
  readonly unit?: string;
  /** the abolished unit whose successor's holder acted */
  readonly onBehalfOf?: string;
  /** the account that holds the role and let this one act for it (ủy quyền) */
  readonly delegatedBy?: string;
};

/** What `evolve` and `sentence` may know of a fact besides its data. */
export type FactMeta = {
  readonly stream: string;
  readonly revision: number;
  /** RFC 3339 UTC: when it happened, and when the system learnt of it. */
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: Actor;
};

export type NewEvent<D = unknown> = { readonly type: string; readonly schemaVersion: number; readonly data: D };

export type Change = { readonly field: string; readonly before: string; readonly after: string };
export type Sentence = Words & { readonly changes?: readonly Change[] };

/** What a corrected fact is judged with, as the command was that gave it. */
export type Recheck = {
  readonly id: string;
  readonly needs: any;
  readonly occurredOn: string;
  /** who moves its day, where that is what is corrected */
  readonly movedBy?: Actor;
  /** the day it had before */
  readonly movedFrom?: string;
  readonly digest: (value: unknown) => string;
};

/** `above`: it stands above who must act; `name`: the unit’s on that day */
export type ToldRole = {
  readonly role: string;
  readonly unit: string;
  readonly name?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly above?: true | undefined;
};

export type ToldAccount = { readonly account: string };

/**
 * Whom: a role at a unit as it was when it happened, one account, whoever holds a responsibility in the matter when it is
 * told, the producer, who has a seat, or who gave an earlier fact (of that revision, or the last of these types).
 */
export type ToldOne =
  | ToldRole
  | ToldAccount
  | { readonly holders: { readonly responsibility: string; readonly tier?: string | undefined } }
  | { readonly producer: true }
  /** who sits in one of these seats of what the stream is about */
  | { readonly seats: readonly string[] }
  | { readonly actorOf: number | readonly string[] };

/**
 * A date of several that are told at once. `id` names what is to be done, so that what a later fact says of it is known to be
 * of the same; `onBehalfOf`: the unit that it was taken over from, by its code on a day.
 */
export type ToldDate = {
  readonly id: string;
  readonly dueOn: string;
  readonly why: Words;
  readonly onBehalfOf?: { readonly code: string; readonly on: string } | undefined;
};

/**
 * What an event has somebody told. Of the reminders and overdue marks of a stream the newest counts; a `message` asks for
 * something, `news` asks for nothing, and both stand for themselves.
 */
export type Telling = {
  readonly kind: 'reminder' | 'overdue' | 'message' | 'news';
  readonly to: readonly ToldOne[];
  readonly why: Words;
  /** what somebody wrote, word for word */
  readonly says?: PersonalRef | undefined;
  /** what it is about, where that is not the product, and the code of a unit that goes with it */
  readonly about?: Words;
  readonly at?: string;
  /** what goes along word for word, line by line */
  readonly lines?: readonly string[];
  /** its page, below the public address, where that is not the product's */
  readonly path?: string;
  /** last day of what is to be done; of a reminder nobody is told any more once it is past */
  readonly dueOn?: string;
  /** the dates, where it tells several: each stands for itself */
  readonly each?: readonly ToldDate[];
  /** told at once, not with the next day’s digest */
  readonly urgent?: boolean;
};

export type EventSpec<S, D> = {
  version: number;
  schema: z.ZodType<D>;
  /** Changes nothing a person decides on (reminders, overdue marks): does not move the ETag. */
  quiet?: boolean;
  /** A record beside the procedure (a visit, a fair): no later fact rests on it and it rests on none. */
  beside?: boolean;
  /** What a record beside the procedure rests on all the same: it is not dated before, and goes where that goes. */
  restsOn?: (before: S, data: D) => { readonly on: string; readonly at: number } | undefined;
  /** It says when something is due, not that something happened: a later act may be dated before it. */
  boundsNothing?: boolean;
  /** It opens what the fact after it is about: who is faster than the process writes both, and they have one day. */
  opens?: boolean;
  evolve: (state: S, data: D, meta: FactMeta) => S;
  sentence: (data: D, meta: FactMeta) => Sentence;
  /** From version n to n + 1. Every step from 1 to `version` must be there. */
  upcast?: Readonly<Record<number, (data: any) => any>>;
  /** Revisions of its stream this fact takes back. */
  annuls?: (data: D) => readonly number[];
  /** A fact of its stream whose data this fact replaces. */
  corrects?: (data: D) => { revision: number; data: unknown; occurredAt: string };
  /** Fields of the data that a correction may change; where it depends on what the fact says, as a function of that. */
  correctable?: readonly (keyof D & string)[] | ((data: D) => readonly (keyof D & string)[]);
  /**
   * What follows from corrected data (an outcome, a date), or why it cannot be; asked of every later fact too, whose dates
   * may run from another day now. `before`: the state it was decided on.
   */
  recheck?: (corrected: D, before: S, c: Recheck) => D | Refusal;
  /**
   * What of its data follows from what was there before, as a verification holds it against what the event says; without it
   * `recheck` says so. `before`: the state it was decided on. Undefined: that cannot be told.
   */
  derives?: (data: D, before: S, c: Recheck) => D | Refusal | undefined;
  /** What later facts turn on, as a text: a correction that changes it changes the way that was gone. */
  outcome?: (data: D, occurredOn: string) => string;
  /** It can no longer be annulled: something outside its stream, or a filed dossier, holds it. */
  stands?: (state: S, revision: number) => boolean;
  /** What has to be written with it when a correction changes its outcome. */
  follows?: (corrected: D) => readonly NewEvent[];
  /** Written with the fact before it because of what that one says: annulled with it or not at all. */
  consequence?: boolean;
  /** Whom it tells what, in letters. `now`: its stream’s state when it is told, where several dates are told at once. */
  tells?: (data: D, meta: Pick<FactMeta, 'stream' | 'revision'>, now?: S) => Telling;
  /** Whether what it tells is still so, by its stream’s state now: what is done already is told to nobody. */
  stillSo?: (state: S, data: D, meta: FactMeta) => boolean;
  /**
   * True ends the stream's procedure: nothing is due afterwards unless it is annulled; false takes an end back; undefined
   * where it says nothing of that.
   */
  ends?: (data: D) => boolean | undefined;
  /** A decision that others rely on: the log is sealed to the outside once it is recorded, not first at the end of the day. */
  sealedAtOnce?: true;
};

export type EventDefinition<S = any, D = any> = EventSpec<S, D> & {
  readonly type: string;
  readonly category: string;
  (data: D): NewEvent<D>;
};

export class UpcastGap extends Error {
  override name = 'UpcastGap';
}

export function defineEvent<S, D>(category: string, type: string, spec: EventSpec<S, D>): EventDefinition<S, D> {
  const steps = Object.keys(spec.upcast ?? {})
    .map(Number)
    .sort((a, b) => a - b);
  const expected = Array.from({ length: spec.version - 1 }, (_, i) => i + 1);
  if (steps.join() !== expected.join())
    throw new UpcastGap(
      `${type} is at version ${spec.version}: upcast steps ${expected.join()} wanted, ${steps.join() || 'none'} found`,
    );
  const create = (data: D): NewEvent<D> => ({ type, schemaVersion: spec.version, data });
  return Object.assign(create, spec, { type, category }) as EventDefinition<S, D>;
}

/** Brings data of an older version to the present one. Throws on a version this release does not know. */
export function upcast(definition: EventDefinition, version: number, data: unknown): unknown {
  let current = data;
  for (let v = version; v < definition.version; v++) current = definition.upcast?.[v]?.(current);
  return current;
}
