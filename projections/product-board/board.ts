// What may be asked of the board. Everything that depends on the day is computed for the `today` of the question.
import { z } from 'zod';
import type { Sight } from '../../domain/access/sight.ts';
import type { Reach } from '../../domain/kernel/reach.ts';
import type { Refusal } from '../../domain/kernel/refusal.ts';
import { endKinds } from '../../domain/product-cycle/product-cycle.ts';
import { type Step, step } from '../../domain/programme-year/steps.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { type Answer, civilDay, instant, words } from '../answer.ts';
import type { Page } from '../page.ts';

const unitName = z.strictObject({ code: z.string(), name: z.string() });
export type UnitName = Answer<typeof unitName>;

export const boardItem = z
  .strictObject({
    cycle: z.string(),
    year: z.int(),
    product: z.string(),
    productName: z.string(),
    productCode: z.string().optional().meta({ description: 'the official code, from the first recognition on' }),
    producer: z.string(),
    group: z.string(),
    commune: unitName.optional().meta({ description: 'where it lies today' }),
    district: unitName.optional().meta({ description: 'absent where there are no districts today' }),
    countedIn: z
      .strictObject({ commune: unitName.optional(), district: unitName.optional() })
      .exactOptional()
      .meta({ description: 'the units in which its year counts it, those of the day it began, where they are others' }),
    province: unitName,
    step: step.optional(),
    tier: z.string().optional(),
    round: z.int().optional(),
    state: z.enum(['open', ...endKinds]).meta({ description: '`open` until it ended' }),
    stars: z.int().optional(),
    waiting: words
      .extend({ responsibility: z.string() })
      .meta({ id: 'WaitingFor' })
      .optional()
      .meta({ description: 'what is waited for; absent when it is the process’s move or nothing is left to do' }),
    acting: z
      .array(
        z.strictObject({
          role: z.string(),
          unit: z.string(),
          name: z.string().exactOptional(),
          onBehalfOf: z.string().exactOptional().meta({ description: 'the abolished unit for which it acts' }),
        }),
      )
      .meta({ description: 'any one of them may act' }),
    dueOn: civilDay.optional(),
    basis: z.string().optional().meta({ description: 'where the date comes from' }),
    workingDaysLeft: z
      .int()
      .optional()
      .meta({ description: '0: today is the last day; negative: late by so many working days' }),
    overdue: z.boolean(),
    late: z.boolean().meta({ description: 'overdue now, or a step was done late' }),
    rulebook: z.string(),
    revision: z.int(),
    position: z.string(),
    recordedAt: instant,
    damaged: z
      .boolean()
      .meta({ description: 'an event of its stream does not fit its hash: the row stands as before that event' }),
    stale: z.boolean().meta({ description: 'an event of its stream could not be taken in: the row is behind' }),
  })
  .meta({ id: 'BoardItem' });
export type BoardItem = Answer<typeof boardItem>;

export const unplacedItem = z
  .strictObject({
    resource: z.enum(['products', 'producers', 'product-cycles']),
    id: z.string(),
    province: z.string(),
    place: z.string().meta({ description: 'code of the unit it lay in last' }),
    parts: z.array(unitName).meta({ description: 'units it may lie in; none where the place is unknown' }),
  })
  .meta({ id: 'Unplaced' });
export type Unplaced = Answer<typeof unplacedItem>;

const sorts = ['dueOn', '-dueOn', 'product', '-product', 'step', '-step', 'recordedAt', '-recordedAt'] as const;
export const boardState = z.enum(['open', 'overdue', 'late', 'ended', ...endKinds, 'damaged', 'stale']);
export const boardSort = z.enum(sorts);
export type BoardState = z.infer<typeof boardState>;
export type BoardSort = z.infer<typeof boardSort>;

export type BoardQuestion = {
  readonly today: Day;
  /** whose question it is: nothing else is listed or counted than what they may see; undefined: everything */
  readonly sight?: Sight | undefined;
  readonly step?: Step | undefined;
  readonly tier?: string | undefined;
  readonly state?: BoardState | undefined;
  /** code of a commune, district or province: what lies there today; of a unit that is gone, what counts there */
  readonly place?: string | undefined;
  /** code of a unit, or id of a producer: what it must act on today, its own or inherited */
  readonly acting?: string | undefined;
  /** only what waits for somebody, without these cycles */
  readonly waitsForOthersThan?: readonly string[] | undefined;
  readonly year?: number | undefined;
  /** words of the product's name, its code, its id or the producer's, with or without diacritics */
  readonly q?: string | undefined;
  readonly sort?: BoardSort | undefined;
  /** at most 200; 50 when absent */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
};

const cell = z.strictObject({
  open: z.int(),
  overdue: z.int(),
  late: z.int().meta({ description: 'something in it was late, or is' }),
});
export const summaryRow = z
  .strictObject({
    unit: unitName,
    steps: z.record(step, cell),
    recognised: z.int(),
    ended: z.int().meta({ description: 'ended other than by recognition' }),
  })
  .meta({ id: 'BoardRow' });
export type Cell = Answer<typeof cell>;
export type SummaryRow = Answer<typeof summaryRow>;

export type Board = {
  /** Refuses a cursor of another list (`CURSOR_INVALID`). */
  list(question: BoardQuestion): Promise<Page<BoardItem> | Refusal>;
  /** How many open cycles a command reaches. */
  reached(among: Reach, today: Day): Promise<number>;
  /** Products, producers and open cycles of which nobody can say in which commune they lie. */
  unplaced(today: Day, sight?: Sight): Promise<readonly Unplaced[]>;
  get(cycle: string, today: Day, sight?: Sight): Promise<BoardItem | undefined>;
  /** A row per district; a commune stands for itself where there is no district. */
  summary(q: { year: number; today: Day; sight?: Sight | undefined }): Promise<readonly SummaryRow[]>;
  /** Ids of the cycles that have not ended. */
  openCycles(): Promise<readonly string[]>;
  /** Days on which something is due in an open cycle, in order. */
  dueDates(): Promise<readonly Day[]>;
  /** Products of the same producer whose names differ at most in case, diacritics and spaces. */
  findDuplicates(q: {
    producer: string;
    name: string;
    except?: string | undefined;
  }): Promise<readonly { readonly product: string; readonly name: string }[]>;
};
