import { describe, expect, test } from 'vitest';
import { come, doc, story } from '../../test/domain/story.ts';

describe('RegisterIdea', () => {
  test('opens the step itself when the producer is faster than the process, and awareness counts as done', () => {
    const s = come.started().on('2022-02-20');
    s.expects('RegisterIdea', { summary: 'Cà phê' }, [
      { type: 'StepOpened', data: { step: 'idea' } },
      'IdeaRegistered',
    ]);
    s.did('RegisterIdea', { summary: 'Cà phê' });
    expect(s.state.step).toBe('idea');
    expect(s.state.done.awareness?.on).toBe('2022-02-20');
  });
  test('before its window it is accepted and marked early; on time it is not', () => {
    come
      .started()
      .on('2022-02-20')
      .expects('RegisterIdea', { summary: 'x' }, [{ type: 'StepOpened', data: { early: true } }, 'IdeaRegistered']);
    come
      .started()
      .on('2022-03-01')
      .expects('RegisterIdea', { summary: 'x' }, [{ type: 'StepOpened', data: { early: false } }, 'IdeaRegistered']);
  });
  test('is refused while another is pending, after approval, and when the cycle ended', () => {
    come.ideaRegistered().expects('RegisterIdea', { summary: 'x' }, 'IDEA_PENDING');
    come.ideaSelected().expects('RegisterIdea', { summary: 'x' }, 'IDEA_PENDING');
    come.toPlan().expects('RegisterIdea', { summary: 'x' }, 'STEP_PASSED');
    come.toIdea().did('WithdrawProduct', { reason: 'Thôi' }).expects('RegisterIdea', { summary: 'x' }, 'CYCLE_ENDED');
  });
  test('a cycle that entered later has no idea to register', () => {
    const s = come.started(story(), 'business-plan', {
      earlier: { year: 2021, outcome: 'plan-not-selected', document: doc('TB') },
    });
    s.expects('RegisterIdea', { summary: 'x' }, 'STEP_NOT_REACHED');
  });
  test('is refused without a summary, or with one of blanks', () => {
    come
      .toIdea()
      .expects('RegisterIdea', {}, 'INPUT_INVALID')
      .expects('RegisterIdea', { summary: '  ' }, 'INPUT_INVALID');
  });
});

describe('an idea that was not selected', () => {
  test('comes again after a week, counted from the day of the decision', () => {
    const s = come.ideaRegistered().on('2022-03-10').did('RejectIdea', { reason: 'Chưa phù hợp' });
    s.on('2022-03-16').expects('RegisterIdea', { summary: 'x' }, 'IDEA_TOO_EARLY', { from: '2022-03-17' });
    s.on('2022-03-17').expects('RegisterIdea', { summary: 'x' }, ['IdeaRegistered']);
  });
  test('the week is judged by the day it was handed in, not by the day it was typed', () => {
    const s = come.ideaRegistered().on('2022-03-10').did('RejectIdea', { reason: 'Chưa phù hợp' });
    s.on('2022-03-25').expects('RegisterIdea', { summary: 'x', occurredOn: '2022-03-16' }, 'IDEA_TOO_EARLY');
  });
  test('the same holds for one the province struck off', () => {
    const s = come.ideaSelected().on('2022-03-20').did('StrikeIdea', { reason: 'Trùng' });
    s.on('2022-03-26').expects('RegisterIdea', { summary: 'x' }, 'IDEA_TOO_EARLY', { from: '2022-03-27' });
    s.on('2022-03-27').did('RegisterIdea', { summary: 'x' });
    expect(s.state.idea?.status).toBe('registered');
  });
  test('or ends as not selected, to come again next year', () => {
    const s = come.ideaRegistered().did('RejectIdea', { reason: 'Chưa phù hợp' }).did('CloseNotSelected');
    expect(s.state.ended?.kind).toBe('not-selected');
  });
});

describe('ListIdea, SelectIdea, RejectIdea', () => {
  test('the commune’s list is optional before the district’s selection', () => {
    come.ideaRegistered().expects('SelectIdea', {}, ['IdeaSelected']);
    come
      .ideaRegistered()
      .did('ListIdea', { list: doc('DS') })
      .expects('SelectIdea', { opinion: 'Tốt' }, ['IdeaSelected']);
    come
      .ideaRegistered()
      .did('ListIdea', { list: doc('DS') })
      .expects('RejectIdea', { reason: 'x' }, ['IdeaRejected']);
  });
  test('each is refused when no idea waits for it', () => {
    const nothing = come.toIdea();
    for (const [name, input] of [
      ['ListIdea', { list: doc('DS') }],
      ['SelectIdea', {}],
      ['RejectIdea', { reason: 'x' }],
    ] as const)
      nothing.expects(name, input, 'IDEA_NOT_PENDING');
    const selected = come.ideaSelected();
    selected.expects('ListIdea', { list: doc('DS') }, 'IDEA_NOT_PENDING', { status: 'selected' });
    selected.expects('SelectIdea', {}, 'IDEA_NOT_PENDING').expects('RejectIdea', { reason: 'x' }, 'IDEA_NOT_PENDING');
  });
  test('each is refused when the cycle ended', () => {
    const s = come.ideaRegistered().did('WithdrawProduct', { reason: 'Thôi' });
    s.expects('ListIdea', { list: doc('DS') }, 'CYCLE_ENDED').expects('SelectIdea', {}, 'CYCLE_ENDED');
  });
  test('a rejection needs its reason', () => {
    come.ideaRegistered().expects('RejectIdea', {}, 'INPUT_INVALID');
  });
});

describe('ApproveIdea, StrikeIdea', () => {
  test('the province’s approval of the list finishes the step', () => {
    const s = come
      .ideaSelected()
      .on('2022-03-31')
      .did('ApproveIdea', { list: doc('DS') });
    expect(s.state.done.idea).toMatchObject({ on: '2022-03-31', late: false });
    expect(s.state.deadline).toBeUndefined();
  });
  test('an approval after the window is accepted and marked late', () => {
    const s = come
      .ideaSelected()
      .on('2022-04-01')
      .did('ApproveIdea', { list: doc('DS') });
    expect(s.state.done.idea?.late).toBe(true);
  });
  test('lateness goes by the day it happened, not by the day it was recorded', () => {
    const s = come
      .ideaSelected()
      .on('2022-04-05')
      .did('ApproveIdea', { list: doc('DS'), occurredOn: '2022-03-31' });
    expect(s.state.done.idea).toMatchObject({ on: '2022-03-31', late: false });
  });
  test('both are refused before the district selected', () => {
    come
      .ideaRegistered()
      .expects('ApproveIdea', { list: doc('DS') }, 'IDEA_NOT_PENDING')
      .expects('StrikeIdea', { reason: 'x' }, 'IDEA_NOT_PENDING');
    come.toPlan().expects('ApproveIdea', { list: doc('DS') }, 'IDEA_NOT_PENDING', { status: 'approved' });
  });
});
