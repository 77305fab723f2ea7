// The files of a dossier, as the server lists them.
import { queryOptions } from '@tanstack/react-query';
import type { FileKind } from '../../domain/product-cycle/file-kinds.ts';
import type { Doubt, Verdict } from '../../domain/product-cycle/signature-words.ts';
import { bodyOf } from './reads.ts';

export type DossierFile = {
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: FileKind;
  readonly receivedAt: string;
  readonly checked: 'clean' | 'unchecked' | 'harmful' | 'not-asked';
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
