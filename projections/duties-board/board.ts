// What may be asked of the duties of units. What is due, late and overdue is computed for the `today` of the question.
import { z } from 'zod';
import type { Sight } from '../../domain/access/sight.ts';
import type { Refusal } from '../../domain/kernel/refusal.ts';
import { plannedDuty } from '../../domain/programme-year/duties.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { type Answer, civilDay, words } from '../answer.ts';
import type { Page } from '../page.ts';

const unitName = z.strictObject({ code: z.string(), name: z.string() });

const counts = z
  .strictObject({
    owed: z.int().meta({ description: 'times in the year, without those it was excused from' }),
    due: z.int().meta({ description: 'of them reported, or past their day' }),
    inTime: z.int().meta({ description: 'reported by their day' }),
    late: z.int().meta({ description: 'reported after it' }),
    overdue: z.int().meta({ description: 'past their day and not reported' }),
    waiting: z.int().meta({ description: 'reported, neither accepted nor sent back' }),
    accepted: z.int(),
    excused: z.int(),
    inTimeShare: z.int().optional().meta({
      description: 'in time of those due, in hundredths of a percent; absent while none is due',
      example: 9250,
    }),
  })
  .meta({ id: 'DutyCounts' });
export type DutyCounts = Answer<typeof counts>;

export const dutiesBoard = z
  .strictObject({
    year: z.string().meta({ example: '66-2022' }),
    duties: z
      .array(z.strictObject({ duty: plannedDuty, counts }))
      .meta({ description: 'the columns, as the plan has them, with all units of the answer together' }),
    units: z
      .array(
        z.strictObject({
          id: z.string().meta({ description: 'of its `unit-duties`' }),
          unit: unitName,
          level: z.string(),
          under: unitName.optional().meta({ description: 'the unit above it' }),
          handedOverTo: z.array(z.string()).optional().meta({ description: 'it has ended' }),
          counts,
          perDuty: z.record(z.string(), counts),
        }),
      )
      .meta({ description: 'the rows, by level and code' }),
    counts,
  })
  .meta({ id: 'DutiesBoard', description: 'units × duties of a programme year' });
export type DutiesBoard = Answer<typeof dutiesBoard>;

export const dutyState = z.enum(['open', 'overdue', 'waiting', 'reported', 'excused']).meta({
  description: 'open: still to be done; overdue: of these past their day; waiting: reported and to be judged',
});
export type DutyState = z.infer<typeof dutyState>;

export const dutyItem = z
  .strictObject({
    id: z.string().meta({ description: 'of its `unit-duties`' }),
    unit: unitName,
    duty: z.string(),
    no: z.int(),
    onBehalfOf: z.string().optional().meta({ description: 'the abolished unit that it was taken over from' }),
    name: words,
    from: civilDay,
    dueOn: civilDay,
    workingDaysLeft: z.int().optional().meta({ description: 'negative: late; absent once it is reported or excused' }),
    overdue: z.boolean(),
    reportedOn: civilDay.optional(),
    late: z.boolean().meta({ description: 'reported, or still open, after its day' }),
    accepted: z.boolean(),
    excused: z.boolean(),
    acting: z
      .array(z.strictObject({ role: z.string(), unit: z.string(), onBehalfOf: z.string().optional() }))
      .meta({ description: 'who is to report it, or to judge the report' }),
    revision: z.int().meta({ description: 'of the stream' }),
  })
  .meta({ id: 'DutyItem' });
export type DutyItem = Answer<typeof dutyItem>;

export type DutiesQuestion = {
  readonly today: Day;
  /** whose question it is: nothing else is listed or counted than what they may see; undefined: everything */
  readonly sight?: Sight | undefined;
  readonly year?: number | undefined;
  /** the unit itself and what lies under it today */
  readonly place?: string | undefined;
  /** the unit that is to act */
  readonly acting?: string | undefined;
  readonly state?: DutyState | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
};

export type Duties = {
  /** undefined where the year has no plan */
  board(yearId: string, q: Pick<DutiesQuestion, 'today' | 'place' | 'sight'>): Promise<DutiesBoard | undefined>;
  /** What is due first. Refuses a cursor of another list (`CURSOR_INVALID`). */
  list(q: DutiesQuestion): Promise<Page<DutyItem> | Refusal>;
};
