// GET /v1/my-work: what the person who asks has to see to today, over all their roles, and what they wait for from others.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Caller } from '../../domain/access/authorise.ts';
import type { Sight } from '../../domain/access/sight.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { thisMonth } from '../../domain/programme-year/this-month.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { civilDay, instant, words } from '../../projections/answer.ts';
import { CURSOR_INVALID } from '../../projections/cursor.ts';
import type { BoardItem } from '../../projections/product-board/board.ts';
import type { ApiParts } from '../parts.ts';
import { cursor, limit } from '../reads/query.ts';
import { reading } from '../reads/reading.ts';
import { sightFor } from '../seeing.ts';
import { shownWork, type WorkItem, workItem } from './shown.ts';
import { cyclesIn, type Group, groups, type Work, workOf } from './work-of.ts';

const USUAL = 20;
const MOST = 50;

export const myWorkQuery = z.strictObject({
  group: z.enum(groups).optional().meta({ description: 'this one alone, from its cursor on; all of them without it' }),
  limit: limit.optional().meta({ description: `of each group, at most ${MOST}` }),
  cursor: cursor.optional(),
});

const page = z.strictObject({
  items: z.array(workItem),
  next: z.string().nullable().meta({ description: 'send it as cursor with the group; null on the last page' }),
  total: z.int(),
});

export const myWorkView = z
  .strictObject({
    today: civilDay,
    month: words.optional().meta({ description: 'what the year plan has for this month; absent without a plan' }),
    groups: z
      .strictObject({ overdue: page, soon: page, later: page, others: page })
      .partial()
      .meta({ description: 'soon: within five working days, or without a day; others: what others have to do' }),
    clock: instant.optional(),
  })
  .meta({ id: 'MyWork' });

type Asked = {
  readonly sight: Sight;
  readonly caller: Caller;
  readonly tree: Parameters<typeof shownWork>[2]['tree'];
  readonly today: string;
  readonly size: number;
};
type Shown = { readonly items: readonly WorkItem[]; readonly next: string | null; readonly total: number };

export const readMyWork = (parts: ApiParts): RequestHandler =>
  reading(parts, myWorkQuery, async (query, _req, caller) => {
    const today = dayOf(parts.clock());
    const sight = await sightFor(parts, caller);
    const province = sight?.province;
    if (!sight || province === undefined) return { today, groups: {} };
    const { state: tree } = await parts.executor.look(unitTree, province);
    const all = await workOf(parts, { sight, tree, province, today });
    const asked: Asked = { sight, caller, tree, today, size: Math.min(MOST, query.limit ?? USUAL) };
    const shown: Partial<Record<Group, Shown>> = {};
    for (const group of query.group ? [query.group] : groups) {
      const from = query.group ? query.cursor : undefined;
      const one = await (group === 'others' ? others(parts, all, asked, from) : own(parts, all, group, asked, from));
      if (isRefusal(one)) return one;
      shown[group] = one;
    }
    const { state: year } = await parts.executor.look(programmeYear, `${province}-${today.slice(0, 4)}`);
    return { today, ...(year.plan ? { month: thisMonth(year.plan, today) } : {}), groups: shown };
  });

async function own(
  parts: ApiParts,
  all: readonly Work[],
  group: Group,
  asked: Asked,
  from: string | undefined,
): Promise<Shown | Refusal> {
  const after = readCursor(from, group);
  if (after === undefined) return CURSOR_INVALID({}, '/cursor');
  const mine = all.filter((work) => work.group === group);
  const rest = mine.filter(({ key }) => key > after);
  const now = rest.slice(0, asked.size);
  const items = await Promise.all(now.map((work) => shownWork(parts, work, asked)));
  const last = now.at(-1);
  const next = last && rest.length > now.length ? writeCursor(group, last.key) : null;
  return { items: items.flat(), next, total: mine.length };
}

/** What is late below the reader comes first; then the products they see at work that wait for others. */
async function others(
  parts: ApiParts,
  all: readonly Work[],
  asked: Asked,
  from: string | undefined,
): Promise<Shown | Refusal> {
  const isCycle = ({ resource }: Work): boolean => resource === productCycle.resource;
  const below = all.filter((work) => work.group === 'others' && !isCycle(work));
  const onBoard = readCursor(from, 'board');
  const first = onBoard === undefined ? await own(parts, below, 'others', asked, from) : NOTHING;
  if (isRefusal(first)) return first;
  const { sight, today } = asked;
  const room = asked.size - first.items.length;
  const list = await parts.board.list({
    ...{ sight, today, waitsForOthersThan: cyclesIn(all) },
    limit: Math.max(1, room),
    ...(onBoard ? { cursor: onBoard } : {}),
  });
  if (isRefusal(list)) return list;
  const total = below.length + list.total;
  if (first.next !== null || room === 0)
    return { items: first.items, next: first.next ?? (list.total > 0 ? writeCursor('board', '') : null), total };
  const rows = await Promise.all(list.items.map((row) => shownWork(parts, ofRow(row), asked, row)));
  return { items: [...first.items, ...rows.flat()], next: list.next ? writeCursor('board', list.next) : null, total };
}

const NOTHING: Shown = { items: [], next: null, total: 0 };

const ofRow = ({ cycle, productName, waiting, dueOn, workingDaysLeft }: BoardItem): Work => ({
  ...{ key: cycle, group: 'others', resource: productCycle.resource, id: cycle, dueOn, workingDaysLeft },
  what: { vi: waiting?.vi ?? '', en: waiting?.en ?? '' },
  about: { vi: productName, en: productName },
  by: undefined,
});

const writeCursor = (of: Group | 'board', key: string): string =>
  Buffer.from(JSON.stringify(['my-work', of, key])).toString('base64url');

/** Undefined where it is another one's; at the beginning of a list without one. */
function readCursor(given: string | undefined, of: Group | 'board'): string | undefined {
  if (given === undefined) return of === 'board' ? undefined : '';
  try {
    const [list, whose, key] = JSON.parse(Buffer.from(given, 'base64url').toString()) as unknown[];
    return list === 'my-work' && whose === of && typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
