import { councilSession } from '../../domain/council-session/council-session.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { pageOf } from '../../domain/letters/page-of.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { cycleParts } from '../../domain/product-cycle/product-cycle.ts';
import { addDays, type Day } from '../../domain/time/civil-date.ts';
import { workingDaysLeft } from '../../domain/time/working-days.ts';
import { nameOf, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { foldedSource, type SourceOf } from '../engine/folded-source.ts';
import type { Reader } from '../engine/reader.ts';
import { type YearOf, yearsOf } from '../years.ts';
import type { DueDate, DueDates, DueDatesQuestion } from './due-dates.ts';
import type { Whose } from './entries.ts';
import type { EntryRow } from './row.ts';
import { whoseToday } from './whose.ts';

/** Calendars ask again within hours or days; one that was away for two months begins anew. */
const CANCELLED_FOR_DAYS = 60;
/** after every instant */
const NEVER = '9999';

export function dueDatesQueries(reader: Reader): DueDates {
  const sourceOf = foldedSource(reader, 'due_source');
  return {
    async list(q) {
      const since = addDays(q.today, -CANCELLED_FOR_DAYS);
      const rows = reader.all<EntryRow>(
        `SELECT * FROM due_date WHERE province = ?1 AND (open = 1 OR changed_at >= ?2) ORDER BY due_on, id`,
        q.province,
        q.openOnly ? NEVER : since,
      );
      const dueDate = dueDatesBy(onceEach(sourceOf), q);
      return rows.filter((row) => !isLongOver(row, since)).flatMap((row) => dueDate(row) ?? []);
    },
  };
}

function dueDatesBy(sourceOf: SourceOf, q: DueDatesQuestion): (row: EntryRow) => DueDate | undefined {
  const { today } = q;
  const treeOf = (province: string): UnitTree => sourceOf<UnitTree>(unitTree.stream(province)) ?? unitTree.initial;
  const yearOf = yearsOf(sourceOf);
  const yearIn: YearOf = once((province, year) => yearOf(province, year, today));
  const left = once((province: string, year: number, dueOn: Day) =>
    workingDaysLeft(today, dueOn, yearIn(province, year, today).calendar),
  );

  function aboutOf(stream: string, whose: Whose): Words {
    const { id } = splitStream(stream);
    const unit = whose.kind === 'duty' ? whose.unit?.code : whose.kind === 'session' ? whose.unit : undefined;
    if (unit !== undefined) return alike(nameOf(treeOf(id.slice(0, 2)), unit, today) ?? unit);
    const { product: of } = cycleParts(id);
    return alike(sourceOf<Product>(product.stream(of))?.name ?? of);
  }

  return (row) => {
    const whose: Whose = JSON.parse(row.whose);
    const mine = whoseToday({ row, whose, tree: treeOf(row.province), yearIn, sourceOf }, q);
    if (!mine) return undefined;
    return {
      id: row.id,
      dueOn: row.due_on,
      workingDaysLeft: left(row.province, cycleParts(splitStream(row.stream).id).year, row.due_on),
      what: mine.what ?? JSON.parse(row.what),
      about: aboutOf(row.stream, whose),
      overdue: row.overdue === 1,
      cancelled: row.open === 0,
      above: mine.above,
      sequence: row.sequence,
      changedAt: row.changed_at,
      path: pageOf(row.stream),
    };
  };
}

/** One question is answered of one moment, and asks thousands of times for the same few things. */
function once<A extends readonly (string | number)[], R>(find: (...asked: A) => R): (...asked: A) => R {
  const known = new Map<string, R>();
  return (...asked) => {
    const key = asked.join(' ');
    if (!known.has(key)) known.set(key, find(...asked));
    return known.get(key) as R;
  };
}

const onceEach = (sourceOf: SourceOf): SourceOf => once((stream: string) => sourceOf(stream)) as SourceOf;

/** A meeting is not done by anybody's act: it is past. */
const isLongOver = ({ stream, due_on }: EntryRow, since: Day): boolean =>
  stream.startsWith(councilSession.stream('')) && due_on < since;

const alike = (name: string): Words => ({ vi: name, en: name });
