// What is read of a year besides its plan: its days off, its rehearsal, and what units owe in it.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Words } from '../../domain/kernel/refusal.ts';
import type { PlannedDuty } from '../../domain/programme-year/duties.ts';
import type { Listed, UnitName } from './answers.ts';
import { bodyOf, thing, withQuery } from './reads.ts';

export type CalendarState = {
  readonly days: { readonly holidays: readonly string[]; readonly workdays?: readonly string[] | undefined };
  readonly confirmed: boolean;
};
export const calendar = (year: string) => thing<CalendarState>('calendars', year);

export type Rehearsed = {
  readonly on: string;
  readonly which?: string;
  readonly overdue: boolean;
  readonly dueOn: string;
  readonly why: Words;
  readonly resource: string;
  readonly id: string;
  readonly place: string;
  readonly to: readonly {
    readonly role: string;
    readonly unit: string;
    readonly name?: string;
    readonly accounts: readonly string[];
  }[];
  readonly dayOff: boolean;
};
export type Rehearsal = {
  readonly products: number;
  readonly told: readonly Rehearsed[];
  readonly letters: readonly { readonly on: string; readonly account: string; readonly matters: number }[];
  readonly outOfReach: readonly number[];
  readonly stopped: readonly { readonly id: string; readonly on: string; readonly because: string }[];
};
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

export type DutyCounts = {
  readonly owed: number;
  readonly due: number;
  readonly inTime: number;
  readonly late: number;
  readonly overdue: number;
  readonly waiting: number;
  readonly accepted: number;
  readonly excused: number;
  readonly inTimeShare?: number | undefined;
};
export type DutiesBoard = {
  readonly duties: readonly { readonly duty: PlannedDuty; readonly counts: DutyCounts }[];
  readonly units: readonly {
    readonly id: string;
    readonly unit: UnitName;
    readonly level: string;
    readonly under?: UnitName | undefined;
    readonly handedOverTo?: readonly string[] | undefined;
    readonly counts: DutyCounts;
    readonly perDuty: Readonly<Record<string, DutyCounts>>;
  }[];
  readonly counts: DutyCounts;
};
export const dutiesBoard = (year: string, place: string | undefined) =>
  queryOptions({
    queryKey: ['duties', 'board', year, place ?? ''],
    queryFn: ({ signal }) => bodyOf<DutiesBoard>(withQuery(`/v1/programme-years/${year}/duties`, { place }), signal),
  });

export type DutyItem = {
  readonly id: string;
  readonly unit: UnitName;
  readonly duty: string;
  readonly no: number;
  readonly name: Words;
  readonly from: string;
  readonly dueOn: string;
  readonly workingDaysLeft?: number | undefined;
  readonly overdue: boolean;
  readonly reportedOn?: string | undefined;
  readonly late: boolean;
  readonly accepted: boolean;
  readonly excused: boolean;
  readonly acting: readonly { readonly role: string; readonly unit: string }[];
};
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

type Marked = { readonly on: string; readonly at: number };
export type OwedDuty = {
  readonly duty: string;
  readonly no: number;
  readonly onBehalfOf?: string | undefined;
  readonly name: Words;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly reported?: Marked | undefined;
  readonly accepted?: Marked | undefined;
  readonly excused?: Marked | undefined;
  readonly sentBack?: Marked | undefined;
};
export type UnitDutiesState = {
  readonly unit?: { readonly code: string; readonly name: string; readonly level: string } | undefined;
  readonly duties: readonly OwedDuty[];
  readonly handedOver?: { readonly to: readonly string[] } | undefined;
};
