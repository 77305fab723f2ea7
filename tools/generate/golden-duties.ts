// A year of duties with everything that can become of them, for the golden fixtures.
import { planAndApprove } from '../../demo/install.ts';
import { planOf } from '../../demo/year-plan.ts';
import type { YearPlanInput } from '../../domain/programme-year/year-plan.ts';
import { getCommand } from '../../domain/registry.ts';
import type { Rehearsal } from '../../test/rehearsal.ts';
import type { World } from '../../test/world.ts';

type Duties = NonNullable<YearPlanInput['duties']>;

const words = (vi: string, en: string) => ({ vi, en });
const doc = (number: string, date: string) => ({ number, date });

const dutiesUntil = (until: string): Duties => [
  {
    id: 'tuyen-truyen',
    name: words('Tuyên truyền', 'Awareness'),
    levels: ['commune'],
    units: ['650-01', '650-02', '651-02'],
    times: [{ no: 1, from: '2023-02-01', until }],
    evidence: words('báo cáo', 'a report'),
    reportTo: words('huyện', 'the district'),
    source: '1576/QĐ-UBND, phần II, IV.6.1',
  },
  {
    id: 'bao-cao-quy',
    name: words('Báo cáo', 'Report'),
    levels: ['commune'],
    units: ['650-01', '651-01'],
    times: [{ no: 1, of: words('quý I', 'first quarter'), from: '2023-01-01', until: '2023-03-20' }],
    evidence: words('báo cáo', 'a report'),
    reportTo: words('tỉnh', 'the province'),
    source: '1576/QĐ-UBND, điều 2',
  },
];

/** The year 2023, planned with duties of four communes. */
export async function planWithDuties(w: World): Promise<void> {
  await planAndApprove(w.give, 2023, { plan: { ...planOf(2023), duties: dutiesUntil('2023-02-24') } });
}

export async function dutiesDone({ rehearsal, ...w }: World & { rehearsal: Rehearsal }): Promise<void> {
  const ID = '66-2023-650-01';
  const [commune, district, province] = ['demo-krong-nang-xa-1', 'demo-krong-nang', 'demo-province'];
  const given = (on: string, by: string, name: string, input: unknown, id = ID, category = 'unitDuties') =>
    rehearsal.give({ on, by, command: getCommand(category, name), id, input });
  const first = { duty: 'tuyen-truyen', no: 1 };
  await given('2023-02-10', commune, 'ReportDuty', {
    ...first,
    document: doc('BC', '2023-02-10'),
    remarks: 'Đủ 9 thôn',
  });
  await given('2023-02-13', district, 'SendBackDuty', { ...first, reason: 'Thiếu số người dự' });
  await given('2023-02-14', commune, 'ReportDuty', { ...first, document: doc('BC-2', '2023-02-14') });
  await given('2023-02-15', district, 'AcceptDuty', first);
  const why = { reason: 'Nhầm', document: doc('ĐC', '2023-02-16') };
  const changes = { document: doc('BC-2A', '2023-02-14') };
  const about = async (type: string) =>
    (await w.store.readStream(`unitDuties-${ID}`)).findLast((e) => e.type === type)?.revision;
  await given('2023-02-16', district, 'CorrectFact', { revision: await about('DutyReported'), changes, ...why });
  await given('2023-02-16', district, 'ExcuseDuty', { duty: 'bao-cao-quy', no: 1, reason: 'Báo cáo chung với huyện' });
  await given('2023-02-16', district, 'AnnulFacts', { revisions: [await about('DutyExcused')], ...why });
  const plan = { ...planOf(2023), duties: dutiesUntil('2023-03-10') };
  const changed = { plan, document: doc('02/KH', '2023-02-20') };
  await given('2023-02-20', province, 'ChangeYearPlan', changed, '66-2023', 'programmeYear');
  const end = { code: '651-02', until: '2023-03-15', successors: ['651-01'], document: doc('NQ', '2023-03-01') };
  await given('2023-03-14', 'demo-admin', 'AbolishUnit', end, '66', 'unitTree');
  const late = { document: doc('BC', '2023-02-20'), occurredOn: '2023-02-20', latePaper: doc('CV', '2023-06-01') };
  await given('2023-06-01', 'demo-signer', 'ReportDuty', { ...first, ...late }, '66-2023-650-02');
  const forgotten = { fields: ['remarks'], ground: 'asked', document: doc('ĐN', '2023-06-02') };
  await given('2023-06-02', 'demo-admin', 'ForgetValues', forgotten);
}
