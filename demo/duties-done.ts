// What the demo's units did of their duties in 2022: most in time, some late, some not at all; who stands above them has
// accepted most of it. Which unit does what follows from where it and the duty stand in their lists.

import { getCommand } from '../domain/registry.ts';
import { atHour, type Day } from '../domain/time/civil-date.ts';
import { addWorkingDays, isWorkingDay } from '../domain/time/working-days.ts';
import { unitDuties } from '../domain/unit-duties/unit-duties.ts';
import { communesOf } from './accounts.ts';
import { departments } from './departments.ts';
import { districts, PROVINCE } from './districts.ts';
import { dutyRows } from './duties.ts';
import type { DutyRow } from './duty-rows.ts';
import type { Give } from './install.ts';
import { communeOfficer } from './officer-for.ts';
import { calendarOf } from './script.ts';

const YEAR = 2022;
const MINUTE = 60_000;

/** A unit with who reports for it and who judges that. */
type Reporter = { readonly code: string; readonly level: string; readonly by: string; readonly judge: string };

const reporters: readonly Reporter[] = [
  { code: PROVINCE.code, level: 'province', by: 'demo-province', judge: 'demo-signer' },
  ...departments.map(({ code }) => ({ code, level: 'department', by: `demo-${code}`, judge: 'demo-province' })),
  ...districts.flatMap(({ code, slug }) => [
    { code, level: 'district', by: `demo-${slug}`, judge: 'demo-province' },
    ...communesOf(code).map((commune, i) => ({
      ...{ code: commune.code, level: 'commune', by: communeOfficer(slug, i + 1), judge: `demo-${slug}` },
    })),
  ]),
];

type Moment = { at: string; hints: readonly string[]; happen: () => Promise<void> };

const isOf = ({ levels, units }: DutyRow, { code, level }: Reporter): boolean =>
  (levels as readonly string[]).includes(level) && (units?.includes(code) ?? true);

/** Working days before the last day on which it is reported; negative: late; undefined: not at all. */
const inTime = [12, 10, 9, 11, 8, 10, 12, -2, 9, 10, undefined, 11, 10, 4] as const;

const workday = (on: Day): Day => (isWorkingDay(on, calendarOf(on)) ? on : addWorkingDays(on, 1, calendarOf(on)));

/** @param until the last day that may be told of */
export function dutyMoments(give: Give, until: Day): readonly Moment[] {
  const moments = reporters.flatMap((unit, u) =>
    dutyRows.flatMap((row, r) =>
      isOf(row, unit)
        ? row.times.flatMap((_, t) => momentsOf(give, { unit, row, r, t, chance: u * 5 + r * 3 + t }))
        : [],
    ),
  );
  return moments.filter(({ at }) => at <= atHour(until, 8));
}

type Told = { unit: Reporter; row: DutyRow; r: number; t: number; chance: number };

function momentsOf(give: Give, { unit, row, r, t, chance }: Told): readonly Moment[] {
  const days = inTime[chance % inTime.length];
  const [from, last] = row.times[t] as DutyRow['times'][number];
  if (days === undefined) return [];
  const id = `${PROVINCE.code}-${YEAR}-${unit.code}`;
  // Each duty has a minute of its own, so that no two acts meet on a stream.
  const act = (on: Day, hour: number, by: string, name: string, input: object): Moment => ({
    at: new Date(Date.parse(atHour(on, hour)) + r * MINUTE).toISOString(),
    hints: [unitDuties.stream(id)],
    happen: async () => {
      const command = getCommand(unitDuties.category, name);
      const key = `demo/${id}/${row.id}-${t + 1}/${name}-${on}`;
      await give({ by, command, id, input: { duty: row.id, no: t + 1, ...input }, key });
    },
  });
  const after = (on: Day, n: number): Day => addWorkingDays(on, n, calendarOf(on));
  // Nothing is told before the plan was approved.
  const [reported = ''] = [after(`${YEAR}-${last}`, -days), workday(`${YEAR}-${from}`), `${YEAR}-01-06`]
    .sort()
    .reverse();
  const report = (on: Day, n: number) =>
    act(on, 10, unit.by, 'ReportDuty', { document: { number: `MH-${r + 1}.${n}/BC-${unit.code}`, date: on } });
  const judge = (name: string, input: object) => act(after(reported, 3), 15, unit.judge, name, input);
  if (chance % 31 === 5)
    return [act(reported, 10, unit.judge, 'ExcuseDuty', { reason: 'Báo cáo chung với đơn vị khác (minh họa)' })];
  if (chance % 17 === 3)
    return [
      report(reported, 1),
      judge('SendBackDuty', { reason: 'Chưa có số liệu của từng thôn (minh họa)' }),
      report(after(reported, 5), 2),
    ];
  return [report(reported, 1), ...(chance % 4 === 0 ? [] : [judge('AcceptDuty', {})])];
}
