// What a year's calendar, rehearsal and duties are read as (`api/web/answers.test.ts` holds it against the server).
import type { Words } from '../../domain/kernel/refusal.ts';
import type { PlannedDuty } from '../../domain/programme-year/duties.ts';
import type { UnitName } from './answers.ts';

export type CalendarState = {
  readonly days: { readonly holidays: readonly string[]; readonly workdays?: readonly string[] | undefined };
  readonly confirmed: boolean;
};

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
