// The state of a product's cycle, as far as its page reads it.
export type Mark = { readonly on: string; readonly at: number };
export type Visit = {
  readonly tier: string;
  readonly round: number;
  readonly opened: Mark;
  readonly review: boolean;
  readonly result?: Mark & {
    readonly stars: number;
    readonly totals: readonly number[];
    readonly outcome: 'forward' | 'recognise' | 'return' | 'ends';
  };
};
export type CycleState = {
  readonly started?: Mark;
  readonly rulebook?: string;
  readonly expectedRulebook?: string;
  /** the step at which it began: those before are not its own */
  readonly entry?: string;
  readonly step?: string;
  readonly done: Readonly<Record<string, Mark & { readonly late: boolean }>>;
  readonly plan?: Mark & { readonly targetStar: number };
  readonly evidence: readonly {
    readonly id: string;
    readonly kind: string;
    readonly criterion?: string;
    readonly document: { readonly number: string; readonly date: string; readonly sha256?: string };
    readonly pages?: { readonly from: number; readonly to: number };
    readonly validUntil?: string;
    readonly replaces?: string;
  }[];
  readonly visits: readonly Visit[];
  readonly deadline?: { readonly dueOn: string; readonly basis: string; readonly overdue: boolean };
  readonly ended?: Mark & { readonly kind: string; readonly stars?: number };
  readonly certificate?: string;
};
