import type { Actor } from './event.ts';
import type { Fact } from './fold.ts';
import type { Unsealed } from './personal.ts';
import type { Refusal } from './refusal.ts';

/** Held under a rulebook, which says by whom. */
export type Responsible = {
  readonly kind: 'responsibility';
  /** one of the rulebooks’ responsibilities, which the kernel does not know */
  readonly id: string;
  readonly tier?: (state: any, input?: any, needs?: any) => string | undefined;
};

/** Who sits in what the stream is about, by an appointment that the stream itself tells (a council). */
export type Seated = { readonly kind: 'seat'; readonly roles: readonly string[] };

/**
 * Who may give a command: who holds a responsibility, the one account whose own stream it is (and `or` whoever holds a
 * responsibility), who has a seat, or a workflow.
 */
export type By =
  | Responsible
  | Seated
  | { readonly kind: 'owner'; readonly or?: Responsible }
  /** the account that a field of the input names: who gives away what is theirs */
  | { readonly kind: 'named'; readonly field: string }
  | { readonly kind: 'workflow' };

export const workflow: By = { kind: 'workflow' };
/** @param roles the seats from which it may be given, any one of them */
export const seated = (...roles: readonly string[]): Seated => ({ kind: 'seat', roles });
export const owner = (or?: Responsible): By => (or ? { kind: 'owner', or } : { kind: 'owner' });

/** @param field of the input, with the account that alone may give it */
export const named = (field: string): By => ({ kind: 'named', field });

/** The responsibility by which a command may be given, if there is one. */
export const responsibleFor = (by: By): Responsible | undefined =>
  by.kind === 'responsibility' ? by : by.kind === 'owner' ? by.or : undefined;

/** A unit as something is placed in it: the one that carries the code on the day, without a day the first that did. */
export type Placed = { readonly code: string; readonly on?: string | undefined };

/** What the rulebook must be asked with to know who holds a responsibility here. */
export type Situation = {
  /** province, whose unit tree resolves the place */
  readonly province: string;
  /** code of the unit the matter belongs to (a commune for a product) */
  readonly place?: string;
  /** where it lay from which day on; without it, at the place alone */
  readonly places?: readonly Placed[];
  readonly producer?: string;
  /** the account whose own matter it is */
  readonly account?: string;
  /** who sits in it, in which role and of which unit's body */
  readonly seats?: readonly { readonly account: string; readonly role: string; readonly unit: string }[];
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
  /** the approved import of older papers that it is entered by */
  readonly olderPapers?: string | undefined;
};

/** Who asks, and the stream's facts so far, for commands that correct them. */
export type Asked = { readonly actor: Actor; readonly facts: readonly Fact[] };

export type Decision<S, N, I> = Context<S, N> &
  Asked & {
    readonly input: I;
    /** of the secrets that the command unseals those that could be opened, by the reference of their envelope */
    readonly unsealed: ReadonlyMap<string, Unsealed>;
    /** SHA-256 (hex) of canonical JSON: hashing is handed in, so that the domain stays free of I/O and crypto. */
    readonly digest: (value: unknown) => string;
  };

/** Why not; undefined: it may go on. */
export type Verdict = Refusal | 'already-so' | undefined;

export const kebab = (name: string): string => name.replace(/(?<=[a-z0-9])([A-Z])/g, '-$1').toLowerCase();
