// What the server answers with, as far as screens read it. `answers.test.ts` holds it against the schemas that answer.

import type { Words } from '../../domain/kernel/refusal.ts';
import type { Step } from '../../domain/programme-year/step-names.ts';

export type UnitName = { readonly code: string; readonly name: string };

export type BoardItem = {
  readonly cycle: string;
  readonly year: number;
  readonly product: string;
  readonly productName: string;
  readonly productCode?: string | undefined;
  readonly producer: string;
  readonly group: string;
  readonly commune?: UnitName | undefined;
  readonly district?: UnitName | undefined;
  readonly province: UnitName;
  readonly step?: Step | undefined;
  readonly tier?: string | undefined;
  readonly round?: number | undefined;
  readonly state: string;
  readonly stars?: number | undefined;
  readonly waiting?: (Words & { readonly responsibility: string }) | undefined;
  readonly acting: readonly Acting[];
  readonly dueOn?: string | undefined;
  readonly basis?: string | undefined;
  readonly workingDaysLeft?: number | undefined;
  readonly overdue: boolean;
  readonly late: boolean;
  readonly rulebook?: string | undefined;
  readonly recordedAt: string;
  readonly damaged: boolean;
  readonly stale: boolean;
};
export type Acting = { readonly role: string; readonly unit: string; readonly name?: string };

export type Listed<T> = {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total: number;
  /** of a past day: how many facts were recorded after it */
  readonly later?: { readonly facts: number } | undefined;
  readonly clock?: string | undefined;
};

export type Cell = { readonly open: number; readonly overdue: number; readonly late: number };
export type BoardRow = {
  readonly unit: UnitName;
  readonly steps: Readonly<Record<Step, Cell>>;
  readonly recognised: number;
  readonly ended: number;
};

export type Offer = {
  readonly name: string;
  readonly route: string;
  readonly words: Words;
  readonly allowed: boolean;
  readonly needsIfMatch: boolean;
  readonly responsibility?: string | undefined;
  readonly alreadySo?: true | undefined;
  readonly reason?: { readonly code: string; readonly sentences: Words } | undefined;
};

export type Resource<State> = {
  readonly id: string;
  readonly revision: number;
  readonly state: State;
  readonly board?: BoardItem | undefined;
  /** of a past state: how many facts were recorded after it */
  readonly later?: { readonly facts: number } | undefined;
  /** what is to be known of it, though it hinders nothing */
  readonly warnings?: readonly { readonly code: string; readonly sentences: Words }[] | undefined;
  readonly commands: readonly Offer[];
};

export type Fact = {
  readonly revision: number;
  readonly type: string;
  readonly hash: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: {
    readonly kind: 'person' | 'workflow' | 'installation';
    readonly role?: string;
    readonly unit?: string;
    readonly onBehalfOf?: string;
  };
  readonly words: Words;
  readonly quiet: boolean;
  readonly damaged: boolean;
  readonly stale: boolean;
  readonly annulledBy?: number | undefined;
  readonly correctedBy?: number | undefined;
};

export type CommandAnswer = {
  readonly outcome: 'appended' | 'already-applied' | 'nothing-to-do' | 'preview';
  readonly revision: number;
  readonly position?: string | undefined;
  readonly receipt?: string | undefined;
  readonly warnings?: readonly { readonly code: string; readonly sentences: Words }[] | undefined;
  readonly writes?: readonly Words[] | undefined;
  readonly openCycles?: number | undefined;
};

/** What became of each row of one command on many. */
export type RowAnswer = {
  readonly id: string;
  readonly outcome: 'appended' | 'already-applied' | 'nothing-to-do' | 'preview' | 'refused';
  readonly sentences?: Words | undefined;
  readonly errors?: readonly { readonly pointer: string; readonly sentences: Words }[] | undefined;
};
export type RowsAnswer = {
  readonly rows: readonly RowAnswer[];
  readonly done: number;
  readonly refused: number;
  readonly position?: string | undefined;
};

export type Role = {
  readonly as: string;
  readonly role: string;
  readonly words: Words;
  readonly unit: string;
  /** of the unit; a producer has none here */
  readonly name?: string | undefined;
};
export type Me = {
  readonly account: string;
  readonly name?: string | undefined;
  readonly province?: UnitName | undefined;
  readonly roles: readonly Role[];
  readonly factors: readonly ('totp' | 'passkey' | 'single-sign-on')[];
  readonly wantsSecondFactor: boolean;
  /** letters not opened yet */
  readonly unread: number;
  readonly isDemo: boolean;
  readonly clock?: string | undefined;
};
export type DemoAccount = { readonly id: string; readonly who: string; readonly role: string; readonly words: Words };
export type Welcome = {
  readonly release: string;
  readonly isDemo: boolean;
  readonly signsIn: boolean;
  /** the office's own sign-on: pages that lead there, to come in and to confirm */
  readonly singleSignOn?: { readonly label: string; readonly path: string; readonly again: string } | undefined;
  readonly clock?: string | undefined;
};

type Named = Readonly<Record<string, Words>>;
export type Names = {
  readonly tiers: Named;
  readonly groups: Named;
  readonly evidence: Named;
  readonly ladders: Readonly<Record<string, readonly string[]>>;
};

export const workGroups = ['overdue', 'soon', 'later', 'others'] as const;
export type WorkGroup = (typeof workGroups)[number];
export type WorkCommand = Pick<Offer, 'name' | 'route' | 'words' | 'needsIfMatch'>;
export type WorkItem = {
  readonly resource: string;
  readonly id: string;
  readonly revision: number;
  readonly seen: number;
  readonly what: Words;
  readonly about: Words;
  readonly unit?: UnitName | undefined;
  readonly waitsFor?: readonly { readonly role: string; readonly unit: string }[] | undefined;
  readonly fills?: Readonly<Record<string, string | number>> | undefined;
  readonly dueOn?: string | undefined;
  readonly workingDaysLeft?: number | undefined;
  readonly commands: readonly WorkCommand[];
  readonly blockedBy?: { readonly code: string; readonly sentences: Words } | undefined;
  readonly lastTouch?: { readonly sentences: Words; readonly by: string; readonly at: string } | undefined;
};
export type MyWork = {
  readonly today: string;
  readonly month?: Words | undefined;
  readonly groups: {
    readonly [group in WorkGroup]?:
      | { readonly items: readonly WorkItem[]; readonly next: string | null; readonly total: number }
      | undefined;
  };
};
