// What may be asked of the board. Everything that depends on the day is computed for the `today` of the question.
import type { Refusal, Words } from '../../domain/kernel/refusal.ts';
import type { EndKind } from '../../domain/product-cycle/product-cycle.ts';
import type { Step } from '../../domain/programme-year/steps.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import type { Page } from '../page.ts';

export type UnitName = { readonly code: string; readonly name: string };

export type BoardItem = {
  readonly cycle: string;
  readonly year: number;
  readonly product: string;
  readonly productName: string;
  readonly producer: string;
  readonly group: string;
  readonly commune: UnitName | undefined;
  readonly district: UnitName | undefined;
  readonly province: UnitName;
  readonly step: Step | undefined;
  readonly tier: string | undefined;
  readonly round: number | undefined;
  /** `open` until it ended */
  readonly state: 'open' | EndKind;
  readonly stars: number | undefined;
  /** what is waited for; undefined when it is the process's move or nothing is left to do */
  readonly waiting: (Words & { readonly responsibility: string }) | undefined;
  /** any one of them may act */
  readonly acting: readonly { readonly role: string; readonly unit: string }[];
  readonly dueOn: Day | undefined;
  /** where the date comes from */
  readonly basis: string | undefined;
  /** 0: today is the last day; negative: late by so many */
  readonly workingDaysLeft: number | undefined;
  readonly overdue: boolean;
  /** overdue now, or a step was done late */
  readonly late: boolean;
  readonly rulebook: string;
  readonly revision: number;
  readonly position: string;
  readonly recordedAt: string;
  /** an event of its stream does not fit its hash: the row stands as before that event */
  readonly damaged: boolean;
  /** an event of its stream could not be taken in: the row is behind */
  readonly stale: boolean;
};

export type BoardState = 'open' | 'overdue' | 'late' | 'ended' | 'damaged' | 'stale' | EndKind;
export const boardStates: readonly BoardState[] = [
  'open',
  'overdue',
  'late',
  'ended',
  'recognised',
  'rated',
  'not-selected',
  'withdrawn',
  'carried-over',
  'damaged',
  'stale',
];

export type BoardSort = 'dueOn' | '-dueOn' | 'product' | '-product' | 'step' | '-step' | 'recordedAt' | '-recordedAt';
export const boardSorts: readonly BoardSort[] = [
  'dueOn',
  '-dueOn',
  'product',
  '-product',
  'step',
  '-step',
  'recordedAt',
  '-recordedAt',
];

export type BoardQuestion = {
  readonly today: Day;
  readonly step?: Step | undefined;
  readonly tier?: string | undefined;
  readonly state?: BoardState | undefined;
  /** code of a commune, district or province */
  readonly place?: string | undefined;
  readonly year?: number | undefined;
  /** words of the product's name, its id or the producer's, with or without diacritics */
  readonly q?: string | undefined;
  readonly sort?: BoardSort | undefined;
  /** at most 200; 50 when absent */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
};

export type Cell = { readonly open: number; readonly overdue: number; readonly late: number };
export type SummaryRow = {
  readonly unit: UnitName;
  readonly steps: Readonly<Record<Step, Cell>>;
  readonly recognised: number;
  /** ended other than by recognition */
  readonly ended: number;
};

export type Board = {
  /** Refuses a cursor of another list (`CURSOR_INVALID`). */
  list(question: BoardQuestion): Promise<Page<BoardItem> | Refusal>;
  get(cycle: string, today: Day): Promise<BoardItem | undefined>;
  /** A row per district; a commune stands for itself where there is no district. */
  summary(q: { year: number; today: Day }): Promise<readonly SummaryRow[]>;
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
