import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { asXlsx } from './as-xlsx.ts';
import type { Rehearsal, Rehearsed } from './rehearsal.ts';

const line: Rehearsed = {
  on: '2022-03-24',
  which: 'T-3',
  overdue: false,
  dueOn: '2022-03-29',
  why: { vi: '=HYPERLINK("x")', en: 'register the idea' },
  cycle: '66-2022-dien-tap-1',
  place: '650-01',
  to: [
    { role: 'commune-officer', unit: '650-01', name: 'Xã Một', accounts: ['a', 'b'] },
    { role: 'district-officer', unit: '650', name: 'Huyện Krông Năng', accounts: [] },
  ],
  dayOff: false,
};
const { which: _, ...plain } = line;
const late: Rehearsed = { ...plain, overdue: true, to: [{ role: 'district-officer', unit: '650', accounts: [] }] };
const rehearsal: Rehearsal = {
  year: '66-2022',
  rulebook: 'R2019',
  products: 1,
  told: [line, late],
  outOfReach: [],
  stopped: [],
};

const [day, due] = [new Date('2022-03-24'), new Date('2022-03-29')];

test('a rehearsal as a workbook: a line per role, what nobody receives, and who is told how much', async () => {
  const sheets = await readXlsxFile(await asXlsx(rehearsal, 'vi'));
  const [schedule, unheard, shares] = sheets.map(({ data }) => data);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Lịch nhắc', 'Không ai nhận', 'Theo người']);
  expect(schedule).toEqual([
    ['Ngày', 'Nhắc', 'Việc', 'Hạn', 'Xã', 'Vai trò', 'Đơn vị', 'Số người nhận', 'Ngày nghỉ'],
    [day, 'T-3', '=HYPERLINK("x")', due, '650-01', 'Cán bộ phụ trách OCOP cấp xã', 'Xã Một', 2, null],
    [day, 'T-3', '=HYPERLINK("x")', due, '650-01', 'Cán bộ OCOP cấp huyện', 'Huyện Krông Năng', 0, null],
    [day, 'quá hạn', '=HYPERLINK("x")', due, '650-01', 'Cán bộ OCOP cấp huyện', '650', 0, null],
  ]);
  expect(unheard?.slice(1)).toEqual([schedule?.[3]]);
  expect(shares?.slice(1)).toContainEqual(['Cán bộ phụ trách OCOP cấp xã', 'Xã Một', 1, day, 1]);
});
