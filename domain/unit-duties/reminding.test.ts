import { describe, expect, test } from 'vitest';
import { doc } from '../../test/domain/story.ts';
import { earliest } from '../kernel/due-action.ts';
import type { Fact } from '../kernel/fold.ts';
import { fold } from '../kernel/fold.ts';
import { dayOf } from '../time/civil-date.ts';
import { awareness, begun, commune, duties, duty, ID, letAllComeDue, progress, yearWith } from './duties.fixture.ts';
import { dutiesDue } from './duties-facts.ts';
import { markDutiesOverdue, recordDutyReminders } from './reminding.ts';
import { reportDuty } from './reporting.ts';
import { unitDuties } from './unit-duties.ts';

const due = (facts: readonly Fact[], at: string, year = yearWith([awareness, progress])) =>
  earliest(dutiesDue({ id: ID, state: fold(unitDuties, facts), year, at }));
const eight = (day: string) => `${day}T01:00:00.000Z`;

describe('the dates of duties', () => {
  test('remind by their own ladder before the day, and go on with the common one after it', () => {
    const told: string[] = [];
    letAllComeDue(begun([awareness]), yearWith([awareness]), (at, { duties, to }) =>
      told.push(`${dayOf(at)} ${duties[0]?.which ?? 'overdue'} ${to.map((t) => t.role).join()}`),
    );
    expect(told).toEqual([
      '2022-02-16 T-7 commune-officer',
      '2022-02-24 T-1 commune-officer',
      '2022-02-26 overdue commune-officer',
      '2022-02-28 T+1 commune-officer,district-officer',
      '2022-03-02 T+3 commune-officer,district-officer',
      '2022-03-08 T+7 commune-officer,district-officer',
    ]);
  });
  test('what comes due on one day is told once, in one fact', () => {
    const both = [duty('a', [['02-01', '02-25']]), duty('b', [['02-01', '02-25']])];
    const s = duties(begun(both)).on(eight('2022-02-16')).when(recordDutyReminders);
    s.then([{ type: 'DutyRemindersCameDue', data: { duties: [{ duty: 'a' }, { duty: 'b' }] } }]);
    expect(s.facts.at(-1)?.data).toMatchObject({
      why: { vi: 'việc a (hạn 25/02/2022); việc b (hạn 25/02/2022)' },
    });
  });
  test('nothing is told before its time, nor of what is done', () => {
    duties(begun()).on('2022-02-15').when(recordDutyReminders).then('NOT_DUE');
    duties(begun()).on('2022-02-25').when(markDutiesOverdue).then('NOT_DUE');
    const report = { duty: 'awareness', no: 1, document: doc('BC', '2022-02-10') };
    const done = duties(begun([awareness]))
      .on('2022-02-10', commune)
      .when(reportDuty, report).facts;
    duties(done).on('2022-02-16').when(recordDutyReminders).then('already-so');
    duties(done).on('2022-02-28').when(markDutiesOverdue).then('already-so');
    expect(due(done, eight('2022-02-11'))).toBeUndefined();
  });
  test('a reminder that was missed is told once, with the newest of them', () => {
    const s = duties(begun([awareness]))
      .on(eight('2022-02-24'))
      .when(recordDutyReminders);
    s.then([{ type: 'DutyRemindersCameDue', data: { duties: [{ which: 'T-1' }] } }]);
    expect(due(s.facts, eight('2022-02-24'))).toMatchObject({ command: 'MarkDutiesOverdue' });
  });
  test('each due action has an id of its own: what comes due anew on a day on which somebody was told is told as well', () => {
    const first = duties(begun([awareness]))
      .on(eight('2022-02-16'))
      .when(recordDutyReminders).facts;
    const ladder = yearWith([awareness]);
    const policies = { ...ladder.plan?.policies, 'duty-reminder-working-days': [7, 6, 1] } as never;
    const year = { ...ladder, plan: { ...(ladder.plan as NonNullable<typeof ladder.plan>), policies } };
    const [before, after] = [due(begun([awareness]), eight('2022-02-16')), due(first, eight('2022-02-17'), year)];
    expect(after).toMatchObject({ command: 'RecordDutyReminders', which: '2022-02-17' });
    expect(after?.cause).not.toBe(before?.cause);
  });
});
