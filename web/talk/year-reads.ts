// What is read of a year besides its plan: its days off, its rehearsal, and what units owe in it.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Listed } from './answers.ts';
import { ask } from './ask.ts';
import { bodyOf, thing, withQuery } from './reads.ts';
import type { CalendarState, DutiesBoard, DutyItem, Rehearsal } from './year-answers.ts';

export const calendar = (year: string) => thing<CalendarState>('calendars', year);

export const rehearsalPath = (year: string, communes: string | undefined, as?: 'xlsx' | 'ics'): string =>
  withQuery(`/v1/programme-years/${year}/rehearsal`, { communes, as });

/**
 * It takes the server a minute for a whole province, so that an answer is kept: of one plan it is always the same.
 * @param at revision of the plan
 */
export const rehearsal = (year: string, at: number, communes: string | undefined) =>
  queryOptions({
    queryKey: ['rehearsal', year, communes ?? '', at],
    queryFn: ({ signal }) => bodyOf<Rehearsal>(rehearsalPath(year, communes), signal),
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** Of a plan that nobody has saved. @param plan as JSON */
export const unsavedRehearsal = (year: string, plan: string, communes: string | undefined) =>
  queryOptions({
    queryKey: ['rehearsal-unsaved', year, communes ?? '', plan],
    queryFn: async ({ signal }) => {
      const body = { plan: JSON.parse(plan), ...(communes === undefined ? {} : { communes: communes.split(',') }) };
      return (await ask<Rehearsal>(rehearsalPath(year, undefined), { method: 'POST', body, signal })).body;
    },
    staleTime: 'static',
    retry: false,
  });

export const dutiesBoard = (year: string, place: string | undefined) =>
  queryOptions({
    queryKey: ['duties', 'board', year, place ?? ''],
    queryFn: ({ signal }) => bodyOf<DutiesBoard>(withQuery(`/v1/programme-years/${year}/duties`, { place }), signal),
  });

export type DutyFilters = Partial<Record<'year' | 'place' | 'acting' | 'state', string>>;
const ON_A_PAGE = 200;
export const duties = (filters: DutyFilters) =>
  infiniteQueryOptions({
    queryKey: ['duties', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      bodyOf<Listed<DutyItem>>(withQuery('/v1/duties', { ...filters, limit: ON_A_PAGE, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
