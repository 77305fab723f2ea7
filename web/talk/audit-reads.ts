// What is looked up of what happened, and what proves that a fact stands where it was sealed.
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { FactsFound, Inclusion } from './audit-answers.ts';
import { bodyOf, withQuery } from './reads.ts';

export const FACT_FILTERS = ['q', 'account', 'unit', 'type', 'resource', 'from', 'until', 'quiet'] as const;
export type FactFilters = { readonly [name in (typeof FACT_FILTERS)[number]]?: string };

const ON_A_PAGE = 50;
export const facts = (filters: FactFilters) =>
  infiniteQueryOptions({
    queryKey: ['facts', filters],
    queryFn: ({ pageParam, signal }) =>
      bodyOf<FactsFound>(withQuery('/v1/facts', { ...filters, limit: ON_A_PAGE, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const inclusionOf = (stream: string, revision: number) => {
  const path = withQuery('/public/v1/log/inclusion', { stream, revision });
  return bodyOf<Inclusion>(path, new AbortController().signal);
};
