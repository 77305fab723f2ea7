import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { asXlsx } from './as-xlsx.ts';
import { rehearsalOf } from './rehearsal.fixture.ts';

const rehearsal = rehearsalOf();
const [day, due] = [new Date('2022-03-24'), new Date('2022-03-29')];

test('a rehearsal as a workbook: a line per role, what nobody receives, who is told how much and reads what', async () => {
  const sheets = await readXlsxFile(await asXlsx(rehearsal, 'vi'));
  const [schedule, unheard, shares, people, letters] = sheets.map(({ data }) => data);
  expect(sheets.map(({ sheet }) => sheet)).toEqual([
    ...['Lịch nhắc', 'Không ai nhận', 'Theo vai trò'],
    ...['Theo người nhận', 'Thư từng ngày'],
  ]);
  expect(schedule).toEqual([
    ['Ngày', 'Nhắc', 'Việc', 'Hạn', 'Địa bàn', 'Vai trò', 'Đơn vị', 'Số người nhận', 'Ngày nghỉ'],
    [day, 'T-3', '=HYPERLINK("x")', due, '650-01', 'Cán bộ phụ trách OCOP cấp xã', 'Xã Một', 2, null],
    [day, 'T-3', '=HYPERLINK("x")', due, '650-01', 'Cán bộ OCOP cấp huyện', 'Huyện Krông Năng', 0, null],
    [day, 'quá hạn', '=HYPERLINK("x")', due, '650-01', 'Cán bộ OCOP cấp huyện', '650', 0, null],
  ]);
  expect(unheard?.slice(1)).toEqual([schedule?.[3]]);
  expect(shares?.slice(1)).toContainEqual(['Cán bộ phụ trách OCOP cấp xã', 'Xã Một', 1, day, 1]);
  expect(people?.slice(1)).toEqual([
    ['b', 2, 4, new Date('2022-03-28'), 3],
    ['a', 1, 1, day, 1],
  ]);
  expect(letters?.[3]).toEqual([new Date('2022-03-28'), 'b', 3]);
});
