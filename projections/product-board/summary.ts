import { splitStream } from '../../domain/kernel/aggregate.ts';
import { type Step, stepIds } from '../../domain/programme-year/steps.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { allUnits, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { Reader } from '../engine/reader.ts';
import type { Condition } from '../seen.ts';
import type { Cell, SummaryRow } from './board.ts';
import { unitName } from './item.ts';

type Count = {
  province: string;
  unit: string;
  step: string | null;
  state: string;
  cycles: number;
  overdue: number;
  late: number;
};

/** Units × steps of one programme year. A district with nothing in it has its row too. */
export function summarise(
  reader: Reader,
  treeOf: (province: string) => UnitTree,
  { year, today, seen }: { year: number; today: Day; seen: Condition },
): readonly SummaryRow[] {
  const counts = reader.all<Count>(
    `SELECT province, coalesce(district, commune, place) AS unit, step, state, count(*) AS cycles,
       sum(due_on IS NOT NULL AND due_on < ?) AS overdue,
       sum(done_late = 1 OR (due_on IS NOT NULL AND due_on < ?)) AS late
     FROM cycle WHERE year = ? AND ${seen.sql} GROUP BY province, unit, step, state`,
    today,
    today,
    year,
    ...seen.values,
  );
  const provinces = reader
    .all<{ stream: string }>('SELECT stream FROM source WHERE stream LIKE ? ORDER BY stream', unitTree.stream('%'))
    .map(({ stream }) => splitStream(stream).id);
  return provinces.flatMap((province) => {
    const tree = treeOf(province);
    const own = counts.filter((c) => c.province === province);
    const units = new Set([...districtsIn(tree, year), ...own.map((c) => c.unit)]);
    return [...units].sort().map((unit) =>
      rowFor(
        unitName(tree, unit) ?? { code: unit, name: unit },
        own.filter((c) => c.unit === unit),
      ),
    );
  });
}

const districtsIn = (tree: UnitTree, year: number): string[] =>
  allUnits(tree)
    .filter((u) => u.level === 'district' && u.from <= `${year}-12-31` && (u.until ?? '9999') >= `${year}-01-01`)
    .map((u) => u.code);

function rowFor(unit: SummaryRow['unit'], counts: readonly Count[]): SummaryRow {
  // What was recognised is at work in promotion, all year.
  const working = counts.filter((c) => c.state === 'open' || (c.state === 'recognised' && c.step === 'promotion'));
  const total = (of: readonly Count[]): number => of.reduce((n, c) => n + c.cycles, 0);
  const cell = (of: readonly Count[]): Cell => ({
    open: total(of),
    overdue: of.reduce((n, c) => n + c.overdue, 0),
    late: of.reduce((n, c) => n + c.late, 0),
  });
  return {
    unit,
    steps: Object.fromEntries(stepIds.map((s) => [s, cell(working.filter((c) => c.step === s))])) as Record<Step, Cell>,
    recognised: total(counts.filter((c) => c.state === 'recognised')),
    ended: total(counts.filter((c) => c.state !== 'open' && c.state !== 'recognised')),
  };
}
