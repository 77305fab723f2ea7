// An aggregate and its commands: each names the other, so they are declared together.
import type { z } from 'zod';
import type { Advice } from './advice.ts';
import { type Asked, type By, type Context, type Decision, kebab, type Situation, type Verdict } from './command.ts';
import { type DatedBack, type DatingTerms, datingFields } from './dating.ts';
import type { NewEvent } from './event.ts';
import { defineEvent, type EventDefinition, type EventSpec } from './event.ts';
import type { PersonalRef } from './personal.ts';
import type { Reach, Reaching } from './reach.ts';
import type { Refusal, Words } from './refusal.ts';

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

/** Streams of a command's own kind that were looked for: their states, undefined where there is none. */
export type Found<S = any> = ReadonlyMap<string, S | undefined>;
/** Those of them that are there, for commands that declare `relatives` or `besides`. */
type Related = {
  readonly relatives?: ReadonlyMap<string, any>;
  /** for commands that declare `ofRelatives` */
  readonly ofRelatives?: ReadonlyMap<string, any>;
};

export type CommandSpec<S, B, N extends Needs, Schema extends z.ZodObject> = {
  input: Schema;
  by: By;
  /** the stream must not exist yet; the refusal when it does */
  starts?: (c: { id: string }) => Refusal;
  /** its first fact begins the stream, later ones go on with it (an account, a tree of units) */
  opens?: boolean;
  /** may be given by who has the machine: before anybody holds a role, or where nobody can */
  atInstallation?: boolean;
  /** may be given while the machine’s clock is doubted */
  despiteClock?: boolean;
  /** puts somebody's name to something that binds: its giver has just shown that it is them, and says as what they act */
  signs?: true;
  /** a decision a person takes on what they saw: needs If-Match */
  restsOn?: 'what-was-seen';
  /** field of the input that must say how many cycles the act concerns, as its preview showed */
  confirms?: keyof z.input<Schema> & string;
  needs?: (c: { id: string; state: S; input: z.output<Schema> | undefined }) => N;
  /** the next further stream to look for, as those found so far make necessary; undefined: that was all */
  relatives?: (c: { id: string; needs: any; found: Found<any> }) => Need | undefined;
  /** the stream of another kind that goes with the command's own and with each relative that is there, by the same id */
  ofRelatives?: (id: string) => Need;
  /** which relatives to look for throughout the store, by their states; undefined: none */
  besides?: (c: { id: string; state: S; input: z.output<Schema> | undefined }) => ((other: S) => boolean) | undefined;
  /** what its input says of a day in the past: judged as the day that any command may name */
  datesBack?: (
    c: Context<S, B & NeedStates<N>> & Pick<Asked, 'facts'> & { input: z.output<Schema> },
  ) => DatedBack | undefined;
  /**
   * Which secrets it opens, once it is admitted. What it would write is then shown to nobody beforehand: a preview says
   * only that it would be admitted.
   */
  unseals?: (c: { state: S; input: z.output<Schema> }) => readonly PersonalRef[];
  /** what it would write says something that nobody is told beforehand: a preview says only that it would be admitted */
  untold?: (state: S) => boolean;
  /** what of what it wrote its giver keeps as a proof */
  receipt?: (data: any, revision: number) => string;
  guard?: (c: Context<S, B & NeedStates<N> & Related> & Asked) => Verdict;
  decide: (c: Decision<S, B & NeedStates<N> & Related, z.output<Schema>>) => readonly NewEvent[] | Refusal;
  words: Words;
};

export type Command = {
  readonly name: string;
  /** kebab-case of the name, the last part of its route */
  readonly route: string;
  readonly aggregate: Aggregate<any, any>;
} & CommandSpec<any, any, any, z.ZodObject>;

export type AggregateSpec<S, B extends Needs> = {
  /** first part of the stream's name: `productCycle-<id>` */
  category: string;
  /** plural kebab-case name in the API */
  resource: string;
  words: Words;
  /** what an id looks like; another one is refused before anything is read */
  id: z.ZodType<string>;
  initial: S;
  /** what every command of the aggregate may read */
  needs?: (c: { id: string; state: S; input: any }) => B;
  situation: (c: { id: string; state: S; input: any; needs: NeedStates<B> }) => Situation;
  /** civil day before which nothing can have happened here */
  beganOn?: (state: S) => string | undefined;
  /** its acts follow one another: none is dated before the newest one of a person */
  inOrder?: true;
  /** how far back its acts may be dated; without it only the day may be named, with the usual limits */
  dating?: (c: { needs: NeedStates<B> }) => DatingTerms;
  /** what is unusual about it, for who decides on it next */
  advise?: (c: { id: string; state: S; needs: NeedStates<B> }) => readonly Advice[];
  /** which cycles look again at what a command of it sets off, as its preview says; without it none do */
  reaches?: (c: Reaching<S>) => Reach | undefined;
  /** what of several needed streams makes one thing: commands see it put together */
  joined?: (c: { id: string; state: S; input: any; needs: NeedStates<B> }) => Partial<NeedStates<B>>;
};

export type Aggregate<S = any, B extends Needs = any> = AggregateSpec<S, B> & {
  readonly events: ReadonlyMap<string, EventDefinition<S>>;
  readonly commands: ReadonlyMap<string, Command>;
  event<D>(type: string, spec: EventSpec<S, D>): EventDefinition<S, D>;
  command<Schema extends z.ZodObject, N extends Needs = Record<never, never>>(
    name: string,
    spec: CommandSpec<S, NeedStates<B>, N, Schema>,
  ): Command;
  stream(id: string): string;
  need(id: string): Need<S>;
};

export function aggregate<S, B extends Needs = Record<never, never>>(spec: AggregateSpec<S, B>): Aggregate<S, B> {
  const events = new Map<string, EventDefinition<S>>();
  const commands = new Map<string, Command>();
  const self: Aggregate<S, B> = {
    ...spec,
    events,
    commands,
    event(type, eventSpec) {
      if (events.has(type)) throw new Error(`event ${type} is declared twice in ${spec.category}`);
      const definition = defineEvent(spec.category, type, eventSpec);
      events.set(type, definition);
      return definition;
    },
    command(name, commandSpec) {
      if (commands.has(name)) throw new Error(`command ${name} is declared twice in ${spec.category}`);
      const { occurredOn } = datingFields;
      const said = spec.dating ? datingFields : { occurredOn };
      const input = commandSpec.by.kind === 'workflow' ? commandSpec.input : commandSpec.input.extend(said);
      const command = { ...commandSpec, input, name, route: kebab(name), aggregate: self } as unknown as Command;
      commands.set(name, command);
      return command;
    },
    stream: (id) => `${spec.category}-${id}`,
    need: (id) => ({ aggregate: self, id }),
  };
  return self;
}

/** `productCycle-66-2022-…` → its category and id. */
export function splitStream(stream: string): { category: string; id: string } {
  const dash = stream.indexOf('-');
  return dash < 0 ? { category: stream, id: '' } : { category: stream.slice(0, dash), id: stream.slice(dash + 1) };
}
