import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { asIcs } from './as-ics.ts';
import { rehearsalOf } from './rehearsal.fixture.ts';

test('a rehearsal as a calendar: an entry per role and day, all day, whose end is the day after', () => {
  const file = asIcs(rehearsalOf(), 'vi');
  const events = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((e) => new ICAL.Event(e));
  expect(events.map((e) => [e.summary, e.startDate.toString(), e.endDate.toString()])).toEqual([
    ['Diễn tập: 1 việc – Cán bộ phụ trách OCOP cấp xã, Xã Một', '2022-03-24', '2022-03-25'],
    ['Diễn tập: 2 việc – Cán bộ OCOP cấp huyện, Huyện Krông Năng', '2022-03-24', '2022-03-25'],
  ]);
  expect(events.every(({ startDate }) => startDate.isDate)).toBe(true);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(2);
  expect(events[1]?.description).toBe(
    'T-3: =HYPERLINK("x") (29/03/2022, 650-01)\nquá hạn: =HYPERLINK("x") (29/03/2022, 650-01) – không có ai nhận',
  );
  expect(asIcs(rehearsalOf(), 'vi')).toBe(file);
});
