// The duties of units one by one, what is due first at the top: the worklist of whoever reports or judges them.
import type { Refusal } from '../../domain/kernel/refusal.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { workingDaysLeft } from '../../domain/time/working-days.ts';
import { nameOf, type Unit, type UnitTree } from '../../domain/unit/unit-tree.ts';
import { type Duty, nameIt, type UnitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { whoJudges, whoReports } from '../../domain/unit-duties/who.ts';
import { CURSOR_INVALID } from '../cursor.ts';
import type { Page } from '../page.ts';
import type { YearOf } from '../years.ts';
import type { DutiesQuestion, DutyItem, DutyState } from './board.ts';
import { isInTime, isOverdue } from './counting.ts';

export type UnitRow = {
  readonly id: string;
  readonly revision: number;
  readonly state: UnitDuties;
  readonly unit: Unit;
};

type Sources = { treeOf: (province: string) => UnitTree; yearIn: YearOf };

const MOST = 200;
const USUAL = 50;

export function listOf(
  rows: readonly UnitRow[],
  q: DutiesQuestion,
  { treeOf, yearIn }: Sources,
): Page<DutyItem> | Refusal {
  const { today, state, acting, cursor, limit = USUAL } = q;
  const after = cursor === undefined ? '' : readCursor(cursor);
  if (after === 'invalid') return CURSOR_INVALID({}, '/cursor');
  const found = rows
    .flatMap((row) => row.state.duties.filter((duty) => isIn(duty, state, today)).map((duty) => ({ row, duty })))
    .map((one) => ({ ...one, key: keyOf(one.row.id, one.duty) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const items = found.map(({ row, duty, key }) => ({ key, item: itemOf(row, duty, { today, treeOf, yearIn }) }));
  const wanted = items.filter(({ item }) => acting === undefined || item.acting.some(({ unit }) => unit === acting));
  const rest = wanted.filter(({ key }) => key > after);
  const size = Math.max(1, Math.min(MOST, Math.trunc(limit)));
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    ...(last && rest.length > size ? { next: writeCursor(last.key) } : {}),
    total: wanted.length,
  };
}

const keyOf = (id: string, { dueOn, duty, no, onBehalfOf = '' }: Duty): string =>
  `${dueOn} ${id} ${duty} ${no} ${onBehalfOf}`;

const writeCursor = (key: string): string => Buffer.from(JSON.stringify(['duties', key])).toString('base64url');

function readCursor(cursor: string): string {
  try {
    const [of, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    return of === 'duties' && typeof key === 'string' ? key : 'invalid';
  } catch {
    return 'invalid';
  }
}

function isIn(duty: Duty, state: DutyState | undefined, today: Day): boolean {
  const { reported, accepted, excused } = duty;
  switch (state) {
    case 'open':
      return !reported && !excused;
    case 'overdue':
      return isOverdue(duty, today);
    case 'waiting':
      return reported !== undefined && !accepted;
    case 'reported':
      return reported !== undefined;
    case 'excused':
      return excused !== undefined;
    default:
      return true;
  }
}

type Here = Sources & { today: Day };

function itemOf({ id, revision, state, unit }: UnitRow, duty: Duty, { today, treeOf, yearIn }: Here): DutyItem {
  const tree = treeOf(id.slice(0, 2));
  const { calendar } = yearIn(id.slice(0, 2), Number(id.slice(3, 7)), today);
  const { name, from, dueOn, reported, accepted, excused } = duty;
  const isOpen = !reported && !excused;
  const asked = { id, state, tree, today };
  const acting = isOpen ? whoReports(asked) : reported && !accepted ? whoJudges(asked) : [];
  return {
    id,
    unit: { code: unit.code, name: nameOf(tree, unit.code, today) ?? unit.name },
    ...nameIt(duty),
    ...{ name, from, dueOn },
    ...(isOpen ? { workingDaysLeft: workingDaysLeft(today, dueOn, calendar) } : {}),
    overdue: isOverdue(duty, today),
    ...(reported ? { reportedOn: reported.on } : {}),
    late: reported ? !isInTime(duty) : isOverdue(duty, today),
    accepted: accepted !== undefined,
    excused: excused !== undefined,
    acting: acting.map(({ role, unit, onBehalfOf }) => ({ role, unit, ...(onBehalfOf ? { onBehalfOf } : {}) })),
    revision,
  };
}
