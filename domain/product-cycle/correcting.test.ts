import { describe, expect, test } from 'vitest';
import { come, doc, resultOf, type Story, story, totalsOf, yearOf } from '../../test/domain/story.ts';
import { dueCommandId } from '../kernel/due-action.ts';

const reason = { reason: 'Nhập nhầm', document: doc('CV-SAI') };
const revisionOf = (s: Story, type: string): number => s.facts.findLast((f) => f.type === type)?.revision ?? -1;
const annul = (s: Story, ...types: string[]) => ({ revisions: types.map((t) => revisionOf(s, t)), ...reason });
const correct = (s: Story, type: string, more: object) => ({ revision: revisionOf(s, type), ...more, ...reason });

describe('AnnulFacts', () => {
  test('takes a fact back; the procedure goes on from where the state then stands', () => {
    const s = come.ideaSelected();
    s.expects('AnnulFacts', annul(s, 'IdeaSelected'), [{ type: 'FactsAnnulled', data: { what: ['IdeaSelected'] } }]);
    s.did('AnnulFacts', annul(s, 'IdeaSelected'));
    expect(s.state.idea?.status).toBe('registered');
    s.expects('RejectIdea', { reason: 'x' }, ['IdeaRejected']);
  });
  test('later facts that rest on it have to be annulled with it, and are listed', () => {
    const s = come.toPlan();
    const rest = [revisionOf(s, 'IdeaApproved'), revisionOf(s, 'StepOpened')].map(String);
    s.expects('AnnulFacts', annul(s, 'IdeaSelected'), 'FACTS_REST_ON_IT', { revisions: rest });
    s.did('AnnulFacts', annul(s, 'IdeaSelected', 'IdeaApproved', 'StepOpened'));
    expect(s.state).toMatchObject({ step: 'idea', idea: { status: 'registered' }, deadline: { subject: 'step/idea' } });
  });
  test('records beside the procedure and quiet facts neither rest on it nor are rested on', () => {
    const s = come.planSubmitted().on('2022-04-20').moves().did('RecordPromotion', { kind: 'fair', where: 'Huế' });
    expect(s.facts.map((f) => f.type)).toContain('ReminderCameDue');
    s.expects('AnnulFacts', annul(s, 'PlanSubmitted'), ['FactsAnnulled']);
    s.did('AnnulFacts', annul(s, 'PromotionRecorded'));
    expect(s.state.records.promotions).toBe(0);
  });
  test('the beginning, an amendment and what a filed dossier holds stand', () => {
    const s = come.ideaSelected().did('AnnulFacts', annul(come.ideaSelected(), 'IdeaSelected'));
    s.expects('AnnulFacts', { revisions: [0], ...reason }, 'FACT_STANDS');
    s.expects('AnnulFacts', annul(s, 'FactsAnnulled'), 'FACT_STANDS');
    const reminded = come.toIdea().on('2022-03-10').did('RecordReminderDue');
    reminded.expects('AnnulFacts', annul(reminded, 'ReminderCameDue'), 'FACT_STANDS');
    const filed = come.submitted();
    filed
      .expects('AnnulFacts', annul(filed, 'EvidenceAdded'), 'FACT_STANDS')
      .expects('AnnulFacts', annul(filed, 'LocalSharesConfirmed'), 'FACT_STANDS');
  });
  test('is refused for a fact that is not there, or annulled already', () => {
    const s = come.ideaSelected();
    s.expects('AnnulFacts', { revisions: [99], ...reason }, 'FACT_UNKNOWN');
    const again = annul(s, 'IdeaSelected');
    s.did('AnnulFacts', again).expects('AnnulFacts', again, 'FACT_UNKNOWN');
  });
  test('what follows from a result is annulled with it or not at all', () => {
    const s = come.districtResult(undefined, 4000, 2);
    s.expects('AnnulFacts', annul(s, 'RatingEnded'), 'FOLLOWS_FROM_ANOTHER', {
      cause: revisionOf(s, 'TierResultRecorded'),
    });
    s.did('AnnulFacts', annul(s, 'TierResultRecorded', 'RatingEnded'));
    expect(s.state).toMatchObject({ deadline: { subject: 'tier/district/result', dueOn: '2022-06-30' } });
    expect(s.state.ended).toBeUndefined();
    s.expects('RecordTierResult', resultOf(6000, 3), ['TierResultRecorded']);
  });
  test('a withdrawal is taken back and what was due is due again', () => {
    const s = come.planSubmitted();
    const { deadline } = s.state;
    s.did('WithdrawProduct', { reason: 'x' }).did('AnnulFacts', annul(s, 'ProductWithdrawn'));
    expect(s.state.deadline).toEqual(deadline);
  });
  test('a procedure opened again has new due actions, with new causes', () => {
    const s = come
      .toIdea()
      .did('RegisterIdea', { summary: 'x' })
      .did('SelectIdea')
      .did('ApproveIdea', { list: doc('DS') });
    const ids = () => s.due().map((a) => dueCommandId(`productCycle-${s.id}`, a));
    const first = ids();
    expect(first).toEqual([
      `productCycle-${s.id}/OpenStep/productCycle-${s.id}@${revisionOf(s, 'IdeaApproved')}/business-plan`,
    ]);
    s.moves().did('AnnulFacts', annul(s, 'StepOpened'));
    const second = ids();
    expect(second[0]).toContain('/OpenStep/');
    expect(second).not.toEqual(first);
    s.moves();
    expect(s.state.step).toBe('business-plan');
    const reminders = ids();
    s.did('AnnulFacts', annul(s, 'StepOpened')).moves();
    expect(ids()).not.toEqual(reminders);
  });
  test('a supplement’s answer taken back stops the clock again', () => {
    const s = come.atDistrict().on('2022-06-08').did('RequestSupplement', { items: 'x', answerBy: '2022-06-24' });
    s.on('2022-06-15')
      .did('AnswerSupplement', { documents: [doc('A')] })
      .did('AnnulFacts', annul(s, 'SupplementAnswered'));
    expect(s.state).toMatchObject({ deadline: { subject: 'supplement' }, paused: { dueOn: '2022-06-30' } });
  });
});

describe('CorrectFact', () => {
  test('a mis-keyed star, paper or amount counts with its new value; the old one stays readable', () => {
    const s = come.planSubmitted();
    s.did('CorrectFact', correct(s, 'PlanSubmitted', { changes: { targetStar: 5 } }));
    expect(s.state.plan?.targetStar).toBe(5);
    expect(s.said.changes).toEqual([{ field: 'targetStar', before: '4', after: '5' }]);
    expect(s.facts[revisionOf(s, 'PlanSubmitted')]?.data).toMatchObject({ targetStar: 4 });
    s.expects('SelectPlan', {}, ['PlanSelected']);
  });
  test('a correction of a correction starts from the corrected value', () => {
    const s = come.planSubmitted();
    s.did('CorrectFact', correct(s, 'PlanSubmitted', { changes: { targetStar: 5 } }));
    s.did('CorrectFact', correct(s, 'PlanSubmitted', { changes: { targetStar: 3 } }));
    expect(s.said.changes).toEqual([{ field: 'targetStar', before: '5', after: '3' }]);
    expect(s.state.plan?.targetStar).toBe(3);
  });
  test('is refused for other fields, bad values, unknown facts and when nothing changes', () => {
    const s = come.planSubmitted();
    s.expects('CorrectFact', correct(s, 'PlanSubmitted', { changes: { remarks: 'x' } }), 'NOT_CORRECTABLE', {
      fields: ['remarks'],
    });
    s.expects('CorrectFact', correct(s, 'IdeaSelected', { changes: { opinion: 'x' } }), 'NOT_CORRECTABLE');
    s.expects('CorrectFact', correct(s, 'PlanSubmitted', { changes: { targetStar: 9 } }), 'CORRECTION_INVALID');
    s.expects('CorrectFact', correct(s, 'PlanSubmitted', { changes: { targetStar: 4 } }), 'NOTHING_CHANGES');
    s.expects('CorrectFact', correct(s, 'PlanSubmitted', {}), 'NOTHING_CHANGES');
    s.expects('CorrectFact', { revision: 99, ...reason }, 'FACT_UNKNOWN');
    s.did('AnnulFacts', annul(s, 'PlanSubmitted')).expects(
      'CorrectFact',
      correct(s, 'PlanSubmitted', { changes: { targetStar: 5 } }),
      'FACT_UNKNOWN',
    );
  });

  describe('a result', () => {
    const totals = (points: number) => ({ totals: totalsOf(points, points), mean: points });
    test('with the same outcome, also when later facts rest on it', () => {
      const s = come.forwarded();
      s.did('CorrectFact', correct(s, 'TierResultRecorded', { changes: totals(9250) }));
      expect(s.state.visits[0]?.result).toMatchObject({ totals: [9250, 9250], outcome: 'forward', stars: 5 });
      expect(s.state.visits[0]?.forwarded).toBeDefined();
    });
    test('is held to the rules of a result', () => {
      const s = come.districtResult();
      s.expects('CorrectFact', correct(s, 'TierResultRecorded', { changes: { mean: 9000 } }), 'MEAN_DOES_NOT_FOLLOW');
      s.expects('CorrectFact', correct(s, 'TierResultRecorded', { changes: { stars: 4 } }), 'MINIMUM_OPTION_NOT_NAMED');
    });
    test('with another outcome is refused while later facts rest on it', () => {
      const s = come.forwarded();
      const rest = ['ResultNotified', 'DossierCompleted', 'DossierForwarded'].map((t) => String(revisionOf(s, t)));
      s.expects(
        'CorrectFact',
        correct(s, 'TierResultRecorded', { changes: { ...totals(4000), stars: 2 } }),
        'OUTCOME_WOULD_CHANGE',
        { revisions: rest },
      );
    });
    test('that then ends the rating writes the end with it', () => {
      const s = come.districtResult();
      const wrong = correct(s, 'TierResultRecorded', { changes: { ...totals(4000), stars: 2 } });
      s.expects('CorrectFact', wrong, ['FactCorrected', { type: 'RatingEnded', data: { tier: 'district', stars: 2 } }]);
      s.did('CorrectFact', wrong);
      expect(s.state).toMatchObject({ ended: { kind: 'rated', stars: 2 }, deadline: undefined });
      s.expects('AnnulFacts', annul(s, 'RatingEnded'), 'FOLLOWS_FROM_ANOTHER');
    });
    test('that is then recognised here waits for the date of recognition, not of forwarding', () => {
      const s = come.provinceResult(undefined, 9200, 5);
      expect(s.state.deadline?.subject).toBe('tier/province/forward');
      s.did('CorrectFact', correct(s, 'TierResultRecorded', { changes: { ...totals(8200), stars: 4 } }));
      expect(s.state).toMatchObject({
        deadline: { subject: 'tier/province/recognise', dueOn: '2022-08-12' },
        visits: [{}, { result: { outcome: 'recognise' } }],
      });
    });
    test('is judged by the year plan’s policies, not by the defaults', () => {
      const year = yearOf(2022, (p) => ({ ...p, policies: { forwarding: 'stars' } }));
      const s = come.atDistrict(story(undefined, { year })).on('2022-06-21');
      s.did('RecordTierResult', resultOf(5500, 2, { missed: [{ criterion: '1.1', star: 3 }] }));
      s.did('CorrectFact', correct(s, 'TierResultRecorded', { changes: { minutes: doc('BB-ĐÚNG') } }));
      expect(s.state).toMatchObject({ visits: [{ result: { outcome: 'ends' } }], ended: { kind: 'rated' } });
    });
  });

  describe('a day', () => {
    test('counts from the right day on: what was late is not', () => {
      const s = come
        .ideaSelected()
        .on('2022-04-05')
        .did('ApproveIdea', { list: doc('DS') })
        .moves();
      expect(s.state.done.idea?.late).toBe(true);
      s.did('CorrectFact', correct(s, 'IdeaApproved', { rightDay: '2022-03-30' }));
      expect(s.state.done.idea).toMatchObject({ on: '2022-03-30', late: false });
      expect(s.said.changes).toEqual([{ field: 'occurredOn', before: '2022-04-05', after: '2022-03-30' }]);
    });
    test('lies neither ahead nor before the cycle began', () => {
      const s = come.ideaSelected().on('2022-04-05');
      s.expects('CorrectFact', correct(s, 'IdeaSelected', { rightDay: '2022-04-06' }), 'CORRECTED_DAY');
      s.expects('CorrectFact', correct(s, 'IdeaSelected', { rightDay: '2022-02-09' }), 'CORRECTED_DAY');
      s.expects('CorrectFact', correct(s, 'IdeaSelected', { rightDay: '2022-03-10' }), 'NOTHING_CHANGES');
    });
    test('the beginning’s own day may move back, or up to the first fact after it', () => {
      const s = come.toIdea().on('2022-04-05');
      s.expects('CorrectFact', { revision: 0, rightDay: '2022-02-16', ...reason }, 'CORRECTED_DAY');
      s.did('CorrectFact', { revision: 0, rightDay: '2022-02-01', ...reason });
      expect(s.state.started?.on).toBe('2022-02-01');
    });
  });
});
