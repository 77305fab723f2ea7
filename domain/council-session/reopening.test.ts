import { describe, expect, test } from 'vitest';
import { CHAIR, held, OFFICE, SECRETARY, seal, sheetOf } from '../../test/domain/council.ts';
import { doc } from '../../test/domain/story.ts';
import type { Item } from './council-session.ts';

const coffee = '66-2022-ca-phe-1';
const conclude = { cycle: coffee, unreadConfirmed: true };
const again = (falls?: number) => ({
  cycle: coffee,
  reason: 'Nhầm',
  document: doc('TB'),
  ...(falls === undefined ? {} : { falls }),
});
const item = (s: ReturnType<typeof held.open>) => s.state.agenda[0] as Item;

describe('ReopenProduct', () => {
  test('says what falls with it and is confirmed by its number; then everybody scores again', () => {
    const s = held.sealed().did('OpenScores', { cycle: coffee }).did('CloseProduct', conclude);
    s.expects('ReopenProduct', again(), 'REOPENING_FALLS', { sheets: 7, votes: 0, minutes: 0, falls: 7 });
    s.expects('ReopenProduct', again(6), 'REOPENING_FALLS');
    s.by('uy-vien-1').expects('ReopenProduct', again(7), 'NOT_PRESIDING').by(CHAIR);
    s.did('ReopenProduct', again(7)).expects('ReopenProduct', again(7), 'NOTHING_TO_REOPEN');
    expect([item(s).closed, item(s).opening?.scored.length]).toEqual([undefined, 7]);
    seal(s, {}, [coffee]).did('OpenScores', { cycle: coffee }).did('CloseProduct', conclude);
    expect([item(s).earlier.length, item(s).closed?.totals.length]).toEqual([1, 7]);
  });
  test('after the minutes were signed it takes another sitting, and supplementary minutes', () => {
    const s = held.signed().by(SECRETARY);
    s.did('ReopenProduct', again(8));
    for (const m of s.state.members) s.did('RecordAttendance', { member: m.account, what: 'arrived' });
    s.by(CHAIR).did('OpenSession');
    seal(s, {}, [coffee]).did('OpenScores', { cycle: coffee }).did('CloseProduct', conclude);
    s.did('CloseSession').by(SECRETARY).did('DrawUpMinutes', { number: '02/BB-HĐ' });
    expect(s.state.minutes).toHaveLength(2);
  });
  test('a product that was postponed by a slip is taken up again with the sheets that wait', () => {
    const s = held.sealed().did('PostponeProduct', { cycle: coffee, reason: 'x' }).did('ReopenProduct', again(0));
    s.expects('OpenScores', { cycle: coffee }, ['ScoresOpened']);
    s.expects('ReopenProduct', { ...again(0), cycle: '66-2022-khac-1' }, 'NOT_ON_AGENDA');
  });
});

describe('one slip is not final', () => {
  const annul = (revisions: number[]) => ({ revisions, reason: 'Nhầm', document: doc('HB') });
  const at = (s: ReturnType<typeof held.open>, type: string) =>
    s.facts.findLast((f) => f.type === type)?.revision ?? -1;
  test('a fact is annulled with everything that follows, which is listed and confirmed', () => {
    const s = held.sealed().did('OpenScores', { cycle: coffee }).did('CloseProduct', conclude);
    s.did('PostponeProduct', { cycle: '66-2022-tieu-1', reason: 'x' }).did('CloseSession').by(OFFICE);
    const [closed] = s.facts.filter((f) => f.type === 'ProductClosed').map((f) => f.revision);
    const later = [...Array(s.facts.length).keys()].filter(
      (r) => r > (closed as number) && ['ProductPostponed', 'SessionClosed'].includes(s.facts[r]?.type ?? ''),
    );
    s.expects('AnnulFacts', annul([closed as number]), 'FACTS_REST_ON_IT', { revisions: later.map(String) });
    s.did('AnnulFacts', annul([closed as number, ...later]));
    expect(s.state.agenda.map(({ closed, opening }) => [closed, opening !== undefined])).toEqual([
      [undefined, true],
      [undefined, false],
    ]);
    s.by(CHAIR).expects('CloseProduct', conclude, ['ProductClosed']);
  });
  test('what was opened was seen: no annulment makes it a sealed sheet again that its member could replace', () => {
    const s = held.sealed().did('OpenScores', { cycle: coffee }).by(OFFICE);
    s.expects('AnnulFacts', annul([at(s, 'ScoresOpened')]), 'FACT_STANDS');
    const opened = s.facts.filter((f) => f.type === 'SessionOpened' || f.type === 'ScoresOpened');
    s.expects('AnnulFacts', annul(opened.map((f) => f.revision)), 'FACT_STANDS');
    s.by('uy-vien-1').expects('SealSheet', { cycle: coffee, sheet: sheetOf(s, coffee), reason: 'x' }, 'SHEETS_OPENED');
  });
  test('what members said themselves only they replace', () => {
    const s = held.sealed().by(OFFICE);
    for (const type of ['SheetSealed', 'ConflictsDeclared'])
      s.expects('AnnulFacts', annul([at(s, type)]), 'FACT_STANDS');
  });
  test('a wrong number of a paper is corrected', () => {
    const s = held.convened();
    const right = { revision: 0, changes: { decision: doc('02/QĐ-UBND') }, reason: 'x', document: doc('ĐC') };
    s.expects('CorrectFact', right, ['FactCorrected']);
  });
});

describe('what members have to do with a product is looked for again', () => {
  const lent = (s: ReturnType<typeof held.open>) => {
    const [cycle] = s.cycles as unknown as [{ state: object }];
    const { state } = cycle;
    Object.defineProperty(cycle, 'state', { value: { ...state, hands: [{ account: 'uy-vien-1', as: 'advised' }] } });
    return s;
  };
  test('a hand lent after the dossiers were sent stops the opening until the member has answered', () => {
    const s = lent(held.sealed());
    s.expects('OpenScores', { cycle: coffee }, 'CONFLICTS_UNANSWERED', { members: ['uy-vien-1'] });
    s.expects('OpenScores', { cycle: '66-2022-tieu-1' }, ['ScoresOpened']);
    s.by(OFFICE).did('DistributeDossiers').by(CHAIR);
    s.expects('OpenScores', { cycle: coffee }, 'SHEETS_MISSING', { members: ['uy-vien-1'] });
    const none = { products: [{ cycle: coffee, kind: 'none', answer: 'Chỉ góp ý bao bì' }] };
    s.by('uy-vien-1').expects('SealSheet', { cycle: coffee, sheet: sheetOf(s, coffee) }, 'NOT_DECLARED');
    s.did('DeclareConflicts', none).did('SealSheet', { cycle: coffee, sheet: sheetOf(s, coffee) });
    s.by(CHAIR).expects('OpenScores', { cycle: coffee }, ['ScoresOpened']);
    s.by(OFFICE).expects('DistributeDossiers', {}, 'already-so');
  });
});
