import { councilSession } from '../../domain/council-session/council-session.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { pageOf } from '../../domain/letters/page-of.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { cycleParts } from '../../domain/product-cycle/product-cycle.ts';
import { addDays, type Day } from '../../domain/time/civil-date.ts';
import { workingDaysLeft } from '../../domain/time/working-days.ts';
import { nameOf, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { foldedSource } from '../engine/folded-source.ts';
import type { Reader } from '../engine/reader.ts';
import { yearsOf } from '../years.ts';
import type { DueDate, DueDates, DueDatesQuestion } from './due-dates.ts';
import type { Whose } from './entries.ts';
import type { EntryRow } from './row.ts';
import { whoseToday } from './whose.ts';

/** Calendars ask again within hours or days; one that was away for two months begins anew. */
const CANCELLED_FOR_DAYS = 60;

export function dueDatesQueries(reader: Reader): DueDates {
  const sourceOf = foldedSource(reader, 'due_source');
  const treeOf = (province: string): UnitTree => sourceOf<UnitTree>(unitTree.stream(province)) ?? unitTree.initial;
  const yearIn = yearsOf(sourceOf);

  function aboutOf(stream: string, whose: Whose, today: Day): Words {
    const { id } = splitStream(stream);
    const unit = whose.kind === 'duty' ? whose.unit?.code : whose.kind === 'session' ? whose.unit : undefined;
    if (unit !== undefined) return alike(nameOf(treeOf(id.slice(0, 2)), unit, today) ?? unit);
    const { product: of } = cycleParts(id);
    return alike(sourceOf<Product>(product.stream(of))?.name ?? of);
  }

  function leftOf({ stream, province, due_on }: EntryRow, today: Day): number {
    const { year } = cycleParts(splitStream(stream).id);
    return workingDaysLeft(today, due_on, yearIn(province, year, today).calendar);
  }

  function dueDate(row: EntryRow, q: DueDatesQuestion): DueDate | undefined {
    const whose: Whose = JSON.parse(row.whose);
    const mine = whoseToday({ row, whose, tree: treeOf(row.province), yearIn, sourceOf }, q);
    if (!mine) return undefined;
    return {
      id: row.id,
      dueOn: row.due_on,
      workingDaysLeft: leftOf(row, q.today),
      what: mine.what ?? JSON.parse(row.what),
      about: aboutOf(row.stream, whose, q.today),
      overdue: row.overdue === 1,
      cancelled: row.open === 0,
      above: mine.above,
      sequence: row.sequence,
      changedAt: row.changed_at,
      path: pageOf(row.stream),
    };
  }

  return {
    async list(q) {
      const since = addDays(q.today, -CANCELLED_FOR_DAYS);
      const rows = reader.all<EntryRow>(
        `SELECT * FROM due_date WHERE province = ?1 AND (open = 1 OR changed_at >= ?2) ORDER BY due_on, id`,
        q.province,
        since,
      );
      return rows.filter((row) => !isLongOver(row, since)).flatMap((row) => dueDate(row, q) ?? []);
    },
  };
}

/** A meeting is not done by anybody's act: it is past. */
const isLongOver = ({ stream, due_on }: EntryRow, since: Day): boolean =>
  stream.startsWith(councilSession.stream('')) && due_on < since;

const alike = (name: string): Words => ({ vi: name, en: name });
