// The one way in (architecture 2.4): load, decide, append at exactly the revision that was looked at.
import { LRUCache } from 'lru-cache';
import { type Account, account } from '../domain/access/account.ts';
import { authorise, type Caller } from '../domain/access/authorise.ts';
import type { Aggregate } from '../domain/kernel/aggregate.ts';
import type { Command, Context, Need, Situation } from '../domain/kernel/command.ts';
import type { Actor, NewEvent } from '../domain/kernel/event.ts';
import { hasPersonal, type PersonalRef, personalValues, sealPersonal } from '../domain/kernel/personal.ts';
import { isRefusal, type Refusal, type Words } from '../domain/kernel/refusal.ts';
import { dayOf, startOfDay } from '../domain/time/civil-date.ts';
import { type UnitTree, unitTree } from '../domain/unit/unit-tree.ts';
import { digest, ENVELOPE_VERSION, type EventToAppend, type StoredEvent, sealEvent } from './envelope.ts';
import { extend, type Folded, factsOf, type History, readHistory } from './history.ts';
import type { AppendResult, EventStore } from './port.ts';
import * as refusals from './refusals.ts';

export type CommandRequest = {
  readonly command: Command;
  readonly id: string;
  /** what the caller sent, not yet checked */
  readonly input: unknown;
  readonly commandId: string;
  readonly caller: Caller;
  /** revision of the last fact the caller saw (the ETag's number) */
  readonly ifMatch?: number;
  /** a workflow's own time: it counts when it is later than the clock */
  readonly at?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
};

export type CommandResult =
  | {
      readonly outcome: 'appended';
      readonly revision: number;
      readonly position: string;
      readonly seen: number;
      readonly events: readonly StoredEvent[];
    }
  | { readonly outcome: 'already-applied'; readonly revision: number; readonly position: string }
  | { readonly outcome: 'nothing-to-do'; readonly revision: number }
  | { readonly outcome: 'stale'; readonly seen: number; readonly refusal: Refusal }
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly errors?: readonly FieldError[] };

export type FieldError = { readonly pointer: string; readonly words: Words };

/** Durable before the append, keyed by stream, command and field; a repeat gets the salt of the first. */
export type SealPersonal = (
  values: readonly { stream: string; commandId: string; path: string; value: string }[],
) => Promise<readonly PersonalRef[]>;

export type ExecutorParts = {
  store: EventStore;
  seal: SealPersonal;
  /** RFC 3339 UTC with milliseconds */
  clock: () => string;
  /** release that writes */
  app: string;
  /** `R2019` and the bound set, if any → `R2019@sha256:… R2019/6@sha256:…` */
  rulebookRef: (rulebook: string, criteriaSet?: string) => string | undefined;
  /** ms after which a command that keeps losing races gives up */
  patience?: number;
};

export type Executor = {
  execute(request: CommandRequest): Promise<CommandResult>;
  /** A stream as it is now: never from the cache alone. */
  look<S>(aggregate: Aggregate<S>, id: string): Promise<History<S>>;
  /** What `commands[]` of a resource says: the same `by` and `guard` as a command is judged with. */
  judge(request: { command: Command; history: History; caller: Caller }): Promise<Refusal | 'already-so' | undefined>;
};

type Sent = { fields: Record<string, unknown>; occurredOn: string | undefined };
type Prepared = { input: Record<string, unknown>; commandHash: string; occurredOn: string | undefined };
type Others = {
  states: Record<string, unknown>;
  basis: Record<string, number>;
  situation: Situation;
  account: Account;
  tree: UnitTree;
};
type Read = <S>(aggregate: Aggregate<S>, id: string) => Folded<S> | Promise<Folded<S>>;

export function createExecutor(parts: ExecutorParts): Executor {
  const { store, clock } = parts;
  const cache = new LRUCache<string, Folded>({ max: 5000 });
  const queues = new Map<string, Promise<unknown>>();

  async function fresh<S>(aggregate: Aggregate<S>, id: string): Promise<Folded<S>> {
    const known = cache.get(aggregate.stream(id)) as Folded<S> | undefined;
    const history = await readHistory(store, aggregate, id, known);
    cache.set(history.stream, history);
    return history;
  }

  const warm: Read = <S>(aggregate: Aggregate<S>, id: string) =>
    (cache.get(aggregate.stream(id)) as Folded<S> | undefined) ?? fresh(aggregate, id);

  /** Commands on one stream queue in the process, so that they do not race themselves. */
  async function inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = queues.get(stream);
    const mine = before ? before.then(work, work) : work();
    queues.set(stream, mine);
    try {
      return await mine;
    } finally {
      if (queues.get(stream) === mine) queues.delete(stream);
    }
  }

  /** Streams a decision rests on besides its own, with the revision that was read. */
  async function others(r: {
    command: Command;
    id: string;
    state: unknown;
    input: unknown;
    caller: Caller;
    read: Read;
  }): Promise<Others> {
    const c = { id: r.id, state: r.state, input: r.input } as { id: string; state: any; input: any };
    const needs: Record<string, Need | undefined> = { ...r.command.aggregate.needs?.(c), ...r.command.needs?.(c) };
    const states: Record<string, unknown> = {};
    const basis: Record<string, number> = {};
    const take = <S>({ stream, revision, state }: Folded<S>): S => {
      basis[stream] = revision;
      return state;
    };
    // What is cached is taken without waiting a turn for each.
    for (const [name, need] of Object.entries(needs)) {
      const found = need && r.read(need.aggregate, need.id);
      states[name] = found && take(found instanceof Promise ? await found : found);
    }
    const person = r.caller.kind === 'person';
    const held = person ? r.read(account, r.caller.id) : undefined;
    const holder = held ? take(held instanceof Promise ? await held : held) : account.initial;
    const situation = r.command.aggregate.situation({ ...c, needs: states as never });
    const { province } = situation;
    const units = province && person ? r.read(unitTree, province) : undefined;
    const tree = units ? take(units instanceof Promise ? await units : units) : unitTree.initial;
    return { states, basis, situation, account: holder, tree };
  }

  function context(r: {
    command: Command;
    history: Folded;
    other: Others;
    at: string;
    occurredOn: string | undefined;
  }): Context<any, any> {
    const today = dayOf(r.at);
    const { id, stream, state } = r.history;
    return { id, stream, state, needs: r.other.states, at: r.at, today, occurredOn: r.occurredOn ?? today };
  }

  /** Existence, days, permission and guard: everything that can be said before `decide`. */
  function admit(r: {
    command: Command;
    history: Folded;
    other: Others;
    caller: Caller;
    c: Context<any, any>;
  }): Actor | Refusal | 'already-so' {
    const { command, history, c } = r;
    if (command.starts && history.revision >= 0) return command.starts({ id: history.id });
    if (!command.starts && history.revision < 0 && !command.opens)
      return refusals.UNKNOWN_RESOURCE({ resource: command.aggregate.resource, id: history.id });
    if (c.occurredOn > c.today)
      return refusals.OCCURRED_IN_FUTURE({ occurredOn: c.occurredOn, today: c.today }, '/occurredOn');
    const beganOn = command.aggregate.beganOn?.(history.state);
    if (beganOn !== undefined && c.occurredOn < beganOn)
      return refusals.OCCURRED_TOO_EARLY({ occurredOn: c.occurredOn, beganOn }, '/occurredOn');
    const actor = authorise({
      by: command.by,
      atInstallation: command.atInstallation,
      situation: r.other.situation,
      tier: command.by.kind === 'responsibility' ? command.by.tier?.(history.state) : undefined,
      caller: r.caller,
      account: r.other.account,
      tree: r.other.tree,
      today: c.today,
      occurredOn: c.occurredOn,
    });
    if (isRefusal(actor)) return actor;
    return command.guard?.(c) ?? actor;
  }

  /** Events as they will be written: validated, stamped, hashed. */
  function write(r: {
    request: CommandRequest;
    prepared: Prepared;
    history: Folded;
    other: Others;
    at: string;
    actor: Actor;
    events: readonly NewEvent[];
  }): EventToAppend[] {
    const { request, prepared, history, other } = r;
    const { aggregate } = request.command;
    const rulebook = parts.rulebookRef(other.situation.rulebook, other.situation.criteriaSet);
    const recordedAt = history.recordedAt !== undefined && history.recordedAt > r.at ? history.recordedAt : r.at;
    const occurredAt =
      prepared.occurredOn === undefined || prepared.occurredOn === dayOf(recordedAt)
        ? recordedAt
        : startOfDay(prepared.occurredOn);
    return r.events.map((event, i) => {
      const definition = aggregate.events.get(event.type);
      if (!definition)
        throw new Error(`${request.command.name} decided ${event.type}, which ${aggregate.category} does not declare`);
      return sealEvent({
        v: ENVELOPE_VERSION,
        stream: history.stream,
        revision: history.revision + 1 + i,
        type: event.type,
        schemaVersion: event.schemaVersion,
        data: definition.schema.parse(event.data),
        occurredAt,
        recordedAt,
        actor: r.actor,
        commandId: request.commandId,
        commandHash: prepared.commandHash,
        correlationId: request.correlationId ?? request.commandId,
        ...(request.causationId === undefined ? {} : { causationId: request.causationId }),
        ...(Object.keys(other.basis).length === 0 ? {} : { basis: other.basis }),
        ...(rulebook === undefined ? {} : { rulebook }),
        app: parts.app,
      });
    });
  }

  /** One look and one decision. `'again'`: what it rested on had moved, or only a cache said no. */
  async function attempt(request: CommandRequest, prepared: Prepared, read: Read): Promise<CommandResult | 'again'> {
    const { command, caller } = request;
    const history = await read(command.aggregate, request.id);
    if (history.damagedAt !== undefined)
      return refused(refusals.HISTORY_DAMAGED({ stream: history.stream, revision: history.damagedAt }));
    const earlier = history.commands.get(request.commandId);
    if (earlier)
      return earlier.hash === prepared.commandHash
        ? { outcome: 'already-applied', revision: earlier.revision, position: earlier.position }
        : refused(refusals.COMMAND_ID_REUSED({ commandId: request.commandId }));
    if (request.ifMatch !== undefined && request.ifMatch !== history.seen)
      return read === warm ? 'again' : stale(history);
    const other = await others({ command, id: request.id, state: history.state, input: prepared.input, caller, read });
    const now = clock();
    const at = request.at !== undefined && request.at > now ? request.at : now;
    const c = context({ command, history, other, at, occurredOn: prepared.occurredOn });
    const admitted = admit({ command, history, other, caller, c });
    if (admitted === 'already-so' || isRefusal(admitted)) {
      if (read === warm) return 'again';
      return admitted === 'already-so' ? { outcome: 'nothing-to-do', revision: history.revision } : refused(admitted);
    }
    const decided = command.decide({
      ...c,
      input: prepared.input,
      actor: admitted,
      facts: factsOf(history),
      digest,
    });
    if (isRefusal(decided)) return read === warm ? 'again' : refused(decided);
    if (decided.length === 0) return read === warm ? 'again' : { outcome: 'nothing-to-do', revision: history.revision };
    const events = write({ request, prepared, history, other, at, actor: admitted, events: decided });
    let result: AppendResult;
    try {
      result = await store.append(history.stream, history.revision < 0 ? 'no-stream' : history.revision, events);
    } catch (error) {
      // The outcome is unknown: the next look must ask the store.
      cache.delete(history.stream);
      throw error;
    }
    if (result.outcome === 'conflict') {
      cache.delete(result.on);
      return 'again';
    }
    const stored = events.map((e) => ({ ...e, position: result.position }));
    const grown = extend(history, stored, true);
    cache.set(history.stream, grown);
    return {
      outcome: 'appended',
      revision: result.revision,
      position: result.position,
      seen: grown.seen,
      events: stored,
    };
  }

  /** What was sent, checked; nothing of it is durable yet. */
  function parse({ command, id, input }: CommandRequest): Sent | CommandResult {
    const parsedId = command.aggregate.id.safeParse(id);
    if (!parsedId.success) return refused(refusals.ID_INVALID({ id }));
    const parsed = command.input.safeParse(input ?? {});
    if (!parsed.success) return refusals.invalidInput(parsed.error);
    const { occurredOn, ...fields } = parsed.data as Record<string, unknown> & { occurredOn?: string };
    return { fields, occurredOn };
  }

  async function sealValues({ command, id, commandId }: CommandRequest, input: Record<string, unknown>) {
    const stream = command.aggregate.stream(id);
    const values = personalValues(command.input, input);
    const refs = await parts.seal(values.map((v) => ({ ...v, stream, commandId })));
    const byPath = new Map(values.map((v, i) => [v.path, refs[i] as PersonalRef]));
    return sealPersonal(command.input, input, (path) => byPath.get(path) as PersonalRef) as Record<string, unknown>;
  }

  return {
    async look(aggregate, id) {
      const history = await fresh(aggregate, id);
      return { ...history, facts: [...factsOf(history)] };
    },
    async judge({ command, history, caller }) {
      const other = await others({
        command,
        id: history.id,
        state: history.state,
        input: undefined,
        caller,
        read: fresh,
      });
      const c = context({ command, history, other, at: clock(), occurredOn: undefined });
      const admitted = admit({ command, history, other, caller, c });
      return admitted === 'already-so' || isRefusal(admitted) ? admitted : undefined;
    },
    async execute(request) {
      const sent = parse(request);
      if ('outcome' in sent) return sent;
      const { command } = request;
      const { fields, occurredOn } = sent;
      const input = hasPersonal(command.input) ? await sealValues(request, fields) : fields;
      const hashed = occurredOn === undefined ? input : { ...input, occurredOn };
      const prepared = { input, occurredOn, commandHash: digest({ name: command.name, input: hashed }) };
      const giveUpAt = performance.now() + (parts.patience ?? 10_000);
      return await inTurn(command.aggregate.stream(request.id), async () => {
        // Only an append may rest on a cached fold: any other answer is given after a fresh read.
        for (let read = warm; ; read = fresh) {
          const result = await attempt(request, prepared, read);
          if (result !== 'again') return result;
          if (performance.now() > giveUpAt) return refused(refusals.TOO_BUSY({ id: request.id }));
        }
      });
    },
  };
}

const refused = (refusal: Refusal): CommandResult => ({ outcome: 'refused', refusal });

function stale(history: Folded): CommandResult {
  const last = factsOf(history).find((f) => f.revision === history.seen);
  return {
    outcome: 'stale',
    seen: history.seen,
    refusal: refusals.STALE_REVISION({
      seen: history.seen,
      by: last?.actor.id,
      at: last?.recordedAt,
      what: last?.type,
    }),
  };
}
