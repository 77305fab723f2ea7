import { describe, expect, test } from 'vitest';
import { come, doc, office, resultOf, type Story, story, totalsOf, yearOf } from '../../test/domain/story.ts';
import { dueCommandId } from '../kernel/due-action.ts';
import { addDays } from '../time/civil-date.ts';

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
    expect(s.state).toMatchObject({
      step: 'idea',
      idea: { status: 'registered' },
      deadline: { subject: 'step/idea/select' },
    });
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
    test('stars recognised are annulled with the correction that takes their result away, in one act', () => {
      const s = come.provinceResult(undefined, 7800, 4).did('NotifyResult', { letter: doc('TB') });
      s.on('2022-08-02').did('Recognise', { decision: doc('QĐ', '2022-08-02') });
      s.moves();
      const rest = ['ResultNotified', 'ProductRecognised', 'StepOpened'].map((t) => revisionOf(s, t));
      const wrong = correct(s, 'TierResultRecorded', { changes: { ...totals(6800), stars: 3 } });
      s.expects('CorrectFact', wrong, 'OUTCOME_WOULD_CHANGE', { revisions: rest.map(String) });
      s.expects('CorrectFact', { ...wrong, annuls: rest.slice(1) }, 'OUTCOME_WOULD_CHANGE');
      s.expects('CorrectFact', { ...wrong, annuls: [...rest, 1] }, 'STILL_FOLLOWS', { revisions: ['1'] });
      s.expects('CorrectFact', { ...wrong, annuls: rest }, [
        { type: 'FactCorrected', data: { revision: wrong.revision } },
        {
          type: 'FactsAnnulled',
          data: { revisions: rest, what: ['ResultNotified', 'ProductRecognised', 'StepOpened'] },
        },
      ]);
      s.did('CorrectFact', { ...wrong, annuls: rest }).moves();
      expect(s.state).toMatchObject({ step: 'rating', visits: [{}, { result: { stars: 3, outcome: 'recognise' } }] });
      expect(s.state.ended).toBeUndefined();
      expect(s.state.deadline?.subject).toBe('tier/province/recognise');
    });
    test('that ended the rating with other stars ends it with the right ones, once', () => {
      const s = come.districtResult(undefined, 4500, 2);
      const wrong = correct(s, 'TierResultRecorded', { changes: { ...totals(2500), stars: 1 } });
      s.expects('CorrectFact', wrong, [
        'FactCorrected',
        { type: 'FactsAnnulled', data: { what: ['RatingEnded'] } },
        { type: 'RatingEnded', data: { stars: 1 } },
      ]);
      s.did('CorrectFact', wrong);
      expect(s.state).toMatchObject({ ended: { kind: 'rated', stars: 1 }, visits: [{ result: { stars: 1 } }] });
    });
    test('that did not end the rating takes the end back, and the dossier goes on', () => {
      const s = come.districtResult(undefined, 4500, 2);
      s.did('CorrectFact', correct(s, 'TierResultRecorded', { changes: { ...totals(5500), stars: 3 } }));
      expect(s.state.ended).toBeUndefined();
      expect(s.state.deadline).toMatchObject({ subject: 'tier/district/forward' });
      s.expects('NotifyResult', { letter: doc('TB') }, ['ResultNotified']);
    });
    test('of the nation takes the review back with it', () => {
      const s = come.atReview().did('RecordReview', { basis: 'national-result', minutes: doc('BBRS'), stars: 4 });
      const annuls = [revisionOf(s, 'ReviewOpened'), revisionOf(s, 'ReviewRecorded')];
      const wrong = correct(s, 'TierResultRecorded', { changes: { ...totals(6800), stars: 3 } });
      s.expects('CorrectFact', wrong, 'OUTCOME_WOULD_CHANGE', { revisions: annuls.map(String) });
      s.did('CorrectFact', { ...wrong, annuls }).moves();
      s.expects('RecordReview', { basis: 'national-result', minutes: doc('BBRS'), stars: 4 }, 'REVIEW_ABOVE_LIMIT', {
        max: 3,
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
    test('moves the dates that run from it, also one that is over, and lateness with them', () => {
      const s = come
        .ideaSelected()
        .on('2022-05-16')
        .did('ApproveIdea', { list: doc('DS') })
        .moves();
      s.did('SubmitPlan', { targetStar: 4, plan: doc('PA') });
      s.on('2022-05-20').did('SelectPlan').moves();
      expect(s.state.done['business-plan']).toMatchObject({ late: false });
      const early = correct(s, 'IdeaApproved', { rightDay: '2022-04-14' });
      s.expects('CorrectFact', early, ['FactCorrected', 'FactCorrected']);
      s.did('CorrectFact', early);
      expect(s.said).toMatchObject({
        what: 'StepOpened',
        data: { due: { dueOn: '2022-05-04' } },
      });
      expect(s.state.done['business-plan']).toMatchObject({ late: true });
    });
    test('takes along what who was faster than the process opened with it', () => {
      const s = come.started(undefined, 'awareness').on('2022-03-08').did('RegisterIdea', { summary: 'x' });
      s.did('CorrectFact', correct(s, 'IdeaRegistered', { rightDay: '2022-02-25' }));
      expect(s.state).toMatchObject({ idea: { on: '2022-02-25' }, done: { awareness: { on: '2022-02-25' } } });
    });
    test('of what the process wrote is not said by a person: it runs from what it followed', () => {
      const s = come.toPlan();
      s.expects('CorrectFact', correct(s, 'StepOpened', { rightDay: '2022-03-20' }), 'NOT_CORRECTABLE');
    });
    test('lies neither ahead nor before the cycle began', () => {
      const s = come.ideaSelected().on('2022-04-05');
      s.expects('CorrectFact', correct(s, 'IdeaSelected', { rightDay: '2022-04-06' }), 'CORRECTED_DAY');
      s.expects('CorrectFact', correct(s, 'IdeaSelected', { rightDay: '2022-02-09' }), 'CORRECTED_DAY');
      s.expects('CorrectFact', correct(s, 'IdeaSelected', { rightDay: '2022-03-10' }), 'NOTHING_CHANGES');
    });
    test('of filing changes law or round with it, and what rested on them', () => {
      const s = come.atDistrict().on('2022-11-01');
      const later = correct(s, 'DossierSubmitted', { rightDay: '2022-10-03' });
      const annuls = [revisionOf(s, 'StepOpened'), revisionOf(s, 'TierOpened')];
      s.expects('CorrectFact', later, 'OUTCOME_WOULD_CHANGE', { revisions: annuls.map(String) });
      s.did('CorrectFact', { ...later, annuls });
      expect(s.facts.findLast((f) => f.type === 'FactCorrected')?.data).toMatchObject({
        changes: [
          { field: 'round', before: '1', after: '2' },
          { field: 'occurredOn', before: '2022-06-02', after: '2022-10-03' },
        ],
      });
      expect(s.moves().state.visits).toMatchObject([{ tier: 'district', round: 2 }]);
    });
    test('of filing over a law’s first day needs a set of that law', () => {
      const s = come.submitted().on('2023-03-20');
      const later = (changes: object) => correct(s, 'DossierSubmitted', { rightDay: '2023-03-01', changes });
      s.expects('CorrectFact', later({}), 'SET_NOT_OF_GROUP', { rulebook: 'R2023' });
      s.did('CorrectFact', later({ criteriaSet: 'R2023/13' }));
      expect(s.state).toMatchObject({ rulebook: 'R2023', criteriaSet: 'R2023/13', submitted: { on: '2023-03-01' } });
    });
    test('of filing that changes neither is corrected alone', () => {
      const s = come
        .atDistrict()
        .did('CorrectFact', correct(come.atDistrict(), 'DossierSubmitted', { rightDay: '2022-06-01' }));
      expect(s.state).toMatchObject({ submitted: { on: '2022-06-01' }, visits: [{ round: 1 }] });
    });
    test('of a result that ended the rating moves the end with it', () => {
      const s = come.districtResult(undefined, 4500, 2);
      s.on('2022-06-28').did('NotifyResult', { letter: doc('TB') });
      const on = s.state.ended?.on as string;
      const later = correct(s, 'TierResultRecorded', { rightDay: addDays(on, 1) });
      s.expects('CorrectFact', later, ['FactCorrected']);
      s.did('CorrectFact', later);
      expect(s.state).toMatchObject({ ended: { kind: 'rated', stars: 2, on: addDays(on, 1) } });
      expect(s.due()).toEqual([]);
    });
    test('does not pass a later fact that rests on it', () => {
      const s = come.recognised().moves().on('2022-08-20');
      const annuls = [revisionOf(s, 'ProductRecognised'), revisionOf(s, 'StepOpened')];
      const late = correct(s, 'TierResultRecorded', { rightDay: '2022-08-10' });
      s.expects('CorrectFact', late, 'OUTCOME_WOULD_CHANGE', { revisions: annuls.map(String) });
      expect(s.did('CorrectFact', { ...late, annuls }).state.visits[1]?.result?.on).toBe('2022-08-10');
    });
    test('of a rejection moves the day from which the idea may be handed in again', () => {
      const s = come.ideaRegistered().on('2022-03-08').did('RejectIdea', { reason: 'x' });
      s.on('2022-03-16')
        .did('RegisterIdea', { summary: 'y' })
        .did('ListIdea', { list: doc('DS') });
      const annuls = [s.facts.length - 2, s.facts.length - 1];
      const later = correct(s, 'IdeaRejected', { rightDay: '2022-03-12' });
      s.expects('CorrectFact', later, 'OUTCOME_WOULD_CHANGE', { revisions: annuls.map(String) });
      s.expects('CorrectFact', { ...later, annuls }, ['FactCorrected', 'FactsAnnulled']);
      s.expects('CorrectFact', { ...later, rightDay: '2022-03-09' }, ['FactCorrected']);
    });
    test('of a supplement’s answer moves the tier’s date with it; that of asking takes the answer back', () => {
      const s = come.atDistrict().on('2022-06-08').did('RequestSupplement', { items: 'x', answerBy: '2022-06-24' });
      s.on('2022-06-15').did('AnswerSupplement', { documents: [doc('A')] });
      expect(s.state.deadline).toMatchObject({ dueOn: '2022-07-07', extension: 5 });
      s.did('CorrectFact', correct(s, 'SupplementAnswered', { rightDay: '2022-06-10' }));
      expect(s.state.deadline).toMatchObject({ dueOn: '2022-07-04', extension: 2 });
      const asked = correct(s, 'SupplementRequested', { rightDay: '2022-06-09' });
      s.expects('CorrectFact', asked, 'OUTCOME_WOULD_CHANGE', {
        revisions: [String(revisionOf(s, 'SupplementAnswered'))],
      });
    });
    test('the beginning’s own day may move back, or up to the first fact after it', () => {
      const s = come.toIdea().on('2022-04-05');
      s.expects('CorrectFact', { revision: 0, rightDay: '2022-02-16', ...reason }, 'CORRECTED_DAY');
      s.did('CorrectFact', { revision: 0, rightDay: '2022-02-01', ...reason });
      expect(s.state.started?.on).toBe('2022-02-01');
    });
  });
});

describe('a fact is amended by who may give it or the tier above, never from below', () => {
  const at = (role: string, unit: string) => ({ kind: 'person', id: 'somebody', role, unit }) as const;
  const [commune, district] = [at('commune-officer', '650-01'), at('district-officer', '650')];
  const above = 'FACT_OF_A_HIGHER_LEVEL';

  test('a district does not annul the nation’s recognition, nor its opening', () => {
    const s = come.atNation().on('2022-10-20').did('RecordTierResult', resultOf(9300, 5));
    s.did('Recognise', { decision: doc('QĐ', '2022-10-20') });
    s.by(district).expects('AnnulFacts', annul(s, 'ProductRecognised'), above, { levelEn: 'province' });
    s.expects('AnnulFacts', annul(s, 'TierOpened'), above);
    s.expects('CorrectFact', correct(s, 'ProductRecognised', { changes: { decision: doc('QĐ-2') } }), above);
    s.by(office).expects('AnnulFacts', annul(s, 'ProductRecognised'), ['FactsAnnulled']);
  });
  test('what a tier gave it corrects itself, and the tier above does', () => {
    const s = come.districtResult(story().by(district)).did('NotifyResult', { letter: doc('TB') });
    const letter = correct(s, 'ResultNotified', { changes: { letter: doc('TB-2') } });
    s.expects('CorrectFact', letter, ['FactCorrected']);
    s.by(commune).expects('CorrectFact', letter, above, { levelEn: 'district' });
    s.by(office).expects('CorrectFact', letter, ['FactCorrected']);
  });
  test('not when the facts of a higher tier rest on it', () => {
    const s = come
      .atProvince(story().by(district))
      .by(office)
      .on('2022-07-20')
      .did('RecordTierResult', resultOf(8200, 4));
    const wrong = correct(s, 'DossierSubmitted', { rightDay: '2022-10-03' });
    const annuls = s.facts.filter((f) => f.revision > wrong.revision).map((f) => f.revision);
    s.on('2022-11-01')
      .by(district)
      .expects('CorrectFact', { ...wrong, annuls }, above, { levelEn: 'province' });
  });
  test('the successor of an abolished district amends what the district gave', () => {
    const s = come.districtResult(story().by(district));
    const successor = { ...at('district-officer', '650-01'), onBehalfOf: '650' };
    s.by(successor).expects('AnnulFacts', annul(s, 'TierResultRecorded'), ['FactsAnnulled']);
  });
  test('who may amend nothing of it is not offered to', () => {
    come
      .toIdea()
      .by(commune)
      .expects('CorrectFact', { revision: 99, ...reason }, above);
    come.toIdea(story().by(commune)).expects('CorrectFact', { revision: 99, ...reason }, 'FACT_UNKNOWN');
  });
  test('nor does a district move a dossier to another law that lies at the province', () => {
    const law = { rulebook: 'R2023', criteriaSet: 'R2023/13', legalBasis: doc('QĐ') };
    const later = (s: Story) => s.on('2023-03-01').by(district);
    later(come.atDistrict()).expects('ChangeRulebook', law, ['RulebookChanged']);
    later(come.atProvince()).expects('ChangeRulebook', law, 'DOSSIER_AT_A_HIGHER_LEVEL');
  });
});
