// The files of a dossier, as the server lists them.
import { queryOptions } from '@tanstack/react-query';
import type { Words } from '../../domain/kernel/refusal.ts';
import type { FileKind } from '../../domain/product-cycle/file-kinds.ts';
import type { Doubt, Verdict } from '../../domain/product-cycle/signature-words.ts';
import { bodyOf } from './reads.ts';

export type DossierFile = {
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: FileKind;
  readonly receivedAt: string;
  /** absent where it was erased */
  readonly checked?: CheckState;
  /** as its sender calls it; null: the vault has it no longer */
  readonly name?: string | null;
  /** by which paper the law had it erased */
  readonly erased?: Words;
};
export type CheckState = 'clean' | 'unchecked' | 'too-large' | 'harmful' | 'not-asked';
/** A dossier that came as one zip. */
export type DossierReceipt = {
  readonly zip: string;
  readonly takenInAt: string;
  readonly files: readonly unknown[];
};
export type Files = {
  readonly files: readonly DossierFile[];
  readonly takes: readonly FileKind[];
  readonly most: number;
};

const base = (cycle: string) => `/v1/product-cycles/${encodeURIComponent(cycle)}`;

/** Asked anew with its cycle, whenever that changes. */
export const filesOf = (cycle: string) =>
  queryOptions({
    queryKey: ['resource', 'product-cycles', cycle, 'files'],
    queryFn: ({ signal }) => bodyOf<Files>(`${base(cycle)}/files`, signal),
  });

export const pathOfFile = (cycle: string, sha256: string): string => `${base(cycle)}/files/${sha256}`;
export type Signatures = {
  readonly signatures: readonly {
    readonly signer?: string;
    readonly organisation?: string;
    readonly issuer?: string;
    readonly at?: string;
    readonly stampedBy?: string;
    readonly verdict: Verdict;
    readonly doubts: readonly Doubt[];
  }[];
};

/** Asked when somebody wants to know: it names people, and is noted. */
export const signaturesOf = (cycle: string, sha256: string) =>
  queryOptions({
    queryKey: ['signatures', cycle, sha256],
    queryFn: ({ signal }) => bodyOf<Signatures>(`${pathOfFile(cycle, sha256)}/signatures`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const pathOfDossier = (cycle: string): string => `${base(cycle)}/dossier`;

export const receiptsOf = (cycle: string) =>
  queryOptions({
    queryKey: ['resource', 'product-cycles', cycle, 'receipts'],
    queryFn: ({ signal }) =>
      bodyOf<{ readonly receipts: readonly DossierReceipt[] }>(`${base(cycle)}/receipts`, signal),
  });
export const pathOfReceipt = (cycle: string, zip: string): string => `${base(cycle)}/receipts/${zip}.html`;
