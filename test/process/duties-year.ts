// A year of duties with a reform in its middle, told once for whoever carries it out: most is reported in time, some late,
// some sent back, excused or never done; on 15 June a commune is merged into its neighbour and the level of the district ends,
// and in August a day is declared off on which a report was due. Beside it a product of the merged commune, whose date is
// moved while it runs.
import type { SimulatedProcess } from '../../demo/simulated-process.ts';
import { holidays, planOf } from '../../demo/year-plan.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { PlannedDuty } from '../../domain/programme-year/duties.ts';
import type { YearPlanInput } from '../../domain/programme-year/year-plan.ts';
import { getCommand } from '../../domain/registry.ts';
import { endOfDay } from '../../domain/time/civil-date.ts';
import { unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import type { World } from '../world.ts';

export const [MERGED, HEIR, DISTRICT, PROVINCE] = ['650-01', '650-02', '650', '66'] as const;
const officers: Readonly<Record<string, string>> = {
  [MERGED]: 'demo-krong-nang-xa-1',
  [HEIR]: 'demo-krong-nang-xa-2',
  [DISTRICT]: 'demo-krong-nang',
  [PROVINCE]: 'demo-province',
};
export const CYCLE_ID = '66-2022-ca-phe-mau-1';
export const dutiesOf = (unit: string): string => unitDuties.stream(`66-2022-${unit}`);

const levelOf = (unit: string): PlannedDuty['levels'][number] =>
  unit === PROVINCE ? 'province' : unit === DISTRICT ? 'district' : 'commune';
const words = (vi: string, en: string) => ({ vi, en });
const duty = (id: string, name: PlannedDuty['name'], units: readonly string[], times: string[][]): PlannedDuty => ({
  ...{ id, name, levels: [...new Set(units.map(levelOf))], units: [...units] },
  times: times.map(([from, until], i) => ({ no: i + 1, from: `2022-${from}`, until: `2022-${until}` })),
  evidence: words('báo cáo', 'a report'),
  reportTo: words('cấp trên', 'the unit above'),
  source: '1576/QĐ-UBND, phần II',
});
const communes = [MERGED, HEIR];

export const planWithReform: YearPlanInput = {
  ...planOf(2022),
  duties: [
    duty('tuyen-truyen', words('Tuyên truyền', 'Awareness'), [...communes, DISTRICT], [['02-01', '02-25']]),
    duty('tien-do', words('Báo cáo tiến độ', 'Progress'), communes, [
      ...[
        ['04-01', '04-28'],
        ['05-01', '05-30'],
        ['06-01', '06-29'],
      ],
      ...[
        ['07-01', '07-29'],
        ['08-01', '08-30'],
      ],
    ]),
    duty(
      'quy',
      words('Báo cáo quý', 'Quarterly report'),
      [...communes, DISTRICT, PROVINCE],
      [
        ...[
          ['01-01', '03-21'],
          ['04-01', '06-20'],
        ],
        ...[
          ['07-01', '09-20'],
          ['10-01', '12-20'],
        ],
      ],
    ),
  ],
};

type Deed = readonly [on: string, by: string, name: string, of: string, input: object];
const paper = (on: string) => ({ number: 'BC (minh họa)', date: `2022-${on}` });
const report = (on: string, unit: string, duty: string, no: number, more: object = {}): Deed => [
  ...([on, officers[unit] ?? '', 'ReportDuty', unit] as const),
  { duty, no, document: paper(on), ...more },
];
const judge = (on: string, by: string, name: string, unit: string, input: object): Deed => [on, by, name, unit, input];
const tree = (on: string, name: string, input: object): Deed => [on, 'demo-admin', name, 'unitTree-66', input];
const dayOff = {
  days: { holidays: [...(holidays[2022]?.holidays ?? []), '2022-09-20'].sort() },
  ...{ document: paper('08-24') },
};
const resolution = { document: { number: 'NQ (minh họa)', date: '2022-06-01' } };
const CYCLE = productCycle.stream(CYCLE_ID);
const first = { duty: 'tuyen-truyen', no: 1 };

/** What people do, each at nine of their day. */
const deeds: readonly Deed[] = [
  ['02-10', 'demo-krong-nang-xa-1', 'StartCycle', CYCLE, { entry: 'awareness' }],
  // Due on 28 February: its next reminder would come on the 17th.
  ['02-15', 'demo-province', 'FixDeadline', CYCLE, { dueOn: '2022-03-10', reason: 'Mưa lũ' }],
  report('02-18', MERGED, 'tuyen-truyen', 1),
  judge('02-21', 'demo-krong-nang', 'SendBackDuty', MERGED, { ...first, reason: 'Thiếu số người dự' }),
  judge('02-21', 'demo-province', 'ExcuseDuty', DISTRICT, { ...first, reason: 'Báo cáo chung với tỉnh' }),
  report('02-24', MERGED, 'tuyen-truyen', 1),
  judge('02-25', 'demo-krong-nang', 'AcceptDuty', MERGED, first),
  // Three working days late.
  report('03-02', HEIR, 'tuyen-truyen', 1),
  ['03-09', 'demo-krong-nang-xa-1', 'IdentifyPotential', CYCLE, {}],
  ...[MERGED, HEIR, DISTRICT, PROVINCE].map((unit) => report('03-15', unit, 'quy', 1)),
  ...communes.map((unit) => report('04-20', unit, 'tien-do', 1)),
  report('05-20', HEIR, 'tien-do', 2),
  tree('06-10', 'AbolishUnit', { code: MERGED, until: '2022-06-15', successors: [HEIR], ...resolution }),
  tree('06-10', 'MoveUnit', { code: HEIR, parent: PROVINCE, from: '2022-06-16', ...resolution }),
  tree('06-10', 'AbolishUnit', { code: DISTRICT, until: '2022-06-15', successors: [], ...resolution }),
  report('06-17', HEIR, 'quy', 2),
  report('06-20', PROVINCE, 'quy', 2),
  report('06-20', PROVINCE, 'quy', 2, { onBehalfOf: DISTRICT }),
  // For the commune that is no more: its quarter in time, May late, June sent back by whoever stands above now.
  report('06-20', HEIR, 'quy', 2, { onBehalfOf: MERGED }),
  report('06-21', HEIR, 'tien-do', 2, { onBehalfOf: MERGED }),
  report('06-24', HEIR, 'tien-do', 3, { onBehalfOf: MERGED }),
  judge('06-27', 'demo-province', 'SendBackDuty', HEIR, {
    ...{ duty: 'tien-do', no: 3, onBehalfOf: MERGED },
    reason: 'x',
  }),
  report('06-28', HEIR, 'tien-do', 3, { onBehalfOf: MERGED }),
  report('06-28', HEIR, 'tien-do', 3),
  ...[4, 5].map((no) => report(no === 4 ? '07-20' : '08-22', HEIR, 'tien-do', no)),
  ['08-25', 'demo-province', 'CompleteCalendar', 'calendar-2022', dayOff],
  report('09-12', HEIR, 'quy', 3),
  report('09-29', PROVINCE, 'quy', 3),
  report('12-14', PROVINCE, 'quy', 4),
  // The commune’s last quarter nobody reports.
];

export async function goThroughReform(w: World, process: SimulatedProcess): Promise<void> {
  for (const [on, by, name, of, input] of deeds) {
    await process.runUntil(`2022-${on}T02:00:00.000Z`);
    const stream = /^[a-z]/.test(of) ? of : dutiesOf(of);
    const { category, id } = splitStream(stream);
    await w.give({ by, command: getCommand(category, name), id, input });
    process.hint(stream);
    await process.runUntil(w.now());
  }
  await process.runUntil(endOfDay('2023-01-05'));
}
