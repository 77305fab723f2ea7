// Two lines and three letters: what a rehearsal is shown by.
import type { Rehearsal, Rehearsed } from './rehearsal.ts';

const line: Rehearsed = {
  on: '2022-03-24',
  which: 'T-3',
  overdue: false,
  dueOn: '2022-03-29',
  why: { vi: '=HYPERLINK("x")', en: 'register the idea' },
  resource: 'product-cycles',
  id: '66-2022-dien-tap-1',
  place: '650-01',
  to: [
    { role: 'commune-officer', unit: '650-01', name: 'Xã Một', accounts: ['a', 'b'] },
    { role: 'district-officer', unit: '650', name: 'Huyện Krông Năng', accounts: [] },
  ],
  dayOff: false,
};
const { which: _, ...plain } = line;
const late: Rehearsed = { ...plain, overdue: true, to: [{ role: 'district-officer', unit: '650', accounts: [] }] };
export const rehearsalOf = (): Rehearsal => ({
  year: '66-2022',
  rulebook: 'R2019',
  products: 1,
  told: [line, late],
  letters: [
    { on: '2022-03-24', account: 'a', matters: 1, dayOff: false },
    { on: '2022-03-25', account: 'b', matters: 1, dayOff: false },
    { on: '2022-03-28', account: 'b', matters: 3, dayOff: false },
  ],
  outOfReach: [],
  stopped: [],
});
