import { expect, test } from 'vitest';
import { thisMonth } from './this-month.ts';

const span = (from: string, until: string) => ({ from, until });
const plan = {
  windows: {
    awareness: span('2022-02-01', '2022-02-28'),
    idea: span('2022-03-01', '2022-03-31'),
    'business-plan': span('2022-03-15', '2022-04-30'),
    implementation: span('2022-04-01', '2022-08-31'),
    promotion: span('2022-05-01', '2022-06-30'),
  },
  rounds: [
    { no: 1, ...span('2022-06-15', '2022-07-31'), tiers: {} },
    { no: 2, ...span('2022-10-01', '2022-11-30'), tiers: {} },
  ],
};

test.each([
  ['2022-02-10', 'Tháng 2/2022: tuyên truyền, hướng dẫn (đến 28/02/2022)'],
  [
    '2022-06-01',
    'Tháng 6/2022: triển khai phương án (đến 31/08/2022); đánh giá, phân hạng đợt 1 (đến 31/07/2022); xúc tiến thương mại (đến 30/06/2022)',
  ],
  ['2022-12-31', 'Tháng 12/2022: kế hoạch không có việc trọng tâm'],
])('on %s: %s', (today, vi) => {
  expect(thisMonth(plan, today).vi).toBe(vi);
});

test('in English too', () => {
  expect(thisMonth(plan, '2022-11-02').en).toBe('11/2022: rating, round 2 (to 30/11/2022)');
});
