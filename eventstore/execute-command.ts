// The one way in (docs/architecture.md): load, decide, append at exactly the revision that was looked at.
import { admit, contextOf, decided, permission } from '../domain/access/admission.ts';
import type { Caller } from '../domain/access/authorise.ts';
import type { Aggregate, Command } from '../domain/kernel/aggregate.ts';
import type { Verdict } from '../domain/kernel/command.ts';
import type { Dating } from '../domain/kernel/dating.ts';
import type { Actor, NewEvent, Sentence } from '../domain/kernel/event.ts';
import { refsForgotten } from '../domain/kernel/forgettable.ts';
import type { PersonalRef, Unsealed } from '../domain/kernel/personal.ts';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { digest, type StoredEvent } from './envelope.ts';
import { eventsOf } from './events-of.ts';
import { foldedStreams, type Read, readOnce } from './folded-streams.ts';
import { extend, type Folded, factsOf, type History, type RecordedCommand } from './history.ts';
import { idsIn } from './ids-of.ts';
import { inTurnByKey } from './in-turn.ts';
import { type Needed, readNeeded } from './needed-streams.ts';
import type { AppendResult, EventStore } from './port.ts';
import { type Envelopes, type Prepared, prepare, type Sealing } from './prepare.ts';
import type { FieldError } from './read-input.ts';
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
  /** judged and decided, nothing is written and nothing becomes durable */
  readonly preview?: boolean;
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
  | { readonly outcome: 'preview'; readonly revision: number; readonly sentences: readonly Sentence[] }
  | { readonly outcome: 'stale'; readonly seen: number; readonly refusal: Refusal }
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly errors?: readonly FieldError[] };

export type ExecutorParts = {
  store: EventStore;
  vault: Sealing;
  /** seals secrets; without it no command that has one can be given */
  envelopes?: Envelopes;
  /** RFC 3339 UTC with milliseconds */
  clock: () => string;
  /**
   * Why a command may not rest on the clock, or on a workflow’s time that is later than it; undefined where it may.
   * @param at when it would be decided
   */
  clockDoubt?: (at: string) => Promise<Refusal | undefined> | undefined;
  /** release that writes */
  app: string;
  /** `R2019` and the bound set, if any → `R2019@sha256:… R2019/6@sha256:…` */
  rulebookRef: (rulebook: string, criteriaSet?: string) => string | undefined;
  /** ms after which a command that keeps losing races gives up */
  timeLimitMs?: number;
};

export type Executor = {
  execute(request: CommandRequest): Promise<CommandResult>;
  /** A stream as it is now: never from the cache alone. */
  look<S>(aggregate: Aggregate<S>, id: string): Promise<History<S>>;
  /** What `commands[]` of a resource says, one verdict each: the same `by` and `guard` as a command is judged with. */
  judge(request: { commands: readonly Command[]; history: History; caller: Caller }): Promise<readonly Verdict[]>;
  /** The ids of all streams of a kind. */
  ids(aggregate: Aggregate): Promise<ReadonlySet<string>>;
  /** Every event of the store by pages, for who has to see all of a kind. */
  readAll: EventStore['readAll'];
};

export function createExecutor(parts: ExecutorParts): Executor {
  const { store, vault, envelopes, clock } = parts;
  const { fresh, warm, keep, forget } = foldedStreams(store);
  const idsOf = idsIn(store);
  // Commands on one stream queue in the process, so that they do not race themselves.
  const inTurn = inTurnByKey();

  /** The fact first: what is to be forgotten is then known, and found again by whoever comes later. */
  async function eraseForgotten(facts: readonly Pick<StoredEvent, 'type' | 'data'>[]): Promise<void> {
    for (const fact of facts) for (const ref of refsForgotten(fact)) await vault.erase(ref);
  }

  /** What is damaged is left out: the decision says what then follows. Without its key nothing is decided. */
  async function unseal({ ref, commitment }: PersonalRef, into: Map<string, Unsealed>): Promise<void> {
    const text = await vault.reveal(ref, commitment).catch((error: { code?: string }) => {
      if (error.code !== 'VAULT_ROW_DAMAGED') throw error;
      return undefined;
    });
    const opened = text === undefined ? undefined : envelopes?.open(text);
    if (opened) into.set(ref, opened);
  }

  /** One look and one decision. `'again'`: what it rested on had moved, or only a cache said no. */
  async function attempt(request: CommandRequest, prepared: Prepared, read: Read): Promise<CommandResult | 'again'> {
    const { command, caller } = request;
    const found = read(command.aggregate, request.id);
    const history = found instanceof Promise ? await found : found;
    if (history.damagedAt !== undefined)
      return refused(refusals.HISTORY_DAMAGED({ stream: history.stream, revision: history.damagedAt }));
    const earlier = history.commands.get(request.commandId);
    const told = async ({ hash, revision, position }: RecordedCommand): Promise<CommandResult> => {
      if (!(await prepared.repeats(hash, history))) return reused(request);
      // Its first answer may have been lost because the vault did not answer.
      await eraseForgotten(factsOf(history));
      return { outcome: 'already-applied', revision, position };
    };
    if (earlier && isBy(caller, earlier)) return told(earlier);
    const { input, dating } = prepared;
    const now = clock();
    const at = request.at !== undefined && request.at > now ? request.at : now;
    const doubted = command.despiteClock ? undefined : parts.clockDoubt?.(at);
    const doubt = doubted && (await doubted);
    if (doubt) return refused(doubt);
    const needed = await readNeeded({
      command,
      id: request.id,
      state: history.state,
      input,
      caller,
      read,
      idsOf,
      today: dayOf(at),
    });
    const { c, permit, admitted } = admission({ command, history, needed, caller, at, dating, input });
    // Anybody else learns of a recorded command only what they may do themselves.
    if (earlier && !isRefusal(permit())) {
      if (read === warm) return 'again';
      // Whether a guess of another's secret is right is told to nobody.
      return prepared.secret ? reused(request) : told(earlier);
    }
    if (request.ifMatch !== undefined && request.ifMatch !== history.seen)
      return read === warm ? 'again' : stale(history);
    if (admitted === 'already-so' || isRefusal(admitted)) {
      if (read === warm) return 'again';
      return admitted === 'already-so' ? { outcome: 'nothing-to-do', revision: history.revision } : refused(admitted);
    }
    const secrets = command.unseals?.({ state: history.state, input: input as never }) ?? [];
    const isUntold = command.unseals !== undefined || command.untold?.(history.state as never) === true;
    if (request.preview && isUntold) return { outcome: 'preview', revision: history.revision, sentences: [] };
    const unsealed = new Map<string, Unsealed>();
    try {
      for (const secret of secrets) await unseal(secret, unsealed);
    } catch (error) {
      if (!KEY_AWAY.includes((error as { code?: string }).code ?? '')) throw error;
      return refused(refusals.SEAL_KEY_AWAY());
    }
    const asked = { ...c, input, actor: admitted, facts: factsOf(history), digest, unsealed };
    const facts = decided({ command, c: asked, dating });
    if (isRefusal(facts)) return read === warm ? 'again' : refused(facts);
    if (facts.length === 0) return read === warm ? 'again' : { outcome: 'nothing-to-do', revision: history.revision };
    if (request.preview) return previewed({ command, history, facts, at, actor: admitted });
    const { rulebook, criteriaSet } = needed.situation;
    const events = eventsOf({
      request,
      prepared,
      history,
      basis: needed.basis,
      at,
      actor: admitted,
      events: facts,
      app: parts.app,
      rulebook: parts.rulebookRef(rulebook, criteriaSet),
    });
    await prepared.seal();
    let result: AppendResult;
    try {
      result = await store.append(history.stream, history.revision < 0 ? 'no-stream' : history.revision, events);
    } catch (error) {
      // The outcome is unknown: the next look must ask the store.
      forget(history.stream);
      throw error;
    }
    if (result.outcome === 'conflict') {
      forget(result.on);
      return 'again';
    }
    const stored = events.map((e) => ({ ...e, position: result.position }));
    const grown = extend(history, stored, true);
    keep(grown);
    await eraseForgotten(stored);
    return {
      outcome: 'appended',
      revision: result.revision,
      position: result.position,
      seen: grown.seen,
      events: stored,
    };
  }

  return {
    ids: idsOf,
    readAll: store.readAll,
    async look(aggregate, id) {
      const history = await fresh(aggregate, id);
      return { ...history, facts: [...factsOf(history)] };
    },
    async judge({ commands, history, caller }) {
      const read = readOnce(fresh);
      const at = clock();
      const doubt = await parts.clockDoubt?.(at);
      return Promise.all(
        commands.map(async (command) => {
          if (doubt && !command.despiteClock) return doubt;
          const { id, state } = history;
          const needed = await readNeeded({
            command,
            id,
            state,
            input: undefined,
            caller,
            read,
            idsOf,
            today: dayOf(at),
          });
          const { admitted } = admission({ command, history, needed, caller, at, dating: {}, input: undefined });
          return admitted === 'already-so' || isRefusal(admitted) ? admitted : undefined;
        }),
      );
    },
    async execute(request) {
      const prepared = prepare(request, { vault, envelopes });
      if ('refusal' in prepared) return { outcome: 'refused', ...prepared };
      const giveUpAt = performance.now() + (parts.timeLimitMs ?? 10_000);
      return await inTurn(request.command.aggregate.stream(request.id), async () => {
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

const KEY_AWAY = ['SEAL_KEY_MISSING', 'SEAL_KEY_OTHER'];

const reused = ({ commandId }: CommandRequest): CommandResult => refused(refusals.COMMAND_ID_REUSED({ commandId }));

/** Whoever gave a command learns what became of it, also when the role has ended since. */
const isBy = ({ kind, id }: Caller, { actor }: RecordedCommand): boolean => actor.kind === kind && actor.id === id;

function admission(r: {
  command: Command;
  history: Folded;
  needed: Needed;
  caller: Caller;
  at: string;
  dating: Dating;
  input: unknown;
}) {
  const { command, history, needed, caller, at, dating, input } = r;
  const facts = factsOf(history);
  const c = contextOf({ subject: history, needs: needed.states, at, dating });
  const permit = () => permission({ command, c, input, facts, caller, dating, ...needed });
  return { c, permit, admitted: admit({ command, exists: history.revision >= 0, c, facts, permit }) };
}

/** What would be written, as the timeline would say it. */
function previewed(r: {
  command: Command;
  history: Folded;
  facts: readonly NewEvent[];
  at: string;
  actor: Actor;
}): CommandResult {
  const { stream, revision } = r.history;
  const sentences = r.facts.flatMap(({ type, data }, i) => {
    const meta = { stream, revision: revision + 1 + i, occurredAt: r.at, recordedAt: r.at, actor: r.actor };
    return r.command.aggregate.events.get(type)?.sentence(data, meta) ?? [];
  });
  return { outcome: 'preview', revision, sentences };
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
