// What administration reads (`api/web/answers.test.ts` holds it against the server).
import type { Words } from '../../domain/kernel/refusal.ts';

type Named = { readonly role: string; readonly words: Words };
export type UnitOfficers = {
  readonly unit: string;
  readonly name: string;
  readonly level: string;
  readonly officers: readonly (Named & {
    readonly account: string;
    readonly grant: string;
    readonly from: string;
    readonly until?: string | undefined;
    readonly for?: string | undefined;
  })[];
  readonly lacking: readonly Named[];
  readonly undone: readonly Words[];
};
export type Officers = { readonly on: string; readonly units: readonly UnitOfficers[]; readonly lacking: number };

export type AccountState = {
  readonly grants: readonly {
    readonly id: string;
    readonly role: string;
    readonly unit: string;
    readonly from: string;
    readonly until?: string | undefined;
    readonly delegated?: { readonly by: string } | undefined;
  }[];
  readonly suspensions?: readonly { readonly from: string; readonly until?: string | undefined }[] | undefined;
};

type Step = { readonly done: boolean };
export type FirstSteps = {
  readonly year: string;
  readonly done: boolean;
  readonly units: Step & { readonly communes: number; readonly others: number };
  readonly people: Step & {
    readonly accounts: number;
    readonly lacking: readonly { readonly role: string; readonly words: Words }[];
    readonly units: number;
  };
  readonly calendar: Step & { readonly state: 'none' | 'proposed' | 'confirmed' };
  readonly post: Step;
  readonly plan: Step & { readonly state: 'none' | 'drafted' | 'approved' };
  readonly products: Step & { readonly products: number; readonly cycles: number };
};

export type OpenInvitation = {
  readonly id: string;
  readonly account: string;
  readonly kind: 'invite' | 'reset';
  readonly by: string;
  readonly expiresAt: string;
};

export type Outbox = {
  readonly open: boolean;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly counts: Readonly<Record<'requested' | 'failed' | 'undeliverable' | 'sent', number>>;
  readonly items: readonly {
    readonly account: string;
    readonly no: number;
    readonly status: 'requested' | 'failed' | 'undeliverable';
    readonly requestedAt: string;
    readonly matters: number;
    readonly tries: number;
    readonly tryAgainAt?: string | undefined;
    readonly code?: string | undefined;
    readonly uncertain?: true | undefined;
  }[];
  readonly total: number;
};

export type WordedText = {
  readonly text: string;
  readonly fields: readonly string[];
  readonly words: Words;
  readonly own: boolean;
};
export type Wording = { readonly template: string; readonly texts: readonly WordedText[] };
export type WordingPreview = { readonly subject: string; readonly letter: string };

export type Access = {
  readonly no: number;
  readonly at: string;
  readonly account: string;
  readonly stream: string;
  readonly what: 'personal' | 'letter' | 'letter-by-link' | 'envelopes' | 'receipt' | 'minutes' | 'file';
  readonly why?: string | undefined;
};

export type RuleLine = {
  readonly id: string;
  readonly group:
    | 'points'
    | 'tiers'
    | 'terms'
    | 'certificate'
    | 'council'
    | 'dossier'
    | 'products'
    | 'holders'
    | 'open';
  readonly what: Words;
  readonly value: Words;
  readonly article?: string | undefined;
};
export type RulebookText = {
  readonly id: string;
  readonly title: Words;
  readonly effectiveFrom: string;
  readonly supersededFrom?: string | undefined;
  readonly lines: readonly RuleLine[];
};

export type SystemHealth = {
  readonly ready: boolean;
  readonly release: string;
  readonly parts: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly since: string;
    readonly sentences: Words;
  }[];
};

/** What a table taken in came to, row by row. */
export type SheetTaken = {
  readonly sha256: string;
  readonly faults: readonly { readonly cell: string; readonly row: number; readonly sentences: Words }[];
  readonly rows: readonly {
    readonly row: number;
    readonly key: string;
    readonly outcome: 'appended' | 'already-applied' | 'nothing-to-do' | 'preview' | 'refused' | 'waits';
    readonly code?: string | undefined;
    readonly sentences?: Words | undefined;
  }[];
  readonly done: number;
  readonly refused: number;
};
