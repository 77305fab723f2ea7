// What is read of certificates.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Listed } from './answers.ts';
import type { CertificateItem, CertificateMonth } from './certificate-answers.ts';
import { bodyOf, withQuery } from './reads.ts';

export type CertificateFilters = Partial<Record<'state' | 'month' | 'revocation' | 'q', string>>;
const ON_A_PAGE = 100;

export const certificates = (filters: CertificateFilters) =>
  infiniteQueryOptions({
    queryKey: ['certificates', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      bodyOf<Listed<CertificateItem>>(
        withQuery('/v1/certificates', { ...filters, limit: ON_A_PAGE, cursor: pageParam }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
export const certificateMonths = () =>
  queryOptions({
    queryKey: ['certificates', 'months'],
    queryFn: async ({ signal }) =>
      (await bodyOf<{ items: readonly CertificateMonth[] }>('/v1/certificate-months', signal)).items,
  });
