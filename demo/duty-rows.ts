// How the demo's duties are told: in rows of a few words each, days as `MM-DD` of the year.
import type { YearPlanInput } from '../domain/programme-year/year-plan.ts';

export type PlanDuty = NonNullable<YearPlanInput['duties']>[number];
type Level = PlanDuty['levels'][number];
type Words = { readonly vi: string; readonly en: string };

export type DutyRow = {
  readonly id: string;
  readonly vi: string;
  readonly en: string;
  readonly levels: readonly Level[];
  readonly units?: readonly string[];
  /** from, until, and what part of the year it is for */
  readonly times: readonly (readonly [from: string, until: string, of?: Words | undefined])[];
  readonly evidence: Words;
  readonly reportTo: Words;
  /** part, section and line of 1576/QĐ-UBND, or an article of it */
  readonly source: string;
};

export const C: Level = 'commune';
export const D: Level = 'district';
export const P: Level = 'province';
export const S: Level = 'department';

export const report: Words = { vi: 'báo cáo bằng văn bản', en: 'a written report' };
export const approvedPlan: Words = {
  vi: 'kế hoạch được UBND phê duyệt',
  en: 'the plan its people’s committee approved',
};
export const minutes: Words = { vi: 'biên bản, danh sách người dự', en: 'minutes and who was there' };
export const list: Words = { vi: 'danh sách có xác nhận', en: 'the confirmed list' };

export const superior: Words = { vi: 'cơ quan OCOP cấp trên trực tiếp', en: 'the OCOP office above' };
export const office: Words = { vi: 'Văn phòng Điều phối nông thôn mới tỉnh', en: 'the provincial coordination office' };
export const committee: Words = { vi: 'UBND tỉnh', en: 'the provincial people’s committee' };
export const steering: Words = { vi: 'Ban Chỉ đạo cấp tỉnh', en: 'the provincial steering committee' };

/** The end of each quarter is when what is told of it is due. */
export const quarters: DutyRow['times'] = [
  ['01-01', '03-20', { vi: 'quý I', en: 'first quarter' }],
  ['04-01', '06-20', { vi: 'quý II', en: 'second quarter' }],
  ['07-01', '09-20', { vi: 'quý III', en: 'third quarter' }],
  ['10-01', '12-20', { vi: 'quý IV', en: 'fourth quarter' }],
];
