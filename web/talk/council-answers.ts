// What the server answers about councils’ sessions, as far as screens read it. `answers.test.ts` holds it against the schemas.
import type { ConflictKind } from '../../domain/council-session/conflict-kinds.ts';
import type { SeatId } from '../../domain/council-session/council-session.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import type { OptionId } from '../../domain/rulebooks/criteria-set.ts';
import type { Mark } from './cycle-state.ts';

export type SessionLine = {
  readonly id: string;
  readonly year: number;
  readonly unit: string;
  readonly tier: string;
  readonly round: number;
  readonly meetsOn: string;
  readonly inWriting: boolean;
  readonly stage: Stage;
  readonly members: number;
  readonly products: number;
  readonly undecided: number;
  readonly undeclared: number;
  readonly undelivered: number;
  readonly suspended: boolean;
  readonly waitedFor?: { what: Words; of: readonly string[]; dueOn: string; overdue: boolean } | undefined;
};
export type Stage = 'convened' | 'distributed' | 'sitting' | 'decided' | 'minutes' | 'signed' | 'delivered';
export const STAGES: readonly Stage[] = [
  'convened',
  'distributed',
  'sitting',
  'decided',
  'minutes',
  'signed',
  'delivered',
];

export type Member = {
  readonly account: string;
  readonly seat: SeatId;
  readonly from: string;
  readonly scores: boolean;
};
export type Declared = ConflictKind | 'none';
export type Item = {
  readonly cycle: string;
  readonly dossier?: { readonly criteriaSet: string; readonly distributed: Mark } | undefined;
  readonly found: readonly { readonly account: string; readonly kind: ConflictKind }[];
  readonly declared: Readonly<Record<string, Declared>>;
  readonly sealed: Readonly<Record<string, { readonly revision: number }>>;
  readonly opening?:
    | (Mark & {
        readonly by: string;
        readonly scored: readonly { readonly member: string; readonly revision: number; readonly total: number }[];
        readonly unfit: readonly string[];
      })
    | undefined;
  readonly discussed?: Mark | undefined;
  readonly closed?:
    | (Mark & {
        readonly stars: number;
        readonly mean?: number | undefined;
        readonly totals: readonly { readonly member: string; readonly total: number }[];
        readonly missed: readonly { readonly criterion: string; readonly star: number }[];
        readonly knockOut?: string | undefined;
      })
    | undefined;
  readonly postponed?: Mark | undefined;
};
export type Session = {
  readonly tier?: string | undefined;
  readonly unit?: string | undefined;
  readonly round?: number | undefined;
  readonly rulebook?: string | undefined;
  readonly meetsOn?: string | undefined;
  readonly inWriting?: boolean | undefined;
  readonly publicKey?: string | undefined;
  readonly members: readonly Member[];
  readonly agenda: readonly Item[];
  readonly sittings: readonly {
    readonly opened: Mark;
    readonly presided: string;
    readonly closed?: Mark | undefined;
  }[];
  readonly suspended?: boolean | undefined;
  readonly minutes: readonly {
    readonly number: string;
    readonly hash: string;
    readonly drawnUp: Mark;
    readonly signed: readonly ('presiding' | 'secretary')[];
  }[];
};

export type Prepared = {
  readonly cycle: string;
  readonly dossier?: { readonly sentOn: string; readonly readyOn: string } | undefined;
  readonly conflicts: readonly {
    readonly member: string;
    readonly found: readonly ConflictKind[];
    readonly declared?: Declared | undefined;
  }[];
  readonly forecast: {
    readonly base: number;
    readonly needed: number;
    readonly spare: number;
    readonly missing: number;
    readonly presides?: string | undefined;
    readonly enough: boolean;
  };
  readonly sealed: readonly string[];
  readonly waitedFor: readonly string[];
};
export type Preparation = {
  readonly products: readonly Prepared[];
  readonly present: readonly string[];
  readonly maxSpread: number;
  readonly keyHeldByChair: boolean;
};
export type Results = {
  readonly products: readonly {
    readonly cycle: string;
    readonly stars: number;
    readonly mean?: number | undefined;
    readonly explanation: readonly Words[];
    readonly considered?:
      | {
          readonly without: readonly { readonly member: string; readonly mean: number; readonly stars: number }[];
          readonly toNextBand?: number | undefined;
        }
      | undefined;
  }[];
  readonly strictness?:
    | readonly { readonly member: string; readonly below: number; readonly sheets: number }[]
    | undefined;
};
export type Envelopes = {
  readonly envelopes: readonly { readonly member: string; readonly envelope: string | null }[];
};
export type SheetContent = {
  choices: Record<string, OptionId | null | OptionId[]>;
  seen?: string[] | undefined;
};
