import { type ExpressionBuilder, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { own } from '../../domain/kernel/own.ts';
import type { Refusal } from '../../domain/kernel/refusal.ts';
import { CURSOR_INVALID } from '../cursor.ts';
import { queryBuilder, type Reader } from '../engine/reader.ts';
import { ALL, type Condition } from '../seen.ts';
import { foldText } from '../vietnamese.ts';
import type { BoardQuestion, BoardSort } from './board.ts';
import { type CycleRow, shownColumns } from './row.ts';

type Tables = { cycle: CycleRow };
type Found = { rows: readonly CycleRow[]; next: string | undefined; total: number };

const MOST = 200;
const USUAL = 50;

/** Nothing due sorts after everything that is due. */
const sortKeys = {
  dueOn: sql<string>`coalesce(due_on, '9999-12-31')`,
  product: sql<string>`name_key`,
  step: sql<number>`step_no`,
  recordedAt: sql<string>`recorded_at`,
} as const;

const db = queryBuilder<Tables>();

/**
 * @param among ids of cycles, where only some count
 * @param lying places as rows say them that lie in the unit asked for; undefined where that unit is gone
 */
export function findRows(
  reader: Reader,
  question: BoardQuestion,
  {
    among,
    lying,
    seen = ALL,
  }: { among?: readonly string[] | undefined; lying?: readonly string[] | undefined; seen?: Condition } = {},
): Found | Refusal {
  const sort = question.sort ?? 'dueOn';
  const from = question.cursor === undefined ? undefined : readCursor(question.cursor, sort);
  if (from === 'invalid') return CURSOR_INVALID({}, '/cursor');
  const size = Math.max(1, Math.min(MOST, Math.trunc(question.limit ?? USUAL)));
  const [name, descending] = sort.startsWith('-') ? [sort.slice(1), true] : [sort, false];
  const key = own(sortKeys, name) ?? sortKeys.dueOn;
  const some = filtered(db.selectFrom('cycle'), question, lying).where(asKysely(seen));
  const matching = among ? some.where(oneOf(sql`cycle`, among)) : some;
  const direction = descending ? 'desc' : 'asc';
  let page = matching
    .select(shownColumns)
    .select((key as RawBuilder<string | number>).as('sort_key'))
    .orderBy(key, direction)
    .orderBy('cycle', direction)
    .limit(size + 1);
  if (from) {
    const [value, cycle] = from;
    const beyond = descending ? sql`<` : sql`>`;
    page = page.where(sql<boolean>`(${key}, cycle) ${beyond} (${value}, ${cycle})`);
  }
  const rows = reader.run(page.compile()) as readonly (CycleRow & { sort_key: string | number })[];
  const [count] = reader.run(matching.select((eb) => eb.fn.countAll<number>().as('total')).compile());
  const items = rows.slice(0, size);
  const last = items[items.length - 1];
  const next = last && rows.length > size ? writeCursor(sort, last.sort_key, last.cycle) : undefined;
  return { rows: items, next, total: count?.total ?? 0 };
}

/** A condition with its values in the place of its question marks. */
function asKysely({ sql: text, values }: Condition) {
  const [first = '', ...rest] = text.split('?');
  return sql<boolean>`${sql.join([sql.raw(first), ...rest.flatMap((part, i) => [sql.val(values[i]), sql.raw(part)])], sql.raw(''))}`;
}

type Query = SelectQueryBuilder<Tables, 'cycle', object>;

const oneOf = (column: RawBuilder<unknown>, values: readonly string[]) =>
  sql<boolean>`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;

function filtered(
  all: Query,
  { today, step, tier, state, place, year, q, waitsForOthersThan }: BoardQuestion,
  lying?: readonly string[],
): Query {
  let query = all;
  if (step !== undefined) query = query.where('step', '=', step);
  if (tier !== undefined) query = query.where('tier', '=', tier);
  if (year !== undefined) query = query.where('year', '=', year);
  if (waitsForOthersThan)
    query = query
      .where('responsibility', 'is not', null)
      .where('over', '=', 0)
      .where((eb) => eb.not(oneOf(sql`cycle`, waitsForOthersThan)));
  if (lying) query = query.where((eb) => eb.or([eb('province', '=', place ?? ''), oneOf(sql`places`, lying)]));
  else if (place !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb('place', '=', place),
        eb('commune', '=', place),
        eb('district', '=', place),
        eb('province', '=', place),
      ]),
    );
  if (state !== undefined) query = query.where((eb) => inState(eb, state, today));
  for (const word of foldText(q ?? '').split(' '))
    if (word !== '') query = query.where(sql<boolean>`instr(search, ${word}) > 0`);
  return query;
}

function inState(eb: ExpressionBuilder<Tables, 'cycle'>, state: NonNullable<BoardQuestion['state']>, today: string) {
  const overdue = eb('due_on', '<', today);
  switch (state) {
    case 'overdue':
      return overdue;
    case 'late':
      return eb.or([overdue, eb('done_late', '=', 1)]);
    case 'ended':
      return eb('state', '<>', 'open');
    case 'damaged':
    case 'stale':
      return eb(state, '=', 1);
    default:
      return eb('state', '=', state);
  }
}

const writeCursor = (sort: BoardSort, key: string | number, cycle: string): string =>
  Buffer.from(JSON.stringify([sort, key, cycle])).toString('base64url');

function readCursor(cursor: string, sort: BoardSort): [key: string | number, cycle: string] | 'invalid' {
  try {
    const [of, key, cycle] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const known = of === sort && (typeof key === 'string' || typeof key === 'number') && typeof cycle === 'string';
    return known ? [key, cycle] : 'invalid';
  } catch {
    return 'invalid';
  }
}
