// What was sent with a command: checked, with references in the place of personal values as `decide` sees it, and hashed
// so that its repeat can be known.

import { fieldWord } from '../domain/field-words/field-words.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { type Dating, splitDating } from '../domain/kernel/dating.ts';
import {
  hasPersonal,
  type PersonalRef,
  personalValues,
  type Secret,
  sealedIn,
  sealPersonal,
  type Unsealed,
} from '../domain/kernel/personal.ts';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { digest } from './envelope.ts';
import { type Folded, factsOf } from './history.ts';
import { type InputRefused, readInput } from './read-input.ts';
import { ID_INVALID } from './refusals.ts';

/** A personal value as a command brings it: `path` is its JSON pointer in the input. */
export type GivenValue = {
  readonly stream: string;
  readonly commandId: string;
  readonly path: string;
  readonly value: string;
};

/** A value with a salt of its own, not durable yet. */
export type Draft = PersonalRef & { readonly salt: Uint8Array; readonly value: string };

/** What the write path asks of the vault (docs/decisions/0006-sealed-when-agreed.md). */
export type Sealing = {
  /** In memory alone: no two drafts have a salt or a reference in common. */
  draft(values: readonly GivenValue[]): readonly Draft[];
  /** Durable before it answers; the drafts of one call are sealed together or not at all. */
  seal(drafts: readonly Draft[]): Promise<void>;
  /**
   * For each value every reference that was sealed for its stream, command and path, with the commitment this value has
   * under the salt that is kept there: a repeat fits where an event holds the two. What was erased has no salt any
   * more and is answered with the commitment it had, whatever the value.
   */
  recall(values: readonly GivenValue[]): Promise<readonly (readonly PersonalRef[])[]>;
  /**
   * The value behind an event's `ref`; undefined when it was erased, swept or never here. Given the commitment of the
   * event that it is shown for, it throws VAULT_ROW_DAMAGED where value and salt are not what was committed to.
   */
  reveal(ref: string, commitment?: string): Promise<string | undefined>;
  /**
   * Forgets value and salt for good, with every other draft of the same command and path; every hash and proof stays as
   * it was. False when there was nothing to forget.
   */
  erase(ref: string): Promise<boolean>;
};

/** How a secret is kept until a command opens it: in an envelope that one key opens, which lies apart from the vault. */
export type Envelopes = {
  /** The same envelope for the same value of the same command, so that a repeat is known; another for any other. */
  close(given: Omit<GivenValue, 'value'> & { readonly value: unknown }): { commitment: string; text: string };
  /** Undefined where it is not what was closed; SEAL_KEY_MISSING or SEAL_KEY_OTHER where the key it needs is not here. */
  open(text: string): Unsealed | undefined;
};

export type Prepared = {
  readonly input: Record<string, unknown>;
  readonly commandHash: string;
  readonly dating: Dating;
  /** something was sent that nobody may find out by sending it again */
  readonly secret: boolean;
  /** Makes what the events will refer to durable; once, however often it is asked for. */
  seal(): Promise<void>;
  /** Whether what was sent is what the recorded command of this hash was given with. */
  repeats(hash: string, history: Folded): Promise<boolean>;
};

type Request = { command: Command; id: string; input: unknown; commandId: string };

export function prepare(
  request: Request,
  { vault, envelopes }: { vault: Sealing; envelopes: Envelopes | undefined },
): Prepared | (Partial<InputRefused> & { refusal: Refusal }) {
  const { command, id, commandId } = request;
  if (!command.aggregate.id.safeParse(id).success) return { refusal: ID_INVALID({ id }) };
  const read = readInput(command.input, request.input ?? {}, (path) => fieldWord(command, path));
  if ('refusal' in read) return { refusal: read.refusal, errors: read.errors };
  const { input: fields, dating } = splitDating(read.data as Record<string, unknown> & Dating);
  const hashOf = (input: Record<string, unknown>): string =>
    digest({ name: command.name, input: { ...input, ...dating } });
  if (!hasPersonal(command.input)) {
    const commandHash = hashOf(fields);
    return {
      input: fields,
      commandHash,
      dating,
      secret: false,
      seal: async () => {},
      repeats: async (hash) => hash === commandHash,
    };
  }
  const stream = command.aggregate.stream(id);
  const closed = new Map<string, Omit<Secret<unknown>, 'envelope'>>();
  const values = personalValues(command.input, fields).map((given): GivenValue => {
    const { path } = given;
    if (given.kind === 'personal') return { stream, commandId, path, value: given.value };
    if (!envelopes) throw new Error(`${command.name} has a secret, and there is no key to seal it with`);
    const { commitment, text } = envelopes.close({ stream, commandId, path, value: given.value });
    closed.set(path, { commitment, plain: given.value });
    return { stream, commandId, path, value: text };
  });
  const withRefs = (refs: readonly PersonalRef[], plainly = false): Record<string, unknown> => {
    const byPath = new Map(values.map(({ path }, i) => [path, refs[i] as PersonalRef]));
    const standingFor = (path: string) => {
      const [said, envelope] = [closed.get(path), byPath.get(path)];
      if (!said) return envelope;
      return { commitment: said.commitment, envelope, ...(plainly ? { plain: said.plain } : {}) };
    };
    return sealPersonal(command.input, fields, standingFor) as Record<string, unknown>;
  };
  const drafts = vault.draft(values);
  const refs = drafts.map(({ ref, commitment }) => ({ ref, commitment }));
  const input = withRefs(refs, true);
  const commandHash = hashOf(withRefs(refs));
  let sealed = values.length === 0;
  return {
    input,
    commandHash,
    dating,
    secret: closed.size > 0,
    async seal() {
      if (!sealed) await vault.seal(drafts);
      sealed = true;
    },
    async repeats(hash, history) {
      // The store may have kept an append whose answer was lost on the way.
      if (hash === commandHash) return true;
      const told = commitmentsIn(history);
      const refs = (await vault.recall(values)).map(
        (known) => known.find(({ ref, commitment }) => told.get(ref) === commitment) ?? known[0],
      );
      return refs.every((ref) => ref !== undefined) && hashOf(withRefs(refs)) === hash;
    },
  };
}

/** Which of several sealed values counts is told by the events. */
const commitmentsIn = (history: Folded): ReadonlyMap<string, string> =>
  new Map(factsOf(history).flatMap(({ data }) => sealedIn(data).map((s) => [s.ref, s.commitment] as const)));
