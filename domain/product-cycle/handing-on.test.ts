// Within a step each waiting has its own date, running for whoever has to act.
import { describe, expect, test } from 'vitest';
import { come, doc } from '../../test/domain/story.ts';

describe('an idea that was not chosen', () => {
  const rejected = () => come.ideaRegistered().on('2022-03-29').did('RejectIdea', { reason: 'Chưa rõ' });
  test('is neither reminded of nor overdue while it may not be handed in again', () => {
    const s = rejected();
    expect(s.said).toMatchObject({ from: '2022-04-05' });
    expect(s.state.deadline).toMatchObject({ subject: 'step/idea/again', dueOn: '2022-04-20', since: '2022-04-05' });
    const before = s.facts.length;
    s.on('2022-04-04').moves();
    expect(s.facts).toHaveLength(before);
    s.expects('RegisterIdea', { summary: 'x' }, 'IDEA_TOO_EARLY', { from: '2022-04-05' });
  });
  test('runs from the first day on which it may be handed in again, for the producer', () => {
    const s = rejected().on('2022-04-08').moves();
    expect(s.said).toMatchObject({ which: 'T-7', dueOn: '2022-04-20' });
    expect((s.said.to as { role: string }[]).map((a) => a.role)).toContain('producer');
    s.expects('MoveDeadline', {}, 'already-so');
  });
  test('struck off by the province it waits as long', () => {
    const s = come.ideaSelected().on('2022-03-29').did('StrikeIdea', { reason: 'Trùng' });
    expect(s.state.deadline).toMatchObject({ subject: 'step/idea/again', since: '2022-04-05' });
  });
});

describe('whoever is handed an idea or a plan late in the window has the days of policy hand-over-working-days', () => {
  test('registered on the last day, the district is not overdue at midnight', () => {
    const s = come.toIdea().on('2022-03-31').moves().did('RegisterIdea', { summary: 'x' });
    expect(s.state.deadline).toMatchObject({ subject: 'step/idea/select', dueOn: '2022-04-07' });
    s.on('2022-04-04').did('SelectIdea');
    expect(s.state.deadline).toMatchObject({ subject: 'step/idea/approve' });
    s.on('2022-04-11').did('ApproveIdea', { list: doc('DS') });
    expect(s.state.done.idea).toMatchObject({ late: false });
  });
  test('early in the window its end stays the date', () => {
    expect(come.ideaRegistered().state.deadline).toMatchObject({ subject: 'step/idea/select', dueOn: '2022-03-31' });
    expect(come.planSubmitted().state.deadline).toMatchObject({ dueOn: '2022-05-04' });
  });
  test('a plan handed back is waited for anew', () => {
    const s = come.planSubmitted().on('2022-05-04').did('RejectPlan', { reason: 'x' });
    expect(s.state.deadline).toMatchObject({ subject: 'step/business-plan/again', dueOn: '2022-05-11' });
  });
  test('a step is late where anybody in it was', () => {
    const s = come.toIdea().on('2022-04-10').moves().did('RegisterIdea', { summary: 'x' });
    s.on('2022-04-12')
      .did('SelectIdea')
      .on('2022-04-13')
      .did('ApproveIdea', { list: doc('DS') });
    expect(s.state.done.idea).toMatchObject({ late: true });
  });
  test('a later date that a person fixed stands', () => {
    const s = come.toIdea().on('2022-03-10').did('FixDeadline', { dueOn: '2022-04-29', reason: 'Mưa lũ' });
    s.on('2022-03-31').did('RegisterIdea', { summary: 'x' });
    expect(s.state.deadline).toMatchObject({ dueOn: '2022-04-29', fixed: true });
  });
});
