import { describe, expect, test } from 'vitest';
import { concernedBy, served } from '../../activities/processes.ts';
import { given, told } from '../../test/domain/specification.ts';
import { come, doc, story, yearOf } from '../../test/domain/story.ts';
import { fold } from '../kernel/fold.ts';
import { calendarYears, withDaysOff } from '../programme-year/programme-year.ts';
import { isWorkingDay } from '../time/working-days.ts';
import {
  type CivilCalendar,
  civilCalendar,
  completeCalendar,
  confirmCalendar,
  proposeCalendar,
} from './civil-calendar.ts';
import { daysOff } from './days-off.ts';
import { daysOffByLaw } from './days-off-by-law.ts';

const days = { holidays: ['2023-01-20', '2023-01-23'], workdays: ['2023-01-28'] };
const proposed = { type: 'CalendarProposed', data: { province: '66', days } };
const confirmed = { type: 'CalendarConfirmed', data: { days, document: doc('TB', '2022-12-01') } };
const facts = (...events: { type: string; data: unknown }[]) => told(civilCalendar, '2023', events);
const civil = (...events: { type: string; data: unknown }[]): CivilCalendar => fold(civilCalendar, facts(...events));

describe('the calendar of a civil year', () => {
  test('is proposed as often as wanted, confirmed once, completed afterwards, also when the year is over', () => {
    const of = (...events: { type: string; data: unknown }[]) =>
      given(civilCalendar, '2023', facts(...events), { today: '2024-02-01' });
    const document = doc('TB', '2023-12-01');
    of(proposed).when(proposeCalendar, { province: '66', days }).then(['CalendarProposed']);
    of(proposed).when(completeCalendar, { days, document }).then('CALENDAR_NOT_CONFIRMED');
    of(proposed).when(confirmCalendar, { days, document }).then(['CalendarConfirmed']);
    of(proposed, confirmed).when(confirmCalendar, { days, document }).then('CALENDAR_CONFIRMED');
    of(proposed, confirmed).when(proposeCalendar, { province: '66', days }).then('CALENDAR_CONFIRMED');
    of(proposed, confirmed).when(completeCalendar, { days, document }).then(['CalendarCompleted']);
  });
  test('names days of its own year only', () => {
    const { outcome } = given(civilCalendar, '2023').when(proposeCalendar, {
      province: '66',
      days: { holidays: ['2023-01-02', '2024-01-01'] },
    });
    expect(outcome).toMatchObject({ code: 'DAY_OF_ANOTHER_YEAR', field: '/days/holidays/1' });
  });
  test('has days of the weekend worked in exchange, and no others', () => {
    const of = (...workdays: string[]) =>
      given(civilCalendar, '2023').when(proposeCalendar, { province: '66', days: { holidays: [], workdays } }).outcome;
    // Saturday, Sunday, Wednesday
    expect(of('2023-02-04', '2023-02-05', '2023-02-01')).toMatchObject({
      code: 'WORKDAY_IN_THE_WEEK',
      field: '/days/workdays/2',
    });
  });
  test('is proposed by the Labour Code where no days are named', () => {
    const of = (year: string) => given(civilCalendar, year).when(proposeCalendar, { province: '66' });
    of('2023').then(['CalendarProposed']);
    expect(of('2023').outcome).toMatchObject([{ data: { days: daysOffByLaw(2023) } }]);
    of('2099').then('DAYS_OFF_NOT_RECKONED');
  });
  test('concerns every stream a workflow serves', () => {
    expect(concernedBy(civilCalendar.stream('2023'))).toEqual(served);
  });
});

describe('whose days off count', () => {
  const ofPlan = { holidays: ['2022-04-11', '2023-01-02'] };
  test('those of an older plan until the civil year is confirmed', () => {
    const before = daysOff(ofPlan, [
      { year: 2022, calendar: undefined },
      { year: 2023, calendar: civil(proposed) },
    ]);
    expect(before).toMatchObject({ holidays: ['2022-04-11', '2023-01-02'], knownYears: [2022, 2023] });
    const after = daysOff(ofPlan, [{ year: 2023, calendar: civil(proposed, confirmed) }]);
    expect(after.holidays).toEqual(['2022-04-11', '2023-01-20', '2023-01-23']);
    expect(isWorkingDay('2023-01-28', after)).toBe(true);
  });
  test('what is only proposed counts where nothing else is known, and the year is not called known', () => {
    const only = daysOff({ holidays: [] }, [{ year: 2023, calendar: civil(proposed) }]);
    expect(only).toMatchObject({ holidays: days.holidays, knownYears: [] });
  });
});

describe('a term that runs into the next year', () => {
  const withNext = (nextCalendar?: CivilCalendar) => {
    const year = yearOf(2022);
    return withDaysOff(year, calendarYears(2022, { nextCalendar }));
  };
  /** The nation's miss on 27/12/2022 comes back for review: ten working days, into January. */
  const atReview = () => {
    const s = come.atNation(story(undefined, { year: withNext() }));
    return s
      .on('2022-12-27')
      .did('RecordTierResult', {
        minutes: doc('BB'),
        totals: [{ member: 'a', total: 8800 }],
        mean: 8800,
        stars: 4,
        unreadConfirmed: true,
      })
      .moves();
  };
  test('says that the year is not confirmed, and is counted again once it is, as a fact', () => {
    const s = atReview();
    expect(s.state.deadline).toMatchObject({
      dueOn: '2023-01-10',
      basis: 'policy follow-on-working-days (10), calendar of 2023 not confirmed yet',
    });
    const holidays = ['2023-01-02', '2023-01-03'];
    s.year = withNext({ province: '66', days: { holidays }, confirmed: true });
    s.on('2022-12-28').moves();
    expect(s.said).toMatchObject({
      from: '2023-01-10',
      due: { dueOn: '2023-01-12', basis: 'policy follow-on-working-days (10)' },
    });
  });
  test('a confirmation that moves nothing is said as well, and nobody is reminded again', () => {
    const s = atReview().on('2022-12-30').moves();
    const { deadline } = s.state;
    expect(deadline?.reminded).toEqual(['T-7']);
    s.year = withNext({ province: '66', days: { holidays: [] }, confirmed: true });
    s.moves();
    expect(s.said).toMatchObject({ from: '2023-01-10', due: { dueOn: '2023-01-10' } });
    expect(s.state.deadline).toEqual({ ...deadline, basis: 'policy follow-on-working-days (10)' });
    expect(s.due().map(({ command }) => command)).not.toContain('MoveDeadline');
    // A day off that is added later moves it all the same.
    s.year = withNext({ province: '66', days: { holidays: ['2023-01-02'] }, confirmed: true });
    expect(s.moves().state.deadline?.dueOn).toBe('2023-01-11');
  });
});

describe('a term whose last day is a day off', () => {
  test('ends on the next working day (Civil Code 2015, art. 148(5)); the plan’s own window, rounds and terms alike', () => {
    const s = come.toPlan(); // 30/4/2022 is a Saturday and a holiday, 2 and 3 May are days off in lieu
    expect(s.state.deadline).toMatchObject({ dueOn: '2022-05-04', basis: expect.stringContaining('2022-04-30') });
    s.on('2022-05-04')
      .did('SubmitPlan', { targetStar: 4, plan: doc('PA') })
      .did('SelectPlan');
    expect(s.state.done['business-plan']?.late).toBe(false);
    const filed = come.dossierReady().on('2022-08-01').did('SubmitDossier', { criteriaSet: 'R2019/6' });
    expect(filed.said).toMatchObject({ round: 1 }); // 31/7 is a Sunday
  });
  test('or stays where the plan says so: policy last-day-off', () => {
    const year = yearOf(2022, (p) => ({ ...p, policies: { 'last-day-off': 'as-planned' } }));
    expect(come.toPlan(story(undefined, { year })).state.deadline?.dueOn).toBe('2022-04-30');
    const filed = come.dossierReady(story(undefined, { year })).on('2022-08-01');
    expect(filed.did('SubmitDossier', { criteriaSet: 'R2019/6' }).said).toMatchObject({ round: 2 });
  });
});
