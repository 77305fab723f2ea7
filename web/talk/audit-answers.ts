// What the search over what happened answers with, and the proof that a fact stands where it was sealed.
import type { Fact } from './answers.ts';

export type FactFound = Fact & {
  readonly stream: string;
  readonly position: string;
  readonly resource: string;
  readonly id: string;
  readonly actor: Fact['actor'] & { readonly id: string };
  readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[];
};
export type FactsFound = { readonly items: readonly FactFound[]; readonly next: string | null };

/** Where a fact stands in the sealed log, as anybody may ask (`/public/v1`). */
export type Inclusion = {
  readonly event: string;
  readonly index: number;
  readonly size: number;
  readonly root: string;
  readonly proof: readonly string[];
};
