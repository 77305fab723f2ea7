import { describe, expect, test } from 'vitest';
import { come, doc, story, yearOf } from '../../test/domain/story.ts';
import { dueCommandId } from '../kernel/due-action.ts';
import type { EventDefinition } from '../kernel/event.ts';
import type { Fact } from '../kernel/fold.ts';
import { reminderDays } from '../programme-year/reminder-days.ts';
import { dayOf, startOfDay } from '../time/civil-date.ts';
import { dueActions } from './due-actions.ts';
import { productCycle } from './product-cycle.ts';

const next = (s: ReturnType<typeof story>) => s.due().map((a) => `${a.command} ${a.which} ${dayOf(a.dueAt)}`);

describe('the ladder of reminders', () => {
  test('15, 7, 3, 1 working days before, the day itself and 1, 3, 7 after it; holidays and week-ends left out', () => {
    const s = come.toIdea(); // due Thursday 31/3/2022
    const { deadline } = s.state;
    expect(deadline && reminderDays(deadline, s.year)).toEqual([
      { which: 'T-15', on: '2022-03-10' },
      { which: 'T-7', on: '2022-03-22' },
      { which: 'T-3', on: '2022-03-28' },
      { which: 'T-1', on: '2022-03-30' },
      { which: 'T', on: '2022-03-31' },
      { which: 'T+1', on: '2022-04-01', toSuperior: true },
      { which: 'T+3', on: '2022-04-05', toSuperior: true },
      { which: 'T+7', on: '2022-04-12', toSuperior: true },
    ]);
  });
  test('one that would fall before the deadline began to run is not owed', () => {
    const s = come
      .ideaSelected()
      .on('2022-04-20')
      .did('ApproveIdea', { list: doc('DS') })
      .moves(); // due 30/4
    const { deadline } = s.state;
    const owed = deadline && reminderDays(deadline, s.year).map((r) => r.which);
    expect(owed).toEqual(['T-7', 'T-3', 'T-1', 'T', 'T+1', 'T+3', 'T+7']);
  });
  test('or what the year plan says', () => {
    const year = yearOf(2022, (p) => ({
      ...p,
      policies: { 'reminder-working-days': [2], 'overdue-working-days': [] },
    }));
    const { deadline } = come.toIdea(story(undefined, { year })).state;
    expect(deadline && reminderDays(deadline, year)).toEqual([{ which: 'T-2', on: '2022-03-29' }]);
  });
});

describe('RecordReminderDue', () => {
  test('is due as its day begins, not before, and names role, unit and why', () => {
    const s = come.toIdea();
    expect(next(s)).toContain('RecordReminderDue T-15 2022-03-10');
    s.on('2022-03-09T16:59:59.999Z').expects('RecordReminderDue', {}, 'NOT_DUE');
    s.on('2022-03-09T17:00:00.000Z').expects('RecordReminderDue', {}, [
      {
        type: 'ReminderCameDue',
        data: {
          which: 'T-15',
          dueOn: '2022-03-31',
          why: { en: 'register the idea' },
          to: [
            { role: 'producer', unit: 'htx-mau' },
            { role: 'commune-officer', unit: '650-01' },
            { role: 'district-officer', unit: '650' },
          ],
        },
      },
    ]);
  });
  test('follows whose move it is', () => {
    const s = come.ideaSelected().on('2022-03-22').did('RecordReminderDue');
    expect(s.said).toMatchObject({
      to: [{ role: 'province-officer', unit: '66' }],
      why: { en: 'approve the list of ideas' },
    });
  });
  test('missed ones collapse into the latest', () => {
    const s = come.toIdea().on('2022-03-29').did('RecordReminderDue');
    expect(s.said).toMatchObject({ which: 'T-3' });
    expect(next(s)[0]).toBe('RecordReminderDue T-1 2022-03-30');
  });
  test('each is recorded once; when all are, the overdue mark and what follows it are left, then nothing', () => {
    const s = come.toIdea().on('2022-03-31').moves();
    expect(s.state.deadline?.reminded).toEqual(['T']);
    s.expects('RecordReminderDue', {}, 'NOT_DUE');
    // Of the two at midnight the mark comes first.
    expect(next(s)).toEqual(['MarkOverdue 2022-03-31 2022-04-01', 'RecordReminderDue T+1 2022-04-01']);
    s.on('2022-04-12').moves();
    expect(s.state.deadline).toMatchObject({ overdue: true });
    s.expects('RecordReminderDue', {}, 'already-so');
    expect(next(s)).toEqual([]);
  });
  test('after the date who stands above is told as well', () => {
    const district = { role: 'district-officer', unit: '650', name: 'huyện Krông Năng' };
    const before = come.ideaRegistered().on('2022-03-31').did('RecordReminderDue');
    expect(before.said).toMatchObject({ which: 'T', to: [district] });
    const after = before.on('2022-04-01').did('RecordReminderDue');
    expect(after.said).toMatchObject({
      which: 'T+1',
      to: [district, { role: 'province-officer', unit: '66', name: 'tỉnh Đắk Lắk', above: true }],
    });
  });
});

describe('MarkOverdue', () => {
  test('a deadline ends at 24:00 of its day in Vietnam', () => {
    const s = come.toIdea();
    s.on('2022-03-31T16:59:59.999Z').expects('MarkOverdue', {}, 'NOT_DUE');
    s.on('2022-03-31T17:00:00.000Z').expects('MarkOverdue', {}, [
      { type: 'MarkedOverdue', data: { dueOn: '2022-03-31' } },
    ]);
    s.did('MarkOverdue').expects('MarkOverdue', {}, 'already-so');
    expect(s.state.deadline?.overdue).toBe(true);
  });
  test('has nothing to mark where nothing runs', () => {
    const s = come.toPlan().did('WithdrawProduct', { reason: 'Thôi' });
    s.expects('MarkOverdue', {}, 'already-so').expects('RecordReminderDue', {}, 'already-so');
  });
});

describe('a changed plan or calendar', () => {
  const moved = (s: ReturnType<typeof story>, until = '2022-04-15') => {
    s.year = yearOf(2022, (p) => ({ ...p, windows: { ...p.windows, idea: { from: '2022-03-01', until } } }), {
      changedAt: 2,
    });
    return s;
  };
  test('moves the date and begins the ladder again, as a fact', () => {
    const s = moved(come.toIdea().on('2022-03-10').did('RecordReminderDue'));
    s.expects('MoveDeadline', {}, [
      { type: 'DeadlineMoved', data: { from: '2022-03-31', due: { dueOn: '2022-04-15' } } },
    ]);
    expect(s.due()).toMatchObject([{ command: 'MoveDeadline', cause: 'programmeYear-66-2022@2' }]);
    s.did('MoveDeadline');
    expect(s.state.deadline).toMatchObject({ dueOn: '2022-04-15', reminded: [], overdue: false });
    s.expects('MoveDeadline', {}, 'already-so');
  });
  test('new reminders have new causes', () => {
    const s = come.toIdea();
    const id = (which: string) =>
      s
        .due()
        .filter((a) => a.which === which)
        .map((a) => dueCommandId(`productCycle-${s.id}`, a));
    const before = id('T-15');
    expect(moved(s).did('MoveDeadline') && id('T-15')).not.toEqual(before);
  });
  test('leaves alone what a person fixed', () => {
    const s = come.toIdea().on('2022-03-10').did('FixDeadline', { dueOn: '2022-04-05', reason: 'Mưa lũ' });
    moved(s).expects('MoveDeadline', {}, 'already-so');
    expect(s.due().map((a) => a.command)).not.toContain('MoveDeadline');
    expect(s.state.deadline).toMatchObject({ dueOn: '2022-04-05', fixed: true });
  });
  test('nothing is moved while plan and date agree', () => {
    come.toIdea().expects('MoveDeadline', {}, 'already-so');
  });
});

describe('FixDeadline', () => {
  test('set to a day off, it ends on the next working day', () => {
    // National Day, a Friday
    const s = come.atDistrict().on('2022-06-08').did('FixDeadline', { dueOn: '2022-09-02', reason: 'x' });
    expect(s.state.deadline).toMatchObject({ dueOn: '2022-09-05', fixed: true });
    expect(s.state.deadline?.basis).toMatch(/^fixed by .*art\. 148/);
    const other = come.atDistrict().on('2022-06-08').did('FixDeadline', { dueOn: '2022-09-06', reason: 'x' });
    expect(other.state.deadline).toMatchObject({ dueOn: '2022-09-06', basis: 'fixed by the coordination office' });
  });
  test('is refused for a day that is past, without a deadline, and after the end', () => {
    come.toIdea().on('2022-03-10').expects('FixDeadline', { dueOn: '2022-03-09', reason: 'x' }, 'DEADLINE_PAST');
    come
      .ideaSelected()
      .did('ApproveIdea', { list: doc('DS') })
      .expects('FixDeadline', { dueOn: '2022-12-09', reason: 'x' }, 'NO_DEADLINE');
    come.recognised().expects('FixDeadline', { dueOn: '2022-12-09', reason: 'x' }, 'CYCLE_ENDED');
  });
  test('also of an ended rating that is to be told; the process leaves that date', () => {
    const fixed = { dueOn: '2022-08-26', reason: 'Chờ lễ công bố' };
    const s = come.recognised().moves().did('FixDeadline', fixed).moves();
    expect(s.state.deadline).toMatchObject({ subject: 'tier/province/tell', dueOn: '2022-08-26', fixed: true });
    expect(
      s
        .due()
        .map(({ dueAt }) => dueAt.slice(0, 10))
        .sort()
        .at(-1),
    ).toBe('2022-08-26');
    s.did('NotifyResult', { letter: doc('TB') }).moves();
    expect(s.state.deadline).toMatchObject({ subject: 'tier/province/publish', fixed: false });
  });
});

test('reminders of a wait whose beginning is annulled say nothing of the deadline that runs again', () => {
  const s = come.toPlan().on('2022-04-21').moves(); // T-7 of the plan's deadline (30/4, a day off: 4/5)
  expect(s.said).toMatchObject({ which: 'T-7', dueOn: '2022-05-04' });
  const wrong = s.facts.filter(
    (f) =>
      f.type === 'IdeaApproved' || (f.type === 'StepOpened' && (f.data as { step: string }).step === 'business-plan'),
  );
  s.did('AnnulFacts', { revisions: wrong.map((f) => f.revision), reason: 'Nhầm', document: doc('CV') });
  expect(s.state.deadline).toMatchObject({ subject: 'step/idea/approve', reminded: [], overdue: false });
});

test('a cycle that has not begun owes nothing', () => {
  const s = story();
  expect(
    dueActions({
      id: s.id,
      state: s.state,
      year: s.year,
      yearStream: 'y',
      nextYear: undefined,
      at: startOfDay('2022-02-10'),
    }),
  ).toEqual([]);
});

describe('what is told in letters', () => {
  const tells = (s: ReturnType<typeof story>) => {
    const { type, data } = s.facts.at(-1) as { type: string; data: any };
    return productCycle.events.get(type)?.tells?.(data, s.facts.at(-1) as Fact);
  };
  test('a reminder until its day; from the day after on that it has passed, at once', () => {
    const before = come.ideaRegistered().on('2022-03-31').did('RecordReminderDue');
    expect(tells(before)).toMatchObject({ kind: 'reminder', dueOn: '2022-03-31' });
    const after = before.on('2022-04-01').did('MarkOverdue');
    expect(tells(after)).toMatchObject({ kind: 'overdue', urgent: true });
    expect(tells(after.did('RecordReminderDue'))).toMatchObject({ kind: 'overdue', urgent: true });
  });
  test('is so no more once the date is another, or somebody has acted', () => {
    const late = come.ideaRegistered().on('2022-04-01').did('MarkOverdue');
    const fact = late.facts.at(-1) as { type: string; data: any };
    const { stillSo } = productCycle.events.get(fact.type) as EventDefinition;
    const isSo = (s: ReturnType<typeof story>) => stillSo?.(s.state, fact.data, late.facts.at(-1) as Fact);
    expect(isSo(late)).toBe(true);
    expect(isSo(late.did('FixDeadline', { dueOn: '2022-04-20', reason: 'x' }))).toBe(false);
    expect(isSo(late.did('SelectIdea', { opinion: 'x' }))).toBe(false);
  });
});
