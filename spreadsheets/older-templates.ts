// What was recognised, planned and scored before the office worked here, as its tables say.
import { submitPlan } from '../domain/product-cycle/business-plan.ts';
import { recordTierResult } from '../domain/product-cycle/escalation/paper-entries.ts';
import { purposes } from '../domain/product-cycle/product-cycle.ts';
import { startCycle } from '../domain/product-cycle/start.ts';
import { column, optional, type Template, type Values } from './columns.ts';

const ofCycle = [
  column('product', ['Mã sản phẩm', 'Product id'], 'code', 'ca-phe-mau'),
  column('year', ['Năm', 'Year'], 'whole', '2027', { least: 2018, most: 2100, width: 8 }),
];
const cycleOf = ({ product, year }: Values, province: string): string => `${province}-${year}-${product}-1`;
const keyOfCycle = ({ product, year }: Values): string => (product && year ? `${product} ${year}` : '');

/** Recognised before the office worked here: each begins the year in which it is rated anew, on what its papers say. */
export const recognised: Template = {
  title: { vi: 'Sản phẩm đã công nhận', en: 'Products recognised before' },
  command: startCycle,
  columns: [
    ...ofCycle,
    column('purpose', ['Mục đích', 'Purpose'], 'choice', purposes.renewal.vi, { values: purposes }),
    column('ratedIn', ['Năm công nhận', 'Recognised in'], 'whole', '2024', { least: 2018, most: 2100 }),
    column('stars', ['Hạng sao', 'Stars'], 'whole', '3', { least: 1, most: 5, width: 10 }),
    column('number', ['Số quyết định', 'Number of the decision'], 'text', '12/QĐ-UBND'),
    column('date', ['Ngày quyết định', 'Day of the decision'], 'day', '24/06/2024', { width: 16 }),
    column('certificate', ['Số giấy chứng nhận', 'Number of the certificate'], 'text', '66/OCOP', { optional }),
    column('issuedOn', ['Ngày cấp', 'Issued on'], 'day', '24/06/2024', { optional, width: 14 }),
  ],
  keyOf: keyOfCycle,
  restsOn: () => [],
  given: (row, province) => {
    const { purpose, ratedIn: year, stars, number, date, certificate, issuedOn } = row;
    const issued = certificate === undefined ? {} : { certificate: { number: certificate, issuedOn } };
    const earlier = { year, outcome: 'rated', stars, document: { number, date }, ...issued };
    return { id: cycleOf(row, province), input: { entry: 'rating', purpose, earlier } };
  },
};

export const plans: Template = {
  title: { vi: 'Phương án kinh doanh', en: 'Business plans' },
  command: submitPlan,
  columns: [
    ...ofCycle,
    column('targetStar', ['Mục tiêu sao', 'Target stars'], 'whole', '3', { least: 3, most: 5, width: 12 }),
    column('number', ['Số phương án', 'Number of the plan'], 'text', '01/PA-HTX'),
    column('date', ['Ngày phương án', 'Day of the plan'], 'day', '24/06/2027', { width: 16 }),
    column('remarks', ['Ghi chú', 'Remarks'], 'text', '', { optional, width: 40 }),
  ],
  keyOf: keyOfCycle,
  restsOn: () => [],
  given: ({ targetStar, number, date, remarks, ...row }, province) => ({
    id: cycleOf(row, province),
    input: { targetStar, plan: { number, date }, ...(remarks === undefined ? {} : { remarks }) },
  }),
};

const MEMBERS = 9;
const members = Array.from({ length: MEMBERS }, (_, i) => i + 1);

/** Of councils that sat before the office worked here: what each member gave in all, with the minutes that say so. */
export const scores: Template = {
  title: { vi: 'Phiếu chấm điểm cũ', en: 'Old score sheets' },
  command: recordTierResult,
  seesByItself: true,
  columns: [
    ...ofCycle,
    column('number', ['Số biên bản', 'Number of the minutes'], 'text', '01/BB-HĐ'),
    column('date', ['Ngày biên bản', 'Day of the minutes'], 'day', '24/06/2022', { width: 16 }),
    ...members.map((no) =>
      column(`member${no}`, [`Thành viên ${no}`, `Member ${no}`], 'points', '91,25', {
        width: 14,
        ...(no > 1 ? { optional } : {}),
      }),
    ),
    column('mean', ['Điểm trung bình', 'Mean'], 'points', '91,25', { width: 16 }),
    column('stars', ['Hạng sao', 'Stars'], 'whole', '5', { least: 0, most: 5, width: 10 }),
    column(
      'confirmed',
      ['Hội đồng đã xác nhận điểm tối thiểu', 'Council confirmed the minimum options'],
      'choice',
      'có',
      {
        optional,
        values: { yes: { vi: 'có', en: 'yes' } },
      },
    ),
  ],
  keyOf: keyOfCycle,
  restsOn: () => [],
  given: ({ number, date, mean, stars, confirmed, ...row }, province) => ({
    id: cycleOf(row, province),
    input: {
      minutes: { number, date },
      totals: members.flatMap((no) =>
        row[`member${no}`] === undefined ? [] : [{ member: `tv-${no}`, total: row[`member${no}`] }],
      ),
      mean,
      stars,
      ...(confirmed === undefined ? {} : { unreadConfirmed: true }),
    },
  }),
};
