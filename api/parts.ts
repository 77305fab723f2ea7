// What the composition root hands to the API.
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Accounts } from '../accounts/port.ts';
import type { Checkpoints } from '../audit/checkpoint-folder.ts';
import type { Log } from '../audit/log.ts';
import type { PaperSays } from '../audit/paper-statement.ts';
import type { VerifierKey } from '../audit/signed-note.ts';
import type { Caller } from '../domain/access/authorise.ts';
import type { SecondFactorPolicy } from '../domain/access/second-factor.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import type { YearPlan } from '../domain/programme-year/year-plan.ts';
import type { RoleId } from '../domain/rulebooks/responsibilities.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { Certificates } from '../projections/certificate-list/certificates.ts';
import type { Sessions } from '../projections/council-sessions/sessions.ts';
import type { DueDates } from '../projections/due-dates/due-dates.ts';
import type { Duties } from '../projections/duties-board/board.ts';
import type { PastModels } from '../projections/past-models.ts';
import type { Board } from '../projections/product-board/board.ts';
import type { Timeline } from '../projections/timeline/timeline.ts';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';
import type { AccessLog } from '../vault/access-log.ts';
import type { SameRegistration } from '../vault/same-registration.ts';
import type { SheetDrafts } from '../vault/sheet-drafts.ts';
import type { FileParts } from './files/parts.ts';
import type { Measures } from './measures.ts';
import type { BuiltWeb } from './web/built-web.ts';

/** Something that is no command of a stream: `POST /v1/operations/<name>`. */
export type Operation = {
  readonly role: RoleId;
  readonly words: Words;
  readonly input: z.ZodObject;
  /** who gives it has just shown that it is them */
  readonly signs?: true;
  /** Gets the parsed input and who asks; what it resolves to is the answer's body, or why it was not done. */
  run(input: any, by: Caller): Promise<unknown>;
};

export type PartHealth = {
  readonly name: string;
  readonly ok: boolean;
  readonly note: Words;
  /** since when it is as it is, RFC 3339 UTC of the machine's clock */
  readonly since: string;
};
export type Health = { readonly ready: boolean; readonly parts: readonly PartHealth[] };

export type DemoAccountShown = { readonly id: string; readonly who: string; readonly role: string };

export type ApiParts = OperatingParts & {
  /** what happens, as it happens */
  readonly events: Pick<EventStore, 'epoch' | 'head' | 'at' | 'readAll' | 'subscribe'>;
  readonly board: Pick<Board, 'list' | 'unplaced' | 'reached' | 'get' | 'summary' | 'findDuplicates'>;
  readonly certificates: Certificates;
  readonly duties: Duties;
  readonly dueDates: DueDates;
  readonly timeline: Pick<Timeline, 'of' | 'find' | 'latest'>;
  readonly sessions: Sessions;
  /** The read models as of the end of a past day; undefined while they are being made. */
  readonly past: PastModels['at'];
  readonly readModels: { waitFor(position: string, ms: number): Promise<boolean> };
  /** A year gone through, with all its communes or these alone, by its plan or by one that is not saved. */
  rehearse(year: string, of?: { communes?: readonly string[] | undefined; plan?: YearPlan }): Promise<Rehearsal>;
  /**
   * A personal value from the vault; undefined when it was erased.
   * Throws VAULT_ROW_DAMAGED where what is kept is not what the event committed to.
   */
  reveal(ref: string, commitment: string): Promise<string | undefined>;
  readonly sameRegistration: SameRegistration;
  readonly drafts: SheetDrafts;
  readonly files: FileParts;
  /** who was given what of the vault */
  readonly accesses: AccessLog;
  /** where people reach us, without a slash at its end; undefined: nobody has said so */
  publicUrl(): string | undefined;
  /** Signs what a certificate says, for its paper; undefined where no key may sign now. */
  readonly vouch?: ((says: PaperSays) => Promise<string | undefined>) | undefined;
  /** the web application; absent: it was not built, and the pages without a script are all there is */
  readonly web?: BuiltWeb | undefined;
};

/** What of the log of events anybody may see. */
export type PublicLog = Log & {
  readonly checkpoints: Checkpoints;
  readonly witnesses: readonly VerifierKey[];
  stream(stream: string): Promise<readonly StoredEvent[]>;
  /** the event of a stream at a revision */
  at(stream: string, revision: number): Promise<StoredEvent | undefined>;
};

/** What any process of ours shows of itself. */
export type OperatingParts = {
  readonly executor: Executor;
  /** RFC 3339 UTC: the demo's clock in the demo */
  readonly clock: () => string;
  /** undefined on a real store: then nothing says "illustrative data" */
  readonly demo: { readonly accounts: readonly DemoAccountShown[] } | undefined;
  /** of an account by its facts; one without any is unknown */
  standing(id: string): Promise<'unknown' | 'suspended' | 'good'>;
  /** who signs in; absent where only the machine asks */
  readonly accounts?: Accounts | undefined;
  readonly secondFactor?: SecondFactorPolicy;
  readonly measures?: Measures | undefined;
  /** where traces are on: goes before everything that is to be in one */
  readonly traced?: RequestHandler | undefined;
  /** people reach it over TLS */
  readonly secure?: boolean;
  /** with it the command line of this machine asks, as the installation */
  readonly machineKey?: string | undefined;
  /** What is known of the parts, at once. */
  health(): Health;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly log: Logger;
  /** release */
  readonly app: string;
  /** whom to tell of a weakness (a URI), and the real time in ms, also in the demo; undefined: nobody is named */
  readonly security?: { readonly contact: string; now(): number } | undefined;
  /** where the notary is */
  readonly publicLog?: PublicLog | undefined;
  /** requests one address may make in a minute; 0 switches the limit off */
  readonly requestsPerMinute?: number;
};
