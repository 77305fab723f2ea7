// What a named day may do: nothing happens before what it rests on, receipt binds law and round, older papers are marked
// and no date of theirs runs.
import { describe, expect, test } from 'vitest';
import { planOf } from '../../demo/year-plan.ts';
import { given, person, told } from '../../test/domain/specification.ts';
import { come, doc, resultOf, type Story, story, yearOf } from '../../test/domain/story.ts';
import { planUnder } from '../../test/plans.ts';
import { approveOlderPapers } from '../programme-year/older-papers.ts';
import { programmeYear } from '../programme-year/programme-year.ts';
import { yearPlan } from '../programme-year/year-plan.ts';
import { getCommand } from '../registry.ts';
import { addDays } from '../time/civil-date.ts';

describe('an act is not dated before the fact it rests on', () => {
  test('a result before the filing, forwarding before the result', () => {
    const rated = come.atDistrict().on('2022-06-21');
    rated.expects('RecordTierResult', resultOf(9150, 5, { occurredOn: '2022-06-01' }), 'RESTS_ON_LATER', {
      from: '2022-06-02',
    });
    rated.expects('RecordTierResult', resultOf(9150, 5, { occurredOn: '2022-06-02' }), ['TierResultRecorded']);
    const notified = come
      .districtResult()
      .on('2022-06-24')
      .did('NotifyResult', { letter: doc('CV'), occurredOn: '2022-06-22' });
    notified.expects('CompleteDossier', { documents: [], occurredOn: '2022-06-21' }, 'RESTS_ON_LATER');
    notified.expects('CompleteDossier', { documents: [], occurredOn: '2022-06-22' }, ['DossierCompleted']);
  });
  test('a step that the process opened, or a date that was moved, says nothing of what happened before', () => {
    const s = come.toIdea().on('2022-03-05').did('FixDeadline', { dueOn: '2022-04-29', reason: 'Mưa lũ' });
    s.expects('RegisterIdea', { summary: 'x', occurredOn: '2022-02-15' }, ['IdeaRegistered']);
  });
  test('records beside the procedure come in any order', () => {
    const s = come.toImplementation().on('2022-05-12').did('RecordVisit', { progressPercent: 60, remarks: 'x' });
    s.expects('RecordVisit', { progressPercent: 40, remarks: 'x', occurredOn: '2022-05-05' }, ['VisitRecorded']);
  });
  test('but some of them rest on what they tell of', () => {
    const plan = come.planSubmitted().on('2022-04-25').did('SelectPlan').on('2022-04-28');
    plan.expects('TellPlanDecision', { letter: doc('TB'), occurredOn: '2022-04-22' }, 'RESTS_ON_LATER');
    plan.expects('TellPlanDecision', { letter: doc('TB'), occurredOn: '2022-04-25' }, ['PlanDecisionTold']);
    const recognised = come.recognised().on('2022-08-20');
    recognised.expects('PublishResult', { document: doc('CB'), occurredOn: '2022-08-01' }, 'RESTS_ON_LATER');
    recognised.expects('RecordFollowUp', { occurredOn: '2022-07-19' }, 'RESTS_ON_LATER');
    recognised.did('PublishResult', { document: doc('CB'), occurredOn: '2022-08-02' }).moves();
    const at = (type: string) => recognised.facts.find((f) => f.type === type)?.revision as number;
    const moved = { reason: 'x', document: doc('ĐC') };
    recognised.expects(
      'CorrectFact',
      { revision: at('ProductRecognised'), rightDay: '2022-08-10', ...moved },
      'OUTCOME_WOULD_CHANGE',
      {
        revisions: [String(at('ResultPublished'))],
      },
    );
    recognised.expects(
      'CorrectFact',
      { revision: at('ResultPublished'), rightDay: '2022-08-01', ...moved },
      'CORRECTED_DAY',
    );
    const [end, published, opened] = ['ProductRecognised', 'ResultPublished', 'StepOpened'].map(
      (type) => recognised.facts.findLast((f) => f.type === type)?.revision,
    );
    recognised.expects('AnnulFacts', { revisions: [end, opened], ...moved }, 'FACTS_REST_ON_IT', {
      revisions: [String(published)],
    });
    recognised.expects('AnnulFacts', { revisions: [end, opened, published], ...moved }, ['FactsAnnulled']);
  });
  test('what is put right or taken back had happened before', () => {
    const s = come.ideaSelected().on('2022-03-18');
    const { revision } = s.facts.findLast((f) => f.type === 'IdeaSelected') as { revision: number };
    const why = { reason: 'x', document: doc('ĐC'), occurredOn: '2022-03-01' };
    s.expects('AnnulFacts', { revisions: [revision], ...why }, 'RESTS_ON_LATER', { from: '2022-03-10' });
    s.expects('CorrectFact', { revision, rightDay: '2022-03-09', ...why }, 'RESTS_ON_LATER', { from: '2022-03-09' });
  });
  test('a filing and the confirmation of the shares that it rests on do not pass each other', () => {
    const s = come.dossierReady().on('2022-06-03');
    const confirmed = s.state.localShares?.on as string;
    const early = { criteriaSet: 'R2019/6', occurredOn: addDays(confirmed, -1) };
    s.expects('SubmitDossier', early, 'LOCAL_SHARES_LATER', { confirmed });
    s.did('SubmitDossier', { criteriaSet: 'R2019/6', occurredOn: confirmed }).moves();
    const at = (type: string) => s.facts.find((f) => f.type === type)?.revision as number;
    const moved = (type: string, rightDay: string) => ({
      revision: at(type),
      rightDay,
      reason: 'x',
      document: doc('ĐC'),
    });
    s.expects('CorrectFact', moved('DossierSubmitted', addDays(confirmed, -1)), 'LOCAL_SHARES_LATER');
    s.expects('CorrectFact', moved('LocalSharesConfirmed', addDays(confirmed, 1)), 'OUTCOME_WOULD_CHANGE');
    s.expects('CorrectFact', moved('LocalSharesConfirmed', addDays(confirmed, -1)), ['FactCorrected']);
  });
  test('nor is a year approved before it was planned', () => {
    const planned = told(programmeYear, '66-2022', [
      { type: 'YearPlanned', data: { plan: yearPlan.parse(planOf(2022)) }, on: '2022-01-04' },
    ]);
    const year = given(programmeYear, '66-2022', planned, { today: '2022-01-10' });
    const approval = { document: doc('KH', '2022-01-03') };
    year
      .when(getCommand('programmeYear', 'ApproveYearPlan'), { ...approval, occurredOn: '2022-01-03' })
      .then('RESTS_ON_LATER');
    year
      .when(getCommand('programmeYear', 'ApproveYearPlan'), { ...approval, occurredOn: '2022-01-04' })
      .then(['YearPlanApproved']);
  });
  test('a correction does not move it there either', () => {
    const s = come.districtResult().on('2022-06-24');
    const { revision } = s.facts.findLast((f) => f.type === 'TierResultRecorded') as { revision: number };
    const moved = (rightDay: string) => ({ revision, rightDay, reason: 'x', document: doc('ĐC') });
    s.expects('CorrectFact', moved('2022-06-01'), 'CORRECTED_DAY');
    s.expects('CorrectFact', moved('2022-06-02'), ['FactCorrected']);
  });
});

describe('the day of receipt binds law and round', () => {
  const producer = { ...person, role: 'producer', unit: 'htx-mau' };
  const commune = { ...person, role: 'commune-officer', unit: '650-01' };
  const district = { ...person, role: 'district-officer', unit: '650' };
  const handedIn = (on: string, year = 2023): Story => {
    const begun = story(`66-${year}-ca-phe-mau-1`, { year: yearOf(year, () => planUnder('R2019', year)) });
    const earlier = { year: year - 1, outcome: 'rated', stars: 2, document: doc('TB', `${year - 1}-12-01`) };
    return begun
      .on('2023-02-01')
      .did('StartCycle', { entry: 'rating', earlier })
      .moves()
      .did('AddEvidence', { id: 'phieu', kind: 'registration-form', document: doc('P') })
      .did('ConfirmLocalShares', { labour: 8000, material: 9000, document: doc('XN') })
      .on(on);
  };
  test('an applicant cannot go back to the older law by naming a day', () => {
    const s = handedIn('2023-02-27').by(producer);
    s.expects('SubmitDossier', { criteriaSet: 'R2019/6', occurredOn: '2023-02-22' }, 'SET_NOT_OF_GROUP');
    s.did('SubmitDossier', { criteriaSet: 'R2023/13', occurredOn: '2023-02-22' });
    expect(s.state).toMatchObject({ rulebook: 'R2023', submitted: { on: '2023-02-27' } });
    expect(s.said).toMatchObject({ receivedOn: '2023-02-27' });
  });
  test('nor a commune that does not receive dossiers; who receives them says when it was', () => {
    const filed = { criteriaSet: 'R2019/6', occurredOn: '2023-02-22' };
    handedIn('2023-02-27').by(commune).expects('SubmitDossier', filed, 'SET_NOT_OF_GROUP');
    const s = handedIn('2023-02-27').by(district).did('SubmitDossier', filed);
    expect(s.state).toMatchObject({ rulebook: 'R2019', submitted: { on: '2023-02-22' } });
    expect(s.said).not.toHaveProperty('receivedOn');
  });
  test('nor by naming an import of older papers, which is an office’s to enter', () => {
    const olderPapers = [{ id: 'dot-1', document: doc('CV-1'), until: '2023-12-31' }];
    const imported = { occurredOn: '2023-02-22', olderPapers: 'dot-1' };
    const s = handedIn('2023-02-27');
    s.year = { ...s.year, olderPapers };
    s.by(producer).expects('SubmitDossier', { criteriaSet: 'R2019/6', ...imported }, 'SET_NOT_OF_GROUP');
    s.by(commune).did('SubmitDossier', { criteriaSet: 'R2019/6', ...imported });
    expect(s.state).toMatchObject({ rulebook: 'R2019', submitted: { on: '2023-02-22' } });
  });
  test('a corrected day of filing is the receiver’s to say', () => {
    const s = handedIn('2023-02-27').by(producer).did('SubmitDossier', { criteriaSet: 'R2023/13' });
    const { revision } = s.facts.findLast((f) => f.type === 'DossierSubmitted') as { revision: number };
    const right = {
      revision,
      rightDay: '2023-02-22',
      changes: { criteriaSet: 'R2019/6' },
      reason: 'x',
      document: doc('PN'),
    };
    s.by(commune).expects('CorrectFact', right, 'RECEIPT_OF_A_HIGHER_LEVEL');
    s.by(district).did('CorrectFact', right);
    expect(s.state).toMatchObject({ rulebook: 'R2019', submitted: { on: '2023-02-22' } });
  });
  test('and the round: filed after a closing it is the next one, whatever day is named', () => {
    const s = come.dossierReady().on('2022-10-03').by(producer);
    s.did('SubmitDossier', { criteriaSet: 'R2019/6', occurredOn: '2022-09-29' });
    const there = come.dossierReady().on('2022-10-03').by(producer).did('SubmitDossier', { criteriaSet: 'R2019/6' });
    expect(s.said.round).toBe(there.said.round);
  });
});

describe('from older papers', () => {
  const papers = { id: 'dot-1', document: doc('CV-1', '2022-06-01'), until: '2022-12-31' };
  const imported = () => {
    const s = come.districtResult();
    s.year = { ...s.year, olderPapers: [papers] };
    return s;
  };
  test('approved again, another last day holds; a day that is past is none', () => {
    const planned = told(programmeYear, '66-2022', [
      { type: 'YearPlanned', data: { plan: yearPlan.parse(planOf(2022)) } },
    ]);
    const approving = (until: string, facts = planned) =>
      given(programmeYear, '66-2022', facts, { today: '2022-06-20' }).when(approveOlderPapers, { ...papers, until });
    approving('2022-06-19').then('OLDER_PAPERS_OVER');
    const twice = approving('2022-06-20', [...approving('2022-12-31').then(['OlderPapersApproved']).facts]);
    expect(twice.state.olderPapers).toEqual([{ ...papers, until: '2022-06-20' }]);
  });
  test('it is marked with its paper, and sets no date that runs', () => {
    const s = come.atDistrict().on('2022-09-01');
    s.year = { ...s.year, olderPapers: [papers] };
    s.did('RecordTierResult', resultOf(9150, 5, { occurredOn: '2022-06-21', olderPapers: 'dot-1' }));
    expect(s.facts.slice(-2).map((f) => f.type)).toEqual(['TierResultRecorded', 'DatingMarked']);
    expect(s.said).toMatchObject({ kind: 'from-older-papers', on: '2022-06-21', document: papers.document });
    expect(s.state.deadline).toBeUndefined();
    expect(s.due()).toEqual([]);
  });
  test('what is entered of its own day, or beside, leaves the running date alone', () => {
    const s = imported().on('2022-06-28');
    const running = s.state.deadline;
    expect(running).toBeDefined();
    s.did('RecordPromotion', { kind: 'fair', where: 'Huế', occurredOn: '2022-02-12', olderPapers: 'dot-1' });
    expect(s.said).toMatchObject({ kind: 'from-older-papers' });
    expect(s.state.deadline).toEqual(running);
  });
  test('a day further back than anybody may name alone is marked with its paper too', () => {
    const s = come.atDistrict().on('2022-09-01');
    s.did('RecordTierResult', resultOf(9150, 5, { occurredOn: '2022-06-21', latePaper: doc('CV-muon') }));
    expect(s.said).toMatchObject({ kind: 'beyond-limit', document: doc('CV-muon') });
    expect(s.state.deadline).toBeDefined();
  });
});

test('lateness goes by the day it happened, not by who typed it later', () => {
  const typed = (on: string) =>
    come.toIdea().on('2022-03-05').did('RegisterIdea', { summary: 'x' }).on('2022-03-10').did('SelectIdea').on(on);
  const approved = (s: Story) => s.did('ApproveIdea', { list: doc('DS'), occurredOn: '2022-03-31' }).state.done.idea;
  expect(approved(typed('2022-03-31'))).toMatchObject({ on: '2022-03-31', late: false });
  expect(approved(typed('2022-04-20'))).toMatchObject({ on: '2022-03-31', late: false });
});
