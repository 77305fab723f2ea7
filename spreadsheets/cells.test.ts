import { expect, test } from 'vitest';
import { readCell } from './cells.ts';
import type { InColumn } from './columns.ts';

const read = (kind: InColumn['kind'], cell: unknown, more: Partial<InColumn> = {}) => {
  const column: InColumn = { id: 'x', title: { vi: 'X', en: 'X' }, width: 1, example: '', kind, ...more };
  const got = readCell(cell, column);
  return 'fault' in got ? got.fault.vi : got.value;
};

test.each([
  ['tax', '6001 234 567', '6001234567'],
  ['tax', '0100109106-001', '0100109106-001'],
  ['tax', '0100109106001', '0100109106-001'],
  ['tax', '600123456', /10 hoặc 13/],
  ['tax', 6001234567, /số 0 ở đầu/],
  ['person', '066 085 001 234', '066085001234'],
  ['person', '240123456', '240123456'],
  ['person', '06608500123', /12 chữ số/],
  ['telephone', '+84 912.345.678', '0912345678'],
  ['telephone', '84912345678', '0912345678'],
  ['telephone', '0262 3850 000', '02623850000'],
  ['telephone', '0168 234 5678', /0382345678/],
  ['telephone', '912345678', /10 chữ số/],
  ['telephone', 912345678, /số 0 ở đầu/],
] as const)('%s: %j', (kind, cell, is) => {
  if (typeof is === 'string') expect(read(kind, cell)).toBe(is);
  else expect(read(kind, cell)).toMatch(is);
});

test('points with a comma, by a point mistyped, or as a number are hundredths; what has more decimals is none', () => {
  for (const cell of ['91,25', '91.25', ' 91,25 ', 91.25]) expect(read('points', cell)).toBe(9125);
  for (const cell of ['101', '91,255', '91.250', '-1', 'chín', 1 / 3]) expect(read('points', cell)).toMatch(/Ghi điểm/);
});

test('whole numbers may have thousands by a point, and stand within their bounds', () => {
  const bounds = { least: 1, most: 2000 };
  expect(read('whole', '1.234', bounds)).toBe(1234);
  expect(read('whole', 5, bounds)).toBe(5);
  for (const cell of ['0', '2.001', '1,5', 1.5]) expect(read('whole', cell, bounds)).toMatch(/Ghi số từ 1 đến 2000/);
});

test('a day is one as a cell of dates, as its serial number or in digits; what could be read either way is none', () => {
  for (const cell of [new Date('2022-06-24'), 44736, '24/06/2022', '24.6.2022', '24-06-2022'])
    expect(read('day', cell)).toBe('2022-06-24');
  expect(read('day', '3/4/2022')).toMatch(/Không rõ/);
  for (const cell of ['06/24/2022', '31/02/2022', '2022', 5]) expect(read('day', cell)).toMatch(/24\/06\/2022/);
});
