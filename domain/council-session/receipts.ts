// What a member can check of a sheet they sealed, years later: that it is there as it was, and what became of it.
import type { Fact } from '../kernel/fold.ts';

/** What a member keeps of a sealed sheet: which fact it is, and the beginning of its commitment. */
export const receiptOf = (revision: number, commitment: string): string => `${revision}-${commitment.slice(0, 16)}`;

export const receiptStates = ['sealed', 'replaced', 'opened', 'not-as-sealed', 'not-opened'] as const;

export type Receipt = {
  readonly cycle: string;
  readonly revision: number;
  /** RFC 3339 UTC */
  readonly sealedAt: string;
  readonly commitment: string;
  readonly state: (typeof receiptStates)[number];
  /** with the sheet in the event that opened it, it gives the commitment */
  readonly salt?: string | undefined;
};

type Sealing = { member: string; cycle: string; revision: number; commitment: string };
type Opening = {
  cycle: string;
  scored: readonly { member: string; salt: string }[];
  unfit: readonly string[];
};

/** Undefined for a code that is not this member's. */
export function receiptIn(facts: readonly Fact[], code: string, member: string): Receipt | undefined {
  const fact = facts.find(
    (f) => f.type === 'SheetSealed' && receiptOf(f.revision, (f.data as Sealing).commitment) === code,
  );
  const sealing = fact?.data as Sealing | undefined;
  if (!fact || sealing?.member !== member) return undefined;
  const { cycle, revision, commitment } = sealing;
  const its = facts.filter((f) => f.revision > fact.revision && (f.data as { cycle?: string }).cycle === cycle);
  const next = its.find((f) => f.type === 'ScoresOpened' || (f.type === 'SheetSealed' && isBy(member, f)));
  const said = { cycle, revision, sealedAt: fact.recordedAt, commitment };
  if (next?.type === 'SheetSealed') return { ...said, state: 'replaced' };
  if (!next) return { ...said, state: 'sealed' };
  const { scored, unfit } = next.data as Opening;
  const opened = scored.find((s) => s.member === member);
  if (opened) return { ...said, state: 'opened', salt: opened.salt };
  return { ...said, state: unfit.includes(member) ? 'not-as-sealed' : 'not-opened' };
}

const isBy = (member: string, { data }: Fact): boolean => (data as Sealing).member === member;
