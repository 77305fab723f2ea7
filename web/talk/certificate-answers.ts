// What certificates are read as (`api/web/answers.test.ts` holds it against the server).
export const certificateStates = [
  'to-issue',
  'valid',
  'held',
  'expired',
  'revoked',
  'superseded',
  'taken-back',
] as const;
export type CertificateState = (typeof certificateStates)[number];

export type CertificateItem = {
  readonly certificate: string;
  readonly productName: string;
  readonly producer: string;
  readonly stars?: number | undefined;
  readonly number?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly replacedOn?: string | undefined;
  readonly reprintSince?: string | undefined;
  readonly state: CertificateState;
  readonly issueDueOn?: string | undefined;
  readonly revocationDueOn?: string | undefined;
  readonly warned?: readonly number[] | undefined;
  readonly served?: boolean | undefined;
  readonly toRemedy?: number | undefined;
  readonly damaged: boolean;
  readonly stale: boolean;
};
export type CertificateMonth = {
  readonly month: string;
  readonly state: CertificateState;
  readonly certificates: number;
};

type Mark = { readonly on: string; readonly at: number };
export type CertificateBody = {
  readonly stars?: number | undefined;
  readonly number?: string | undefined;
  readonly toIssue?: (Mark & { readonly dueOn: string; readonly overdue: boolean }) | undefined;
  readonly issued?: Mark | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly warned: readonly number[];
  readonly served?: Mark | undefined;
  readonly held?: { readonly until: string } | undefined;
  readonly revocation?:
    | (Mark & { readonly ground: string; readonly dueOn: string; readonly heard?: Mark | undefined })
    | undefined;
  readonly findings: readonly (Mark & {
    readonly kind: string;
    readonly result: string;
    readonly remedyBy?: string | undefined;
    readonly remedied?: Mark | undefined;
  })[];
  readonly ended?: { readonly as: string; readonly until: string } | undefined;
};
