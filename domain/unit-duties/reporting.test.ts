import { describe, expect, test } from 'vitest';
import { doc } from '../../test/domain/story.ts';
import type { Fact } from '../kernel/fold.ts';
import { annulDutyFacts, correctDutyFact } from './correcting.ts';
import { begun, commune, district, duties } from './duties.fixture.ts';
import { acceptDuty, excuseDuty, sendBackDuty } from './judging.ts';
import { reportDuty } from './reporting.ts';

const first = { duty: 'awareness', no: 1 };
const report = { ...first, document: doc('BC', '2022-02-20') };
const on = (facts: readonly Fact[], day: string, actor = commune) => duties(facts).on(day, actor);
const reported = on(begun(), '2022-02-20').when(reportDuty, report).facts;
const sentBack = on(reported, '2022-02-22', district).when(sendBackDuty, { ...first, reason: 'Thiếu số liệu' });

describe('a duty is reported', () => {
  test('with its paper, once', () => {
    on(begun(), '2022-02-20').when(reportDuty, report).then(['DutyReported']);
    on(begun(), '2022-02-20').when(reportDuty, first).then('INPUT_INVALID');
    on(reported, '2022-02-21').when(reportDuty, report).then('DUTY_REPORTED', { on: '20/02/2022' });
  });
  test('not before it exists, nor what does not', () => {
    on(begun(), '2022-01-31').when(reportDuty, report).then('DUTY_NOT_YET', { from: '01/02/2022' });
    const early = { ...report, occurredOn: '2022-01-31' };
    on(begun(), '2022-02-03').when(reportDuty, early).then('DUTY_NOT_YET');
    on(begun(), '2022-02-20')
      .when(reportDuty, { ...report, duty: 'none' })
      .then('DUTY_UNKNOWN');
    on(begun(), '2022-02-20')
      .when(reportDuty, { ...report, no: 9 })
      .then('DUTY_UNKNOWN');
    on([], '2022-02-20').when(reportDuty, report).then('UNKNOWN_RESOURCE');
  });
  test('late is said, by the day it happened', () => {
    const late = on(begun(), '2022-03-05').when(reportDuty, report);
    expect(late.state.duties[0]).toMatchObject({ dueOn: '2022-02-25', reported: { on: '2022-03-05' } });
    const dated = on(begun(), '2022-03-05').when(reportDuty, { ...report, occurredOn: '2022-02-24' });
    expect(dated.state.duties[0].reported.on).toBe('2022-02-24');
  });
});

describe('a report is judged', () => {
  test('accepted once, by who stands above', () => {
    const accepted = on(reported, '2022-02-22', district).when(acceptDuty, first);
    accepted.then(['DutyAccepted']);
    on(accepted.facts, '2022-02-23', district).when(acceptDuty, first).then('NO_REPORT_WAITS');
    on(begun(), '2022-02-23', district).when(acceptDuty, first).then('NO_REPORT_WAITS');
    on(reported, '2022-02-22', commune).when(acceptDuty, first).then('DUTY_OF_ONES_OWN');
    const leader = { ...commune, role: 'signer' };
    on(reported, '2022-02-22', leader).when(acceptDuty, first).then(['DutyAccepted']);
  });
  test('sent back, it is to be done again in the days that whoever is handed something has', () => {
    sentBack.then(['DutySentBack']);
    expect(sentBack.state.duties[0]).toMatchObject({ dueOn: '2022-03-01', reminded: [], overdue: false });
    const again = on(sentBack.facts, '2022-02-24').when(reportDuty, report);
    again.then(['DutyReported']);
    on(again.facts, '2022-02-24', district).when(acceptDuty, first).then(['DutyAccepted']);
  });
  test('a report that was sent back earlier keeps its day', () => {
    const early = on(begun(), '2022-02-02').when(reportDuty, { ...report, document: doc('BC', '2022-02-02') });
    const back = on(early.facts, '2022-02-03', district).when(sendBackDuty, { ...first, reason: 'Thiếu' });
    expect(back.state.duties[0].dueOn).toBe('2022-02-25');
  });
  test('a unit is excused with a reason, and reports it no longer', () => {
    const excused = on(begun(), '2022-02-10', district).when(excuseDuty, { ...first, reason: 'Dịch bệnh' });
    excused.then(['DutyExcused']);
    on(excused.facts, '2022-02-11').when(reportDuty, report).then('DUTY_EXCUSED');
    on(reported, '2022-02-22', district)
      .when(excuseDuty, { ...first, reason: 'x' })
      .then('DUTY_REPORTED');
    on(begun(), '2022-02-10', commune)
      .when(excuseDuty, { ...first, reason: 'x' })
      .then('DUTY_OF_ONES_OWN');
  });
});

describe('a slip is not final', () => {
  const amend = { reason: 'Nhầm', document: doc('ĐC', '2022-02-23') };
  test('a report is annulled with what was decided on it, and is open again', () => {
    const accepted = on(reported, '2022-02-22', district).when(acceptDuty, first).facts;
    on(accepted, '2022-02-23', district)
      .when(annulDutyFacts, { revisions: [1], ...amend })
      .then('FACTS_REST_ON_IT', { revisions: ['2'] });
    const both = on(accepted, '2022-02-23', district).when(annulDutyFacts, { revisions: [1, 2], ...amend });
    expect(both.state.duties[0]).not.toHaveProperty('reported');
    // The second report rests on its having been sent back.
    const again = on(sentBack.facts, '2022-02-24').when(reportDuty, report).facts;
    on(again, '2022-02-25', district)
      .when(annulDutyFacts, { revisions: [2], ...amend })
      .then('FACTS_REST_ON_IT', { revisions: ['3'] });
  });
  test('its paper and its day are corrected, but not to before it could be done', () => {
    const correct = (changes: object) =>
      on(reported, '2022-02-23').when(correctDutyFact, { revision: 1, ...amend, ...changes });
    correct({ changes: { document: doc('BC-2', '2022-02-20') } }).then(['FactCorrected']);
    expect(correct({ rightDay: '2022-02-18' }).state.duties[0].reported.on).toBe('2022-02-18');
    correct({ rightDay: '2022-01-20' }).then('DUTY_NOT_YET');
  });
});
