// What one unit is to do and report in one programme year: the state that its facts add up to.
import { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { shortText, slug, unitCode } from '../kernel/fields.ts';
import type { Mark } from '../kernel/mark.ts';
import { type Refusal, refusal, type Words } from '../kernel/refusal.ts';
import { datingTermsOf } from '../programme-year/dating-terms.ts';
import { due } from '../programme-year/due.ts';
import {
  type CalendarNeeds,
  calendarsFor,
  calendarYears,
  type ProgrammeYear,
  programmeYear,
  withDaysOff,
} from '../programme-year/programme-year.ts';
import type { Reminded } from '../programme-year/reminder-days.ts';
import { type Day, day } from '../time/civil-date.ts';
import { type Unit, type UnitLevel, type UnitTree, unitLevel, unitTree } from '../unit/unit-tree.ts';

/** Names one time of a duty; `onBehalfOf`: the abolished unit that it was taken over from. */
export const dutyNamed = { duty: slug, no: z.int().min(1).max(99), onBehalfOf: unitCode.optional() };
export type DutyNamed = {
  readonly duty: string;
  readonly no: number;
  readonly onBehalfOf?: string | undefined;
};

const words = z.strictObject({ vi: z.string(), en: z.string() });

/** One time of a duty as a fact says it: its name, too, so that it can be read when the plan has it no longer. */
export const dutyPlanned = z.strictObject({ ...dutyNamed, name: words, from: day, until: day, due });
export type DutyPlanned = z.infer<typeof dutyPlanned>;

/** `until` as it is planned, `dueOn` as it ends; `at`: revision of the fact that set the date; `since`: it runs from there */
export type Duty = DutyNamed &
  Reminded & {
    readonly name: Words;
    readonly from: Day;
    readonly until: Day;
    readonly basis: string;
    readonly at: number;
    readonly overdue: boolean;
    readonly reported?: Mark | undefined;
    readonly accepted?: Mark;
    readonly excused?: Mark;
    readonly sentBack?: Mark;
  };

/** As it was called when its duties began. */
export const unitOfDuties = z.strictObject({ code: unitCode, name: shortText, level: unitLevel, from: day });

export type UnitDuties = {
  readonly unit?: { readonly code: string; readonly name: string; readonly level: UnitLevel; readonly from: Day };
  /** the plan's duties were given to it; `plannedAt`: the fact that last said which, `toldAt`: who was last told of one */
  readonly begun?: Mark;
  readonly plannedAt?: number;
  readonly toldAt?: number;
  readonly duties: readonly Duty[];
  /** streams of abolished units whose duties were taken over */
  readonly takenFrom: readonly string[];
  readonly handedOver?: Mark & { readonly to: readonly string[] };
  /** nothing more comes due */
  readonly closed?: Mark;
  readonly olderPapers?: { readonly from: number; readonly until: number } | undefined;
  readonly amendedAt: number;
};

/** `66-2022-650-01`: year and code; of a unit that began within the year with its first day behind. */
const dutiesIdShape = z
  .string()
  .regex(/^\d{2}-20\d{2}-[0-9a-z]+(-[0-9a-z]+)*$/)
  .max(60);
export const yearIdOf = (id: string): string => id.slice(0, 7);
const yearIn = (id: string): number => Number(id.slice(3, 7));

/** Two units may carry one code in a year, one after the other: the later one's stream says from when. */
export function dutiesId(yearId: string, { code, from }: Pick<Unit, 'code' | 'from'>): string {
  const within = Number(from.slice(0, 4)) === yearIn(yearId) && from.slice(5) !== '01-01';
  return within ? `${yearId}-${code}-${from.replaceAll('-', '')}` : `${yearId}-${code}`;
}

type DutiesNeeds = { year: Need<ProgrammeYear>; units: Need<UnitTree> } & CalendarNeeds;

export const unitDuties = aggregate<UnitDuties, DutiesNeeds>({
  category: 'unitDuties',
  resource: 'unit-duties',
  words: { vi: 'Nhiệm vụ của đơn vị', en: 'Duties of a unit' },
  id: dutiesIdShape,
  initial: { duties: [], takenFrom: [], amendedAt: -1 },
  needs: ({ id }) => ({
    year: programmeYear.need(yearIdOf(id)),
    units: unitTree.need(id.slice(0, 2)),
    ...calendarsFor(yearIn(id)),
  }),
  joined: ({ id, needs }) => ({ year: withDaysOff(needs.year, calendarYears(yearIn(id), needs)) }),
  // What a unit owes belongs to no dossier: the law of the day says who reports and who judges it.
  situation: ({ id, state }) => situationOf(id, state),
  dating: ({ needs: { year } }) => datingTermsOf(year),
});

export const situationOf = (id: string, { unit }: UnitDuties) => ({
  province: id.slice(0, 2),
  rulebook: '',
  ...(unit ? { place: unit.code, places: [{ code: unit.code, on: unit.from }] } : {}),
});

export const isSame = (a: DutyNamed, b: DutyNamed): boolean =>
  a.duty === b.duty && a.no === b.no && a.onBehalfOf === b.onBehalfOf;

export const dutyIn = ({ duties }: UnitDuties, named: DutyNamed): Duty | undefined =>
  duties.find((duty) => isSame(duty, named));

export const nameIt = ({ duty, no, onBehalfOf }: DutyNamed): DutyNamed => ({
  duty,
  no,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
});

/** Neither reported nor excused: it is still to be done. */
export const isOpen = ({ reported, excused }: Duty): boolean => !reported && !excused;

/** The state with what a fact says of one duty. */
export const withDuty = (state: UnitDuties, named: DutyNamed, change: Partial<Duty>): UnitDuties => ({
  ...state,
  duties: state.duties.map((duty) => (isSame(duty, named) ? { ...duty, ...change } : duty)),
});

const DUTY_UNKNOWN = refusal('DUTY_UNKNOWN', 'unknown', {
  vi: 'Đơn vị không có nhiệm vụ {duty}, lần {no}.',
  en: 'The unit has no duty {duty}, time {no}.',
});

/** The duty that is named, or why there is none. */
export const findDuty = (state: UnitDuties, named: DutyNamed): Duty | Refusal =>
  dutyIn(state, named) ?? DUTY_UNKNOWN({ duty: named.duty, no: named.no }, '/duty');
